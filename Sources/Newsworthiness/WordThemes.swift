internal import EmbeddedData
internal import Foundation
internal import LinearModels
internal import Text

/// What texts speak of, by where their words lie among themes that were learned from how words stand together in news.
///
/// Words that stand among the same words lie along the same themes (`detonated`, `planted`, `bomb`), so that what is learned of
/// one holds for others that were never seen with an annotation.
struct WordThemes: Sendable {
  /// The program's own.
  static let standard = WordThemes(.wordThemes)

  /// The name of each theme by the words that lie farthest along it, with its hash.
  let names: [(name: String, hash: UInt64)]
  private var rowOfTerm: HashIndex
  /// How rare each word is (inverse document frequency).
  private var rarities: [Float] = []
  /// The table as it is embedded, and where in it each word's letters begin, one for each theme.
  private let bytes: [UInt8]
  private var lettersOfRow: [Int] = []

  /// The letter that says zero in the table; others say by how many steps more or less.
  private static let zero: UInt8 = 79
  private static let (tab, newline) = (UInt8(ascii: "\t"), UInt8(ascii: "\n"))

  /// Reads rows of a word, its rarity in hundredths, and a letter for each theme; the first row, behind one of comment, names
  /// the themes. Letters are only passed over: they are read where a word occurs.
  init(_ file: DataFile) {
    bytes = unsafe Array(file.buffer)
    let heads = bytes.split(separator: Self.newline, maxSplits: 2, omittingEmptySubsequences: false)
    precondition(heads.count == 3 && heads[0].first == UInt8(ascii: "#"), "the table of themes has no head")
    names = heads[1].split(separator: Self.tab).dropFirst().map {
      (String(decoding: $0, as: UTF8.self), TermHash.of($0))
    }
    rowOfTerm = HashIndex(capacity: 1 << 14)
    var place = heads[2].startIndex
    while place < bytes.count {
      let first = place
      while bytes[place] != Self.tab { place += 1 }
      let term = TermHash.of(bytes[first..<place])
      var rarity = 0
      place += 1
      while bytes[place] != Self.tab {
        rarity = rarity * 10 + Int(bytes[place] - UInt8(ascii: "0"))
        place += 1
      }
      rowOfTerm.insert(term, Int32(rarities.count))
      rarities.append(Float(rarity) / 100)
      lettersOfRow.append(place + 1)
      place += names.count + 2
      precondition(bytes[place - 1] == Self.newline, "a row of themes has a letter for each")
    }
  }

  /// How far some words lie along each theme, as a direction of length one: rare words and repeated ones count more.
  ///
  /// - Parameter terms: the hashes of the words, in any order.
  /// - Returns: a number for each of `names`; nil where no word is known.
  /// - Complexity: linear in the number of words, times themes.
  func direction(of terms: [UInt64]) -> [Float]? {
    var sums = [Float](repeating: 0, count: names.count)
    var known = false
    let terms = terms.sorted()
    var first = 0
    while first < terms.count {
      var end = first + 1
      while end < terms.count, terms[end] == terms[first] { end += 1 }
      defer { first = end }
      let row = Int(rowOfTerm.value(of: terms[first]))
      guard row >= 0 else { continue }
      known = true
      let weight = rarities[row] * Float(1 + logarithm(Double(end - first)))
      for (theme, letter) in bytes[lettersOfRow[row]...].prefix(sums.count).enumerated() {
        sums[theme] += weight * Float(Int(letter) - Int(Self.zero))
      }
    }
    let length = sums.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return known && length > 0 ? sums.map { $0 / length } : nil
  }
}
