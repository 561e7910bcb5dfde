internal import EmbeddedData
internal import Text

/// A phrase that marks a sentence as page furniture.
struct FurniturePhrase: Sendable {
  /// Where in a sentence the phrase must stand.
  enum Place: Substring, Sendable {
    case whole
    case start
    case end
    case anywhere
  }

  let place: Place
  /// What the sentence then is, such as `caption`.
  let kind: String
  /// The hashes of its words.
  let words: [UInt64]

  /// Reads the data. The words are tokenised as articles are, so that both always agree.
  static func read(_ file: DataFile) -> [FurniturePhrase] {
    file.rows.compactMap { row in
      guard row.count == 3, let place = Place(rawValue: row[0]) else { return nil }
      let document = Document(String(row[2]))
      let words = document.tokens.filter(\.isWord).map { document.vocabulary.hash(of: $0.term) }
      return FurniturePhrase(place: place, kind: String(row[1]), words: words)
    }
  }

  /// Whether the phrase stands in a sentence of these words, beginning at `start`.
  func matches(_ sentence: [UInt64], at start: Int) -> Bool {
    let end = start + words.count
    guard end <= sentence.count else { return false }
    if place == .start || place == .whole, start != 0 { return false }
    if place == .end || place == .whole, end != sentence.count { return false }
    return words.indices.allSatisfy { sentence[start + $0] == words[$0] }
  }
}

extension Token {
  /// True for words, numbers and addresses: what is neither a mark nor a symbol.
  var isWord: Bool {
    switch kind {
    case .word, .number, .address: true
    case .punctuation, .symbol: false
    }
  }

  /// Whether its first letter is upper case. A `switch` here, as comparing enumerations of another module is a call.
  var opensUpper: Bool {
    switch letterCase {
    case .capitalised, .upper: true
    case .none, .lower, .mixed: false
    }
  }
}
