/// What a hyphen makes of a name: `US-led` acts for the United States, `Iran-backed` and `pro-Russian` do not.
struct CompoundRules: Sendable {
  private var suffixes: [UInt64: Bool] = [:]
  private var prefixes: Set<UInt64> = []

  init() {}

  init(_ rows: [[Substring]]) {
    for row in rows where row.count == 3 {
      for word in ActorTableReader.values(row[2]) {
        let hash = NamePieces.hash(word)
        if row[0] == "prefix" { prefixes.insert(hash) } else { suffixes[hash] = row[1] == "led" }
      }
    }
  }

  /// Whether the side named before this word acts: true after `led`, false after `backed`, nil for no such word.
  func acts(before suffix: UInt64) -> Bool? { suffixes[suffix] }

  /// True for `pro`, `anti` and their kind.
  func isPrefix(_ hash: UInt64) -> Bool { prefixes.contains(hash) }
}
