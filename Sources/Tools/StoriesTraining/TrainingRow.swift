internal import Stories

/// An article beside a story, and whether it is of its event.
struct TrainingRow: Sendable {
  /// What rows it is drawn from; each source weighs as much as the course says.
  enum Source: String, Sendable, CaseIterable {
    case lookAlikes, lookAlikeLeads, lookAlikesMixed, lookAlikesReplayed
    case whole, wholeLeads, wholeMixed, wholeReplayed
    case crowd, pairs, readPairs, altered
  }

  let source: Source
  let group: String
  let isSame: Bool
  /// In the order of `Evidence`.
  var values: [Double]
  /// False where no story that the article was held against is its own.
  var hasOwn = true

  subscript(evidence: Evidence) -> Double {
    get { values[StoryEvidence.place(of: evidence)] }
    set { values[StoryEvidence.place(of: evidence)] = newValue }
  }
}
