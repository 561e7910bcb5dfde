internal import CEmbeddedData

extension DataFile {
  /// English words by class, for sentence scoring: class, words parted by spaces.
  package static let englishSummaryWords = DataFile(english_summary_words())
  /// Phrases of English page furniture: where they stand, what they are, the words.
  package static let englishFurniture = DataFile(english_furniture())
  /// Weights of the sentence ranker: feature, weight.
  package static let summaryWeights = DataFile(summary_weights())
  /// What English news counts: words of the things counted, of numbers and of hedges.
  package static let englishCounted = DataFile(english_counted())
}
