/// Finds the stories that share rare keys with an article, at a cost that does not grow with their number.
struct StoryIndex: Sendable {
  /// Keys that an article is looked up and filed by: its heaviest terms and its smallest shingles.
  static let termKeysMax = 24
  static let shingleKeysMax = 8
  /// The most recent stories kept for one key: a key of more stories tells nothing.
  private static let postingsMax = 32
  /// Stories that are compared in full.
  static let candidatesMax = 12

  private var postings: [UInt64: [Int32]] = [:]

  /// Files a story under an article's keys.
  mutating func insert(_ story: Int, keys: [UInt64]) {
    let number = Int32(story)
    for key in keys {
      var list = postings[key] ?? []
      guard !list.contains(number) else { continue }
      if list.count == Self.postingsMax { list.removeFirst() }
      list.append(number)
      postings[key] = list
    }
  }

  /// The stories that share most keys, weighed; best first.
  func candidates(_ keys: [UInt64], weights: [Float]) -> [Int] {
    var scores: [Int32: Float] = [:]
    for (key, weight) in zip(keys, weights) {
      for story in postings[key] ?? [] { scores[story, default: 0] += weight }
    }
    let ranked = scores.sorted { ($0.value, $0.key) > ($1.value, $1.key) }
    return ranked.prefix(Self.candidatesMax).map { Int($0.key) }
  }

  /// The keys of a profile and what a hit on each is worth.
  static func keys(of profile: StoryProfile) -> (keys: [UInt64], weights: [Float]) {
    let terms = profile.terms.prefix(termKeysMax)
    let shingles = profile.shingles.hashes.prefix(shingleKeysMax)
    return (
      terms.map(\.hash) + shingles,
      terms.map { $0.rarity } + shingles.map { _ in Rarity.unknownBits * 2 }
    )
  }
}
