import Text

/// How many a sentence says were killed: "kills 16", "at least 26 dead", "dozens were killed".
enum DeathToll {
  /// From so many killed in one act on, the guideline of annotation speaks of mass casualties.
  static let massMin = 10
  /// How far a number may stand from the word of death.
  private static let reach = 5
  /// Larger numbers, and those that look like years, count something else.
  private static let numberMax = 100_000
  private static let years = 1900...2100

  /// True where a sentence tells of at least `massMin` killed.
  static func isMass(_ words: SentenceWords, _ lexicon: EventLexicon) -> Bool {
    let deaths = (0..<words.count).filter { lexicon.isA(.dying, at: $0, in: words) }
    guard !deaths.isEmpty else { return false }
    return (0..<words.count).contains { place in
      deaths.contains { abs($0 - place) <= reach } && isMany(words, place, lexicon)
    }
  }

  private static func isMany(_ words: SentenceWords, _ place: Int, _ lexicon: EventLexicon) -> Bool {
    if lexicon.isA(.many, at: place, in: words) { return true }
    guard words.beginsWithDigit(place) else { return false }
    let digits = words.term(at: place).filter { $0 != "," }
    guard let number = Int(digits), !years.contains(number) else { return false }
    return (massMin...numberMax).contains(number)
  }
}
