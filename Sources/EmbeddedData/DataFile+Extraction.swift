internal import CEmbeddedData

extension DataFile {
  /// Names of months and time zones: kind, value, words parted by spaces.
  package static let dateWords = DataFile(date_words())

  /// Names of query parameters that only track readers, one a line; a star stands for any ending.
  package static let trackingParameters = DataFile(tracking_parameters())

  /// Words of class names and what they say about an element: cue, words parted by spaces.
  package static let classWords = DataFile(class_words())

  /// How blocks of page furniture begin, one phrase a line.
  package static let furniturePhrases = DataFile(furniture_phrases())

  /// Lines that stand among an article's paragraphs and are none: kind, how they are compared, words.
  package static let furnitureLines = DataFile(furniture_lines())

  /// The trees that tell an article's blocks from the rest of its page.
  package static let blockModel = DataFile(block_model())

  /// Wire agencies: the usual name, then other spellings.
  package static let agencies = DataFile(agencies_list())

  /// What walls and errors say: page kind, phrase.
  package static let pageKindPhrases = DataFile(page_kind_phrases())
}
