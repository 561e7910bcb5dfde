/// A text's words as hashes: letters and digits folded to lower case within ASCII, parted by anything else of ASCII.
enum BlockWords {
  private static let basis: UInt64 = 0xcbf2_9ce4_8422_2325
  private static let prime: UInt64 = 0x0000_0100_0000_01b3

  static func hashes(_ bytes: ArraySlice<UInt8>) -> [UInt64] {
    var hashes: [UInt64] = []
    var word = basis
    for byte in bytes {
      let lower = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
      let isWord = (lower >= 0x61 && lower <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || byte >= 0x80
      if isWord {
        word = (word ^ UInt64(lower)) &* prime
      } else if word != basis {
        hashes.append(word)
        word = basis
      }
    }
    if word != basis { hashes.append(word) }
    return hashes
  }

  /// One hash for each two words in a row.
  static func pairs(_ words: [UInt64]) -> [UInt64] { words.indices.dropFirst().map { pair(words, at: $0) } }

  /// How many of the pairs of words in a row are among known ones.
  static func pairCount(_ words: [UInt64], in known: WordSet) -> Int {
    words.indices.dropFirst().count { known.contains(pair(words, at: $0)) }
  }

  private static func pair(_ words: [UInt64], at last: Int) -> UInt64 {
    (words[last - 1] ^ (words[last] << 1 | words[last] >> 63)) &* prime
  }

  /// One hash for all words in their order.
  static func hash(of words: [UInt64]) -> UInt64 { words.reduce(basis) { ($0 ^ $1) &* prime } }
}

/// A set of hashes of words. They are spread already, so that their own bits say where they stand: a page asks for each of its
/// words several times.
struct WordSet {
  /// A power of two of places, at least half of them empty; 0 is an empty one.
  private var places: [UInt64] = [0]
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }

  /// The set of some hashes.
  ///
  /// - Complexity: linear in their number.
  init(_ hashes: some Collection<UInt64> = []) {
    var size = 2
    while size < hashes.count * 2 { size *= 2 }
    places = [UInt64](repeating: 0, count: size)
    for hash in hashes where !contains(hash) {
      places[place(of: hash)] = hash | (hash == 0 ? 1 : 0)
      count += 1
    }
  }

  /// True for a hash that is in the set.
  func contains(_ hash: UInt64) -> Bool { places[place(of: hash)] != 0 }

  /// Where a hash stands or would stand.
  private func place(of hash: UInt64) -> Int {
    let wanted = hash | (hash == 0 ? 1 : 0)
    let mask = places.count - 1
    // The product's upper half mixes all bits: the lower ones of similar words are alike.
    var place = Int(truncatingIfNeeded: (wanted &* 0x9e37_79b9_7f4a_7c15) >> 32) & mask
    while places[place] != 0, places[place] != wanted { place = (place + 1) & mask }
    return place
  }
}
