internal import EmbeddedData
internal import Foundation
internal import Text

/// How rare stems are in news at large: what a small store cannot know yet.
struct Rarity: Sendable {
  /// What is known of one stem.
  struct Entry: Sendable {
    /// Base-2 logarithm of articles over articles that hold the stem.
    var bits: Float
    /// Written with a capital nearly always.
    var isName: Bool
  }

  private var entries: [UInt64: Entry] = [:]

  /// English.
  static let english = Rarity(.englishRarity)
  /// For languages without a table: every stem counts as unknown.
  static let empty = Rarity()

  /// What a stem that the table leaves out counts as: the table ends at 3 of 1,445 texts (9 bits).
  static let unknownBits: Float = 11

  /// The table of a primary language subtag.
  static func of(language: String) -> Rarity { language == "en" ? .english : .empty }

  private init() {}

  private init(_ file: DataFile) {
    for row in file.rows where row.count == 2 {
      guard let halfBits = Float(row[0]) else { continue }
      for word in row[1].split(separator: " ") {
        let isName = word.utf8.first.map { (0x41...0x5A).contains($0) } ?? false
        entries[TermHash.of(word.lowercased())] = Entry(bits: halfBits / 2, isName: isName)
      }
    }
  }

  /// What the table knows of a stem, by its `TermHash`.
  subscript(stem: UInt64) -> Entry? { entries[stem] }
}
