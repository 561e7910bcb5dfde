/// Fields of news whose words sound like conflict and are none: sport, markets, weather, films.
struct Domains: Sendable {
  struct Words: Sendable {
    let name: String
    /// How much one word of the set says: 3 hardly stands elsewhere, 2 says little alone.
    let weight: Int
    let words: WordSet
  }

  let sets: [Words]

  init(_ rows: [[Substring]], lemmas: inout Lemmas) {
    sets = rows.filter { $0.count == 3 }.map { row in
      Words(name: String(row[0]), weight: Int(row[1]) ?? 1, words: WordSet(row[2], lemmas: &lemmas))
    }
  }
}
