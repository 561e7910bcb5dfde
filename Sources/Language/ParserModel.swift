/// The weights of the English tagger and parser, as they are embedded: the tables of tags, moves and relations, and what is
/// sure without them.
package struct ParserModel: Sendable {
  let tags: ScoreTable
  let moves: MoveTable
  let labels: ScoreTable
  let sure: SureChoices
  /// WordNet's classes of English words, by which features see them.
  package let lexicon: WordClasses

  /// Opens the weights.
  ///
  /// - Returns: nil where the bytes are no weights of this version of the features.
  package init?(weights: UnsafeRawBufferPointer, wordClasses: UnsafeRawBufferPointer) {
    guard let lexicon = WordClasses(wordClasses), let tags = ScoreTable(weights) else { return nil }
    var rest = UnsafeRawBufferPointer(rebasing: weights[tags.byteCount...])
    guard let moves = MoveTable(rest) else { return nil }
    rest = UnsafeRawBufferPointer(rebasing: rest[moves.byteCount...])
    guard let labels = ScoreTable(rest) else { return nil }
    rest = UnsafeRawBufferPointer(rebasing: rest[labels.byteCount...])
    guard let sure = SureChoices(rest) else { return nil }
    guard tags.classCount == Tag.all.count,
      labels.classCount == DependencyRelation.allCases.count
    else { return nil }
    (self.tags, self.moves, self.labels, self.sure, self.lexicon) = (tags, moves, labels, sure, lexicon)
  }
}
