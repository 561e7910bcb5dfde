import EmbeddedData

/// How blocks begin that are page furniture, from `furniture-phrases.txt`.
struct FurniturePhrases {
  static let shared = FurniturePhrases()
  private var phrases: [UInt64: [[UInt64]]] = [:]
  private let firstWords: WordSet

  private init() {
    for line in DataFile.furniturePhrases.lines {
      let words = BlockWords.hashes(Array(line.utf8)[...])
      if let first = words.first { phrases[first, default: []].append(words) }
    }
    firstWords = WordSet(phrases.keys)
  }

  /// True where the words begin with a phrase of the list.
  func isPrefix(of words: [UInt64]) -> Bool {
    guard let first = words.first, firstWords.contains(first), let candidates = phrases[first] else {
      return false
    }
    return candidates.contains { words.starts(with: $0) }
  }
}
