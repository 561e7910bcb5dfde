internal import Model
internal import Text

/// What a story keeps of an article that belongs to it.
package struct StoryMember: Sendable {
  /// The article's number.
  package let article: Int64
  /// The article that opened the event which it tells. A story that an analyst merged has several, and is about each of them.
  package let opener: Int64
  let profile: MemberProfile
  /// The keys that it is filed under.
  let keys: [UInt64]

  /// Makes a member of an article's profile.
  ///
  /// - Parameters:
  ///   - article: its number.
  ///   - profile: as it is weighed.
  ///   - opener: the article that opened the event; nil for the article itself.
  package init(article: Int64, profile: StoryProfile, opener: Int64? = nil) {
    self.article = article
    self.opener = opener ?? article
    self.profile = MemberProfile(profile)
    keys = StoryIndex.keys(of: profile).map(\.hash)
  }

  private init(article: Int64, opener: Int64, profile: MemberProfile, keys: [UInt64]) {
    (self.article, self.opener, self.profile, self.keys) = (article, opener, profile, keys)
  }

  /// The member as one that tells the event of an opener.
  package func telling(_ opener: Int64) -> StoryMember {
    StoryMember(article: article, opener: opener, profile: profile, keys: keys)
  }
}

/// A profile made ready for comparison.
struct MemberProfile: Sendable {
  let all: TermVector
  /// By hash.
  let terms: [MemberTerm]
  let phrases: [UInt32]
  let leadPhrases: [ProfilePhrase]
  let dates: [UInt16]
  let years: [UInt16]
  /// The names of title and lead, the weightiest first; its weight is 1.
  let leadNames: [(hash: UInt64, weight: Double)]
  let quantities: [ProfileQuantity]
  /// Numbers that are not shared by chance: of two digits and more, or with a decimal part.
  let tellingNumbers: Set<Double>
  /// All numbers but one, and years, which tell nothing.
  let numbers: Set<Double>
  let weekdays: UInt8
  let published: CalendarDay?
  let acts: [ProfileAct]
  /// The root codes of its acts.
  let roots: Set<String>
  let shingles: ShingleSketch
  let wordCount: Int

  init(_ profile: StoryProfile) {
    all = TermVector(ofAll: profile.terms)
    terms = [MemberTerm](of: profile)
    phrases = profile.phrases
    leadPhrases = profile.leadPhrases
    dates = profile.dates
    years = profile.years
    leadNames = Self.leadNames(of: profile)
    quantities = profile.quantities
    tellingNumbers = Set(profile.quantities.map(\.value).filter { $0 >= 13 || $0 != $0.rounded() })
    numbers = Set(profile.quantities.map(\.value).filter { $0 != 1 && !(1900...2100).contains($0) })
    weekdays = profile.weekdays
    published = profile.published
    acts = profile.acts
    roots = Set(profile.acts.map(\.code.root))
    shingles = profile.shingles
    wordCount = profile.wordCount
  }

  /// Whether it has a term.
  func has(_ hash: UInt64) -> Bool { terms.term(hash) != nil }

  /// The rarity of a term that it has, in bits.
  func rarity(of hash: UInt64) -> Double? { terms.term(hash)?.rarity }

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

  /// Whether both give numbers and none is common to them.
  func hasOtherNumbers(than other: MemberProfile) -> Bool {
    !numbers.isEmpty && !other.numbers.isEmpty && numbers.isDisjoint(with: other.numbers)
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

  /// Names that weigh less are no sign when they miss.
  private static let leadNamesMax = 12
  /// Rarer names weigh no more.
  private static let nameRarityMax: Float = 8

  private static func leadNames(of profile: StoryProfile) -> [(hash: UInt64, weight: Double)] {
    let names = profile.terms.lazy.filter { $0.isName && $0.isLead }
    let weighed = names.map { ($0.hash, Double($0.prominence * min($0.rarity, nameRarityMax))) }
    let sorted = weighed.sorted { ($0.1, $0.0) > ($1.1, $1.0) }.prefix(leadNamesMax)
    let highest = max(sorted.first?.1 ?? 0, .leastNormalMagnitude)
    return sorted.map { (hash: $0.0, weight: $0.1 / highest) }
  }

  /// The weight of the weightiest name of its lead that the other nowhere has, 0 to 1: a look-alike is of somebody else.
  func leadNameMissing(in other: MemberProfile) -> Double {
    leadNames.first { !other.has($0.hash) }?.weight ?? 0
  }

  /// Whether both tell acts and the first act of one is of a kind that the other does not tell.
  func tellsOtherMainAct(than other: MemberProfile) -> Bool {
    guard let mine = acts.first, let theirs = other.acts.first else { return false }
    return !other.roots.contains(mine.code.root) || !roots.contains(theirs.code.root)
  }

  /// The band of its most severe act; nil without acts.
  var band: SeverityBand? { acts.map(\.severity).max().map(Severity.band) }

  func sharesActs(of other: MemberProfile) -> Bool {
    acts.contains { act in
      !(act.actor.isEmpty && act.target.isEmpty) && other.acts.contains { $0.isSameKind(as: act) }
    }
  }
}

extension ProfileAct {
  /// The same sides and the same root code.
  func isSameKind(as other: ProfileAct) -> Bool {
    actor == other.actor && target == other.target && code.root == other.code.root
  }
}
