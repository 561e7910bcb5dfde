/// The weights of what tells whether two short leads are of one event: a logistic model, in log odds.
///
/// Learned on leads alone (`Documentation/stories.md` says on which, and how it was checked).
package struct LeadWeights: Sendable {
  /// The log odds where nothing is known.
  package var start = -2.5
  package var coveredTerms = 4.57
  package var coveredWords = 3.42
  package var contradictingDay = -1.9
  package var otherNumbers = -1.23
  package var otherMainAct = -3.09
  /// The share of the nearest member in what a lead is compared with; the rest is the mean of the members.
  package var nearestShare = 0.7
  /// What one unit of log odds weighs in the score of sameness.
  package var scale = 0.3

  init() {}
}

/// How two short leads compare.
///
/// Leads of one story line repeat its names, whatever they tell; so what counts is how much of each the other tells too,
/// and whether what is done, the day or the numbers differ.
struct LeadEvidence: Sendable {
  /// More covered than this says nothing more, so that a contradicting day weighs as much as any likeness of words: the
  /// reports of two bombs may differ in nothing else. Copies are known by their shingles.
  private static let coveredMax = 0.5

  /// Of the lead that is covered less: how much of its terms, weighed by rarity, the other has; 0 to `coveredMax`.
  let coveredTerms: Double
  /// The same for the words that are no names.
  let coveredWords: Double
  /// 1 where both name days and none in common.
  let contradictingDay: Double
  /// 1 where both have numbers and none in common.
  let otherNumbers: Double
  /// 1 where both tell acts and the first act of one is of a kind that the other does not tell.
  let otherMainAct: Double

  /// Compares two profiles.
  init(_ one: MemberProfile, _ other: MemberProfile) {
    let shared = one.terms.shared(with: other.terms)
    coveredTerms = min(Self.coveredMax, shared.of(one.terms), shared.of(other.terms))
    coveredWords = min(
      Self.coveredMax,
      shared.words(of: one.terms),
      shared.words(of: other.terms)
    )
    contradictingDay = one.contradictsDays(of: other) ? 1 : 0
    otherNumbers = one.hasOtherNumbers(than: other) ? 1 : 0
    otherMainAct = one.tellsOtherMainAct(than: other) ? 1 : 0
  }

  /// Each kind of evidence with its weight, in the order in which they are shown.
  func parts(_ weights: LeadWeights) -> [(name: String, value: Double, weight: Double)] {
    [
      ("terms covered", coveredTerms, weights.coveredTerms),
      ("words covered", coveredWords, weights.coveredWords),
      ("contradicting day", contradictingDay, weights.contradictingDay),
      ("other numbers", otherNumbers, weights.otherNumbers),
      ("other main act", otherMainAct, weights.otherMainAct),
    ]
  }

  /// The log odds that both are of one event.
  func odds(_ weights: LeadWeights) -> Double {
    parts(weights).reduce(weights.start) { $0 + $1.value * $1.weight }
  }
}

/// The terms of a profile by hash, to be counted against those of another.
struct RareTerms: Sendable {
  private let terms: [(hash: UInt64, rarity: Double, isName: Bool)]
  /// The rarity of all terms and of those that are no names, in bits.
  fileprivate let total: (all: Double, words: Double)

  init(_ terms: [ProfileTerm]) {
    self.terms = terms.map { ($0.hash, Double($0.rarity), $0.isName) }.sorted { $0.hash < $1.hash }
    total = (
      self.terms.reduce(0) { $0 + $1.rarity },
      self.terms.reduce(0) { $0 + ($1.isName ? 0 : $1.rarity) }
    )
  }

  /// Whether a term is among them.
  func contains(_ hash: UInt64) -> Bool {
    let place = terms.partitionIndex { $0.hash >= hash }
    return place < terms.count && terms[place].hash == hash
  }

  /// What two profiles share.
  ///
  /// - Complexity: linear in their terms.
  func shared(with other: RareTerms) -> SharedTerms {
    var shared = SharedTerms()
    var (left, right) = (0, 0)
    while left < terms.count, right < other.terms.count {
      let (mine, theirs) = (terms[left], other.terms[right])
      if mine.hash == theirs.hash { shared.add(mine.rarity, isName: mine.isName || theirs.isName) }
      if mine.hash <= theirs.hash { left += 1 }
      if theirs.hash <= mine.hash { right += 1 }
    }
    return shared
  }
}

/// The rarity of the terms that two profiles share, in bits.
struct SharedTerms: Sendable {
  /// Where there are no words to compare, as much of them counts as covered as is usual.
  private static let usualWordsCovered = 0.3

  private var all = 0.0
  private var words = 0.0

  fileprivate mutating func add(_ rarity: Double, isName: Bool) {
    all += rarity
    if !isName { words += rarity }
  }

  /// The share of a profile's terms that is covered, 0 to 1.
  func of(_ terms: RareTerms) -> Double { terms.total.all > 0 ? all / terms.total.all : 0 }

  /// The share of a profile's words that is covered, 0 to 1.
  func words(of terms: RareTerms) -> Double {
    terms.total.words > 0 ? words / terms.total.words : Self.usualWordsCovered
  }
}
