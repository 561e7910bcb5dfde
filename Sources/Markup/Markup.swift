// The room for foreign markup: charset, HTML and feeds as flat values over libxml2.
//
// What belongs here: from bytes to a tree or to feed entries. Which part of a tree is the article belongs to Extraction.
