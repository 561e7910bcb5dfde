/// How much of a lead the other text tells, in bits of rarity.
struct LeadCoverage {
  /// Rarer names weigh no more where they miss.
  private static let nameRarityMax = 8.0

  private var (nameBits, wordBits, namesCovered, wordsCovered) = (0.0, 0.0, 0.0, 0.0)
  private var (heaviest, heaviestMissing) = (0.0, 0.0)

  mutating func add(
    _ bits: Double,
    isName: Bool,
    isCovered: Bool,
    prominence: Double,
    share: Double = 1
  ) {
    if isName {
      nameBits += bits * share
      if isCovered { namesCovered += bits * share }
      let weight = prominence * min(bits, Self.nameRarityMax)
      heaviest = max(heaviest, weight)
      if !isCovered { heaviestMissing = max(heaviestMissing, weight) }
    } else {
      wordBits += bits * share
      if isCovered { wordsCovered += bits * share }
    }
  }

  /// The weightiest name that misses against the weightiest, 0 to 1.
  var missing: Double { heaviest > 0 ? heaviestMissing / heaviest : 0 }

  func all(none: Double) -> Double {
    nameBits + wordBits > 0 ? (namesCovered + wordsCovered) / (nameBits + wordBits) : none
  }
  func words(none: Double) -> Double { wordBits > 0 ? wordsCovered / wordBits : none }
  func names(none: Double) -> Double { nameBits > 0 ? namesCovered / nameBits : none }
}
