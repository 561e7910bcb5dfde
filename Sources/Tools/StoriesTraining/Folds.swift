internal import Stories

/// Groups of articles dealt into parts: what is said of a part comes from weights that were learned without it.
struct Folds: Sendable {
  static let count = 5
  private let part: [String: Int]

  /// Deals groups, largest first, each to the part that has fewest articles.
  init(_ groups: [String]) {
    let sizes = Dictionary(grouping: groups) { $0 }.mapValues(\.count)
    var load = [Int](repeating: 0, count: Self.count)
    var part: [String: Int] = [:]
    for (group, size) in sizes.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      let lightest = load.indices.min { load[$0] < load[$1] } ?? 0
      part[group] = lightest
      load[lightest] += size
    }
    self.part = part
  }

  /// The part of a group; nil for one that no part holds.
  subscript(group: String) -> Int? { part[group] }
}

/// Weights learned from all, and from all but each part.
struct FoldedWeights: Sendable {
  let whole: StoryWeights
  /// As they are embedded.
  let table: String
  let byPart: [StoryWeights]
  let folds: Folds

  /// Weights that have not seen an article.
  func unseen(_ article: TrainingArticle) -> StoryWeights {
    folds[article.group].map { byPart[$0] } ?? whole
  }
}
