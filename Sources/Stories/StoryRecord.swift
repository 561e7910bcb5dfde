internal import Model

/// A story as the matcher keeps it.
struct StoryRecord: Sendable {
  /// Members that an article is compared with.
  static let membersMax = 8

  /// The first member and the latest ones; empty once the story was forgotten.
  private(set) var members: [StoryMember]
  private(set) var cohesion = Cohesion()
  /// The latest day of publication.
  private(set) var lastDay: CalendarDay?
  /// The root codes of the acts told so far and the highest band of their severities.
  private(set) var codes: Set<String>
  private(set) var band: SeverityBand?
  /// When the story was last added to, in articles assigned.
  var touched: Int64

  init(_ member: StoryMember, touched: Int64) {
    members = [member]
    lastDay = member.profile.published
    codes = Set(member.profile.acts.map(\.code.root))
    band = Self.band(of: member.profile)
    self.touched = touched
  }

  /// Takes a member; `likeness` is what it had to the others.
  mutating func append(_ member: StoryMember, likeness: Cohesion) {
    cohesion += likeness
    if members.count == Self.membersMax { members.remove(at: 1) }
    members.append(member)
    lastDay = [lastDay, member.profile.published].compactMap { $0 }.max()
    codes.formUnion(member.profile.acts.map(\.code.root))
    band = [band, Self.band(of: member.profile)].compactMap { $0 }.max { $0.rank < $1.rank }
  }

  /// Lets go of the members, so that nothing is compared with the story any more.
  mutating func forget() { members = [] }

  /// Takes an article out and gives it back; nil where it is not among the members kept.
  mutating func remove(article: Int64) -> StoryMember? {
    members.firstIndex { $0.article == article }.map { members.remove(at: $0) }
  }

  /// What a profile tells that the story has not told, in words; empty where nothing is new.
  func newFacts(in profile: MemberProfile, nearest: Int) -> [StoryGround] {
    guard !members.isEmpty else { return [] }
    var facts: [StoryGround] = []
    let newCodes = Set(profile.acts.map(\.code.root)).subtracting(codes)
    if !newCodes.isEmpty, !codes.isEmpty {
      facts.append(StoryGround("new act", Double(newCodes.count), evidence: newCodes.sorted()))
    }
    if let band, let told = Self.band(of: profile), told.rank > band.rank {
      facts.append(
        StoryGround("higher severity", Double(told.rank), evidence: [band.rawValue, told.rawValue])
      )
    }
    let numbers = profile.contradictingQuantities(of: members[nearest].profile)
    if !numbers.isEmpty {
      let evidence = numbers.map { "\($0.mine) / \($0.theirs)" }
      facts.append(StoryGround("number changed", Double(numbers.count), evidence: evidence))
    }
    return facts
  }

  private static func band(of profile: MemberProfile) -> SeverityBand? {
    profile.acts.map(\.severity).max().map(Severity.band)
  }
}

extension SeverityBand {
  /// 0 for the lowest band.
  fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
