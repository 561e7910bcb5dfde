internal import Model
internal import Text

/// What a story keeps of an article that belongs to it.
package struct StoryMember: Sendable {
  /// The article's number.
  package let article: Int64
  let profile: MemberProfile
  /// The keys that it is filed under.
  let keys: [UInt64]

  /// Makes a member of an article's profile.
  package init(article: Int64, profile: StoryProfile) {
    self.article = article
    self.profile = MemberProfile(profile)
    keys = StoryIndex.keys(of: profile).map(\.hash)
  }
}

/// A profile made ready for comparison.
struct MemberProfile: Sendable {
  let all: TermVector
  let words: TermVector
  let quantities: [ProfileQuantity]
  /// Numbers that are not shared by chance: of two digits and more, or with a decimal part.
  let tellingNumbers: Set<Double>
  let weekdays: UInt8
  let published: CalendarDay?
  let acts: [ProfileAct]
  let shingles: ShingleSketch
  let wordCount: Int

  init(_ profile: StoryProfile) {
    all = TermVector(ofAll: profile.terms)
    words = TermVector(ofWords: profile.terms)
    quantities = profile.quantities
    tellingNumbers = Set(profile.quantities.map(\.value).filter { $0 >= 13 || $0 != $0.rounded() })
    weekdays = profile.weekdays
    published = profile.published
    acts = profile.acts
    shingles = profile.shingles
    wordCount = profile.wordCount
  }

  /// Whether both name weekdays and no day is common to them. With days of publication, weekdays are read as the last
  /// ones before those, so that one Friday is not another.
  func contradictsDays(of other: MemberProfile) -> Bool {
    guard weekdays != 0, other.weekdays != 0 else { return false }
    guard let mine = resolvedDays, let theirs = other.resolvedDays else {
      return weekdays & other.weekdays == 0
    }
    return mine.isDisjoint(with: theirs)
  }

  func sharesDays(of other: MemberProfile) -> Bool {
    weekdays & other.weekdays != 0 && !contradictsDays(of: other)
  }

  private var resolvedDays: Set<Int>? {
    guard let published else { return nil }
    let days = (1...7).filter { weekdays & (1 << UInt8($0)) != 0 }
    return Set(days.map { published.daysSinceEpoch - (published.weekday - $0 + 7) % 7 })
  }

  /// How many telling numbers both have, at most three: more are a table that both print.
  func tellingNumbersShared(with other: MemberProfile) -> Double {
    Double(min(3, tellingNumbers.intersection(other.tellingNumbers).count))
  }

  /// Numbers that count the same thing and differ, as both texts write them.
  func contradictingQuantities(of other: MemberProfile) -> [(mine: String, theirs: String)] {
    var found: [(mine: String, theirs: String)] = []
    var seen: Set<UInt64> = []
    for quantity in quantities where quantity.unit != 0 && seen.insert(quantity.unit).inserted {
      let theirs = other.quantities.filter { $0.unit == quantity.unit }
      let mine = quantities.lazy.filter { $0.unit == quantity.unit }.map(\.value)
      guard let first = theirs.first, !theirs.contains(where: { mine.contains($0.value) }) else { continue }
      found.append((quantity.text, first.text))
    }
    return found
  }

  /// Whether both tell an act of the same sides and kind on days that are more than one apart.
  func contradictsActs(of other: MemberProfile) -> Bool {
    guard let mine = acts.first, let theirs = other.acts.first, mine.isSameKind(as: theirs),
      let end = mine.date?.last, let start = theirs.date?.first,
      let otherEnd = theirs.date?.last, let otherStart = mine.date?.first
    else { return false }
    return start > end.adding(days: 1) || otherStart > otherEnd.adding(days: 1)
  }

  /// The root codes of its acts.
  var roots: Set<String> { Set(acts.map(\.code.root)) }

  /// The band of its most severe act; nil without acts.
  var band: SeverityBand? { acts.map(\.severity).max().map(Severity.band) }

  func sharesActs(of other: MemberProfile) -> Bool {
    acts.contains { act in other.acts.contains { $0.isSameKind(as: act) } }
  }
}

extension ProfileAct {
  /// The same sides and the same root code.
  func isSameKind(as other: ProfileAct) -> Bool {
    actor == other.actor && target == other.target && code.root == other.code.root
  }
}
