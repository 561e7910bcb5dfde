import Foundation
import Text

/// Counts in how many texts English stems stand, and which of them are written with a capital nearly always: `rarity.tsv`.
///
/// Takes files of JSON Lines with a `text` each; prints the table. The texts themselves are not kept: a stem is told by the
/// lower half of its hash.
struct RarityCount {
  /// A stem of fewer texts is unknown: it is as often a slip of the pen.
  private static let textsMin = 3
  /// The head of a text, as story matching reads it.
  private static let wordsMax = 600
  /// So large a share with a capital inside sentences makes a name.
  private static let nameShareMin = 0.9

  private struct Line: Decodable {
    var text: String
  }

  private struct Tally {
    var texts = 0
    var inside = 0
    var capitals = 0
  }

  private var tallies: [UInt64: Tally] = [:]
  private var textCount = 0

  mutating func run(_ paths: ArraySlice<String>) throws {
    for path in paths {
      let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      for line in lines {
        count(try JSONDecoder().decode(Line.self, from: Data(line.utf8)).text)
      }
    }
    print()
  }

  private mutating func count(_ text: String) {
    let document = Document(text, language: "en")
    textCount += 1
    var seen: Set<UInt64> = []
    var words = 0
    for sentence in document.sentences where words < Self.wordsMax {
      let tokens = document.tokens[sentence.tokens]
      let letters = tokens.filter { $0.kind == .word }
      let capitals = letters.count { Self.isCapital(document.bytes[Int($0.start)]) }
      // Headlines in title case and texts without capitals tell nothing of names.
      let tells = capitals > 0 && capitals * 2 <= letters.count
      words += letters.count
      for (place, token) in tokens.enumerated() where token.kind == .word {
        let stem = document.vocabulary.hash(of: token.stem)
        if seen.insert(stem).inserted { tallies[stem, default: Tally()].texts += 1 }
        guard tells, place > 0 else { continue }
        tallies[stem, default: Tally()].inside += 1
        if Self.isCapital(document.bytes[Int(token.start)]) { tallies[stem, default: Tally()].capitals += 1 }
      }
    }
  }

  private static func isCapital(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }

  private func print() {
    var rows: [String: [String]] = [:]
    for (stem, tally) in tallies where tally.texts >= Self.textsMin {
      let halfBits = Int((2 * log2(Double(textCount) / Double(tally.texts))).rounded())
      let isName = tally.inside > 0 && Double(tally.capitals) >= Self.nameShareMin * Double(tally.inside)
      rows["\(halfBits)\t\(isName ? "name" : "word")", default: []]
        .append(String(UInt32(truncatingIfNeeded: stem), radix: 36))
    }
    Swift.print(
      """
      # How rare English stems (libstemmer, English) are in news: 2 log2(texts / texts that hold it), rounded; whether a stem is
      # written with a capital nearly always; stems by the lower half of their hash, in base 36. Counted over \(textCount) texts by
      # `StoriesBenchmark rarity`; stems in fewer than \(Self.textsMin) are left out. Documentation/stories.md.
      """
    )
    for (key, stems) in rows.sorted(by: { Self.order($0.key) < Self.order($1.key) }) {
      Swift.print("\(key)\t\(stems.sorted().joined(separator: " "))")
    }
  }

  private static func order(_ key: String) -> Int {
    let parts = key.split(separator: "\t")
    return (Int(parts[0]) ?? 0) * 2 + (parts[1] == "name" ? 1 : 0)
  }
}
