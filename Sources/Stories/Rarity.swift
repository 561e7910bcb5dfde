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

  /// By the lower half of a stem's hash.
  private var entries: [UInt32: Entry] = [:]

  /// English.
  static let english = Rarity(.englishRarity)
  /// For languages without a table: every stem counts as unknown.
  static let empty = Rarity()

  /// What a stem that the table leaves out counts as: the table ends at 3 of 8,000 texts.
  static let unknownBits: Float = 11

  /// The table of a primary language subtag.
  static func of(language: String) -> Rarity { language == "en" ? .english : .empty }

  private init() {}

  private init(_ file: DataFile) {
    for row in file.rows where row.count == 3 {
      guard let halfBits = Float(row[0]) else { continue }
      let entry = Entry(bits: halfBits / 2, isName: row[1] == "name")
      for stem in row[2].split(separator: " ") {
        if let hash = UInt32(stem, radix: 36) { entries[hash] = entry }
      }
    }
  }

  /// What the table knows of a stem, by its `TermHash`.
  subscript(stem: UInt64) -> Entry? { entries[UInt32(truncatingIfNeeded: stem)] }
}
