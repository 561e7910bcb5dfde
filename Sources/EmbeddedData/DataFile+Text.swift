internal import CEmbeddedData

extension DataFile {
  /// English function words, one a line.
  package static let englishStopWords = DataFile(english_stop_words())
}
