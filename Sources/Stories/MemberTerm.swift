internal import Model

/// A term of a profile made ready for comparison.
struct MemberTerm: Sendable {
  var hash: UInt64
  var prominence: Double
  var rarity: Double
  var isName: Bool
  var isLead: Bool

  /// Where its stories are counted.
  var place: Int64 { StoryFrequencies.place(of: hash) }
}

extension [MemberTerm] {
  /// What stands in so many stories of the days around tells nothing.
  private static let rarityMin: Float = 1

  /// The telling terms of a profile by hash.
  init(of profile: StoryProfile) {
    self = profile.terms.filter { $0.rarity >= Self.rarityMin }
      .map {
        MemberTerm(
          hash: $0.hash,
          prominence: Double($0.prominence),
          rarity: Double($0.rarity),
          isName: $0.isName,
          isLead: $0.isLead
        )
      }
      .sorted { $0.hash < $1.hash }
  }

  /// The term of a hash; terms stand in the order of their hashes.
  func term(_ hash: UInt64) -> MemberTerm? {
    let place = partitionIndex { $0.hash >= hash }
    return place < count && self[place].hash == hash ? self[place] : nil
  }
}
