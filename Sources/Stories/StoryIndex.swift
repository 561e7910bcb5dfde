internal import Foundation

/// What an article is filed and looked up by.
package struct StoryKey: Sendable, Hashable {
  /// The hash of a term's stem, or of a shingle.
  package var hash: UInt64
  /// What sharing it is worth.
  package var weight: Float

  /// What sharing it is worth where so many stories have it: a key of many stories tells little of any.
  func weight(amongStories count: Int) -> Float { max(1, weight - log2(Float(max(1, count)))) }
}

/// Finds the stories that share rare keys with an article, at a cost that does not grow with their number.
package struct StoryIndex: Sendable {
  /// Keys of an article: its heaviest terms, and its smallest shingles, of which two copies share some.
  private static let termKeysMax = 24
  private static let shingleKeysMax = 8
  /// The most recent stories kept for one key: a key of more stories tells nothing.
  private static let postingsMax = 32
  /// Stories that are compared in full.
  private static let candidatesMax = 8

  private var postings: [UInt64: [Int32]] = [:]

  /// Files a story under an article's keys.
  mutating func insert(_ story: Int, keys: [UInt64]) {
    let number = Int32(story)
    for key in keys {
      var list = postings.removeValue(forKey: key) ?? []
      if !list.contains(number) {
        if list.count == Self.postingsMax { list.removeFirst() }
        list.append(number)
      }
      postings[key] = list
    }
  }

  /// Takes a story out from under keys.
  mutating func remove(_ story: Int, keys: [UInt64]) {
    let number = Int32(story)
    for key in keys {
      guard var list = postings.removeValue(forKey: key) else { continue }
      list.removeAll { $0 == number }
      if !list.isEmpty { postings[key] = list }
    }
  }

  /// The stories that share most keys, weighed; best first, of equals the later story.
  func candidates(_ keys: [StoryKey]) -> [Int] {
    var scores: [Int32: Float] = [:]
    for key in keys {
      guard let list = postings[key.hash] else { continue }
      let weight = key.weight(amongStories: list.count)
      for story in list { scores[story, default: 0] += weight }
    }
    let ranked = scores.sorted { ($0.value, $0.key) > ($1.value, $1.key) }
    return ranked.prefix(Self.candidatesMax).map { Int($0.key) }
  }

  /// The keys of a profile.
  package static func keys(of profile: StoryProfile) -> [StoryKey] {
    let terms = profile.terms.prefix(termKeysMax).map { StoryKey(hash: $0.hash, weight: $0.rarity) }
    let shingles = profile.shingles.hashes.prefix(shingleKeysMax)
    return terms + shingles.map { StoryKey(hash: $0, weight: Rarity.unknownBits * 2) }
  }
}
