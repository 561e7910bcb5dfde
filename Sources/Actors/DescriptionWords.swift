/// What a definite description may stand for.
enum DescriptionKind: String, Sendable, CaseIterable {
  case country, kingdom, island, emirate, organisation, group, ally, rival, pair
}

/// The nouns of definite descriptions, from the data.
struct DescriptionWords: Sendable {
  private var kinds: [String: [DescriptionKind]] = [:]
  /// The most words that a description has.
  private(set) var wordsMax = 1

  init() {}

  init(_ rows: [[Substring]]) {
    for row in rows where row.count == 2 {
      guard let kind = DescriptionKind(rawValue: String(row[0])) else { continue }
      for words in ActorTableReader.values(row[1]) {
        kinds[String(words), default: []].append(kind)
        wordsMax = max(wordsMax, words.split(separator: " ").count)
      }
    }
  }

  /// What these folded words may stand for, in the order of the data.
  func kinds(of words: String) -> [DescriptionKind] { kinds[words] ?? [] }
}
