package import Model

/// What a story has told so far, apart from its members: small, and stored with the story.
package struct StoryState: Sendable, Codable {
  /// How alike its members are among themselves.
  var cohesion = Cohesion()
  /// How many articles it has had; nil for a story that was stored before they were counted.
  var articles: Int?
  /// The latest day of publication.
  var lastDay: CalendarDay?
  /// The root codes of the acts told so far.
  var codes: Set<String>
  /// The highest band of their severities.
  var band: SeverityBand?

  init(_ profile: MemberProfile) {
    articles = 1
    lastDay = profile.published
    codes = profile.roots
    band = profile.band
  }

  mutating func add(_ profile: MemberProfile, likeness: Cohesion) {
    cohesion += likeness
    articles = articles.map { $0 + 1 }
    lastDay = [lastDay, profile.published].compactMap { $0 }.max()
    codes.formUnion(profile.roots)
    band = [band, profile.band].compactMap { $0 }.max { $0.rank < $1.rank }
  }
}

/// A story as an article is compared with it.
package struct StoryRecord: Sendable {
  /// Members that an article is compared with: the first and the latest ones.
  package static let membersMax = 8

  /// The members that are kept, in order of arrival.
  package private(set) var members: [StoryMember]
  /// What the story has told so far.
  package private(set) var state: StoryState

  /// A story of one article.
  package init(_ member: StoryMember) {
    members = [member]
    state = StoryState(member.profile)
  }

  /// A story read back; `members` are those kept, in order of arrival.
  package init(state: StoryState, members: [StoryMember]) {
    self.members = members
    self.state = state
  }

  /// The story that articles make in order of arrival; nil for none.
  package init?(rebuiltFrom members: [StoryMember]) {
    guard let first = members.first else { return nil }
    self.init(first)
    for member in members.dropFirst() {
      let own = centres.first { $0.opener == member.opener }
      append(member, likeness: own.map { StoryEvidence(member.profile, $0, state).cohesion } ?? Cohesion())
    }
  }

  /// What the story is about: one event, unless an analyst merged others into it.
  var centres: [StoryCentre] {
    var openers: [Int64] = []
    for member in members where !openers.contains(member.opener) { openers.append(member.opener) }
    return openers.map { opener in StoryCentre(members.filter { $0.opener == opener }) }
  }

  /// The article that is most like all other members kept, of equals the earliest: its headline stands for the story.
  ///
  /// - Complexity: quadratic in the members kept, which are few.
  package var headline: Int64? {
    let likeness = members.map { member in
      members.reduce(0) { $0 + member.profile.all.cosine($1.profile.all) }
    }
    guard let most = likeness.max() else { return nil }
    return members.indices.first { likeness[$0] >= most - Self.likenessSlack }.map { members[$0].article }
  }

  /// Likenesses that differ by less are equal: sums of floats are not exact.
  private static let likenessSlack = 1e-6

  /// Takes a member; `likeness` is what it had to the others.
  package mutating func append(_ member: StoryMember, likeness: Cohesion) {
    state.add(member.profile, likeness: likeness)
    if members.count == Self.membersMax { members.remove(at: 1) }
    members.append(member)
  }

  /// Lets go of the members, so that nothing is compared with the story any more.
  mutating func forget() { members = [] }

  /// Takes an article out and gives it back; nil where it is not among the members kept.
  mutating func remove(article: Int64) -> StoryMember? {
    members.firstIndex { $0.article == article }.map { members.remove(at: $0) }
  }

  /// What an article tells that the story and its latest member have not told; empty where nothing is new.
  package func news(in member: StoryMember) -> [StoryNews] {
    members.last.map { news(in: member.profile, nearest: $0) } ?? []
  }

  /// What a profile tells that the story has not told; empty where nothing is new.
  func news(in profile: MemberProfile, nearest: StoryMember) -> [StoryNews] {
    var news: [StoryNews] = []
    if !state.codes.isEmpty {
      news += profile.roots.subtracting(state.codes).sorted().map { StoryNews(.newCode, told: $0) }
    }
    if let band = state.band, let told = profile.band, told.rank > band.rank {
      news.append(StoryNews(.higherBand, told: told.rawValue, before: band.rawValue))
    }
    let numbers = profile.contradictingQuantities(of: nearest.profile)
    return news + numbers.map { StoryNews(.changedNumber, told: $0.mine, before: $0.theirs) }
  }
}

extension SeverityBand {
  /// 0 for the lowest band.
  fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
