internal import CEmbeddedData

extension DataFile {
  /// The weights of the English tagger and parser.
  package static let englishParserWeights = DataFile(english_parser_weights())

  /// WordNet's classes of English words.
  package static let englishWordClasses = DataFile(english_word_classes())
}
