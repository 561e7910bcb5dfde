// The room for text analysed once: bytes, paragraphs, sentences, tokens, stems.
//
// What belongs here: what is true of a text without knowing what it is about. A language is data (segmentation lists,
// stop words, stemmer); adding one touches no code.
