/// What weights are learned for, and how much each set of articles counts for it.
enum Purpose: CaseIterable {
  /// Summaries of several sentences.
  case several
  /// A single sentence that tells the whole.
  case one

  /// Settled by cross-validation. Short stories are many and teach little of choosing; the summaries by hired writers are
  /// few, and held dear.
  private var weights: [String: Double] {
    switch self {
    case .several: ["cnn-short": 0.1, "cnndm-train": 1, "cnndm-valid": 1, "writers": 2]
    case .one: ["xsum": 1, "writers": 1]
    }
  }

  /// The example that an article makes; nil where it says nothing for this purpose. What people told in one sentence is
  /// learned from choices of one.
  func example(_ record: TrainingRecord) -> Example? {
    guard let weight = weights[record.set] else { return nil }
    let isSingle = (record.references ?? [record.reference ?? []]).allSatisfy { $0.count == 1 }
    return Example(
      record,
      width: self == .one || isSingle ? 1 : 3,
      size: self == .one ? 1 : 3,
      weight: weight
    )
  }
}
