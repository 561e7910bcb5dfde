import Foundation
import Language
import Text

/// Makes the table of word classes from WordNet's data files (Debian's wordnet-base, /usr/share/wordnet).
enum WordNetReader {
  private static let parts = ["noun", "verb", "adj", "adv"]

  /// Reads WordNet's folder and returns the table's bytes.
  static func table(_ folder: String) throws -> [UInt8] {
    var classes: [String: UInt32] = [:]
    var counts: [String: [Int]] = [:]
    for line in try lines("\(folder)/cntlist.rev") { addCount(line, &counts) }
    for (index, part) in parts.enumerated() {
      let fields = try lexicographerFiles("\(folder)/data.\(part)")
      for line in try lines("\(folder)/index.\(part)") { add(line, index, fields, &classes) }
    }
    for word in classes.keys { classes[word]? |= commonest(counts[word]) << WordClasses.commonestShift }
    let bases = classes
    for part in parts {
      for line in try lines("\(folder)/\(part).exc") {
        let words = line.split(separator: " ").map(String.init)
        guard words.count > 1, isPlain(words[0]), classes[words[0]] == nil, let base = bases[words[1]] else {
          continue
        }
        classes[words[0]] = base | 6 << WordClasses.inflectionShift
      }
    }
    return bytes(classes)
  }

  private static func lines(_ path: String) throws -> [Substring] {
    try String(contentsOfFile: path, encoding: .isoLatin1).split(separator: "\n").filter {
      !$0.hasPrefix(" ")
    }
  }

  /// The lexicographer file of each synset, by its offset.
  private static func lexicographerFiles(_ path: String) throws -> [Substring: UInt32] {
    Dictionary(
      try lines(path).map { line in
        let columns = line.split(separator: " ", maxSplits: 2)
        return (columns[0], UInt32(columns[1]) ?? 0)
      },
      uniquingKeysWith: { first, _ in first }
    )
  }

  private static func isPlain(_ word: some StringProtocol) -> Bool {
    word.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A }
  }

  private static func addCount(_ line: Substring, _ counts: inout [String: [Int]]) {
    let columns = line.split(separator: " ")
    let key = columns[0].split(separator: "%")
    guard columns.count == 3, key.count == 2, isPlain(key[0]), let type = Int(key[1].prefix(1)) else {
      return
    }
    counts[String(key[0]), default: [0, 0, 0, 0]][type == 5 ? 2 : type - 1] += Int(columns[2]) ?? 0
  }

  private static func commonest(_ counts: [Int]?) -> UInt32 {
    guard let counts, let most = counts.max(), most > 0 else { return 0 }
    return UInt32(counts.firstIndex(of: most) ?? 0) + 1
  }

  /// Adds a line of an index file: its first synset is the commonest sense.
  private static func add(
    _ line: Substring,
    _ part: Int,
    _ fields: [Substring: UInt32],
    _ classes: inout [String: UInt32]
  ) {
    let columns = line.split(separator: " ")
    guard isPlain(columns[0]), let pointers = Int(columns[3]), columns.count > 6 + pointers else { return }
    let field = fields[columns[6 + pointers]] ?? 0
    let bits: UInt32 =
      switch part {
      case 0: (field - 2) << WordClasses.nounShift
      case 1: (field - 28) << WordClasses.verbShift
      case 2: WordClasses.adjective
      default: WordClasses.adverb
      }
    classes[String(columns[0]), default: 0] |= bits
  }

  private static func bytes(_ classes: [String: UInt32]) -> [UInt8] {
    let slotCount = classes.count * 4 / 3 + 16
    let words = classes.sorted { $0.key < $1.key }.map { (hash: TermHash.of($0.key), value: $0.value) }
    return ([UInt32(slotCount)] + SlotTable.slots(words, count: slotCount)).flatMap(\.littleEndianBytes)
  }
}
