internal import Foundation

/// What tells whether an article is of a story's event, by the name that analysts see.
package enum Evidence: String, Sendable, CaseIterable {
  case likenessAgainstOwn = "alike, against the story's own"
  case likenessToNearest = "alike to the nearest article"
  case likenessOfNamesAndWords = "alike, names twice"
  case likeness = "alike"
  case likenessOfNames = "names alike"
  case phrases
  case leadPhrases = "phrases of the lead"
  case leadPhrasesShare = "phrases of the lead, share"
  case leadCoveredLess = "lead covered, the less"
  case leadCoveredMore = "lead covered, the more"
  case leadCoveredToHalf = "lead covered, up to half"
  case leadWordsCoveredLess = "words of the lead covered, the less"
  case leadWordsCoveredMore = "words of the lead covered, the more"
  case leadWordsCoveredToHalf = "words of the lead covered, up to half"
  case leadNamesCovered = "names of the lead covered"
  case namesOtherInSameWords = "other names in the same words"
  case numbersContradicting = "contradicting numbers"
  case numbersShared = "shared numbers"
  case numbersOther = "other numbers"
  case dayShared = "shared day"
  case dayOther = "contradicting day"
  case dateOther = "contradicting date"
  case yearOther = "other year"
  case nameMissingInBoth = "both miss a name"
  case nameMissingInOne = "one misses a name"
  case actOther = "other main act"
  case actShared = "shared act"
  case usualLikeness = "the story's own likeness"
  case copiedShare = "copied share"
  case leadBits = "rarity of what the leads share"
  case rarestShared = "the rarest that the leads share"
  case articleCount = "articles of the story"
  case oneShort = "one is short"
  case bothShort = "both are short"
}

/// How an article compares with the centre of a story.
package struct StoryEvidence: Sendable {
  /// From so many words on a text is no short one, and so many words below it is wholly one.
  private static let shortWords = 110.0
  private static let shortSpan = 40.0
  /// Where there are no words or names to compare, as much counts as covered as is usual.
  private static let usualWordsCovered = 0.3
  private static let usualNamesCovered = 0.4
  /// Rarer phrases than this tell something.
  private static let phraseBitsMin = 4.0

  /// In the order of `Evidence`.
  package fileprivate(set) var values = [Double](repeating: 0, count: Evidence.allCases.count)
  /// The member of the centre that is most alike.
  private(set) var nearest = 0
  /// The likeness to the members, which a story that takes the article adds to its own.
  private(set) var cohesion = Cohesion()
  /// Of the article and the story's longest member.
  package let longestWords: Int
  /// Numbers that count the same and differ, as the article and the nearest member write them.
  private(set) var contradictions: [(mine: String, theirs: String)] = []

  package fileprivate(set) subscript(evidence: Evidence) -> Double {
    get { values[Self.place(of: evidence)] }
    set { values[Self.place(of: evidence)] = newValue }
  }

  private static let places = Dictionary(
    uniqueKeysWithValues: Evidence.allCases.enumerated().map { ($1, $0) }
  )

  package static func place(of evidence: Evidence) -> Int { places[evidence] ?? 0 }

  /// Compares an article with what a story is about.
  ///
  /// - Complexity: linear in the terms of the article, the centre and the members kept.
  init(_ article: MemberProfile, _ centre: StoryCentre, _ state: StoryState) {
    longestWords = max(article.wordCount, centre.wordsMax)
    self[.oneShort] = Self.shortness(min(Double(article.wordCount), centre.wordsMean))
    self[.bothShort] = Self.shortness(max(Double(article.wordCount), centre.wordsMean))
    self[.articleCount] = log(Double(max(1, state.articles ?? centre.members.count)))
    compareLikeness(article, centre, state)
    compareTerms(article, centre)
    compareLeads(article, centre)
    comparePhrases(article, centre)
    compareFacts(article, centre)
  }

  private static func shortness(_ words: Double) -> Double {
    min(1, max(0, (shortWords - words) / shortSpan))
  }

  private mutating func compareLikeness(
    _ article: MemberProfile,
    _ centre: StoryCentre,
    _ state: StoryState
  ) {
    let all = centre.members.map { article.all.cosine($0.profile.all) }
    let sum = all.reduce(0, +)
    nearest = all.indices.max { all[$0] < all[$1] } ?? 0
    cohesion = Cohesion(all: sum, pairs: Double(all.count))
    let (best, mean, usual) = (all.max() ?? 0, sum / Double(max(1, all.count)), state.cohesion.mean)
    self[.likenessToNearest] = best
    self[.usualLikeness] = usual
    self[.likenessAgainstOwn] = log((0.36 * best + 0.64 * mean + 0.02) / (usual + 0.02))
  }

  /// The angles between article and centre: of names, of words, of both.
  private mutating func compareTerms(_ article: MemberProfile, _ centre: StoryCentre) {
    var (names, words) = (Angle(), Angle())
    let count = Double(centre.members.count)
    for term in article.terms {
      let other = centre.term(term.hash)
      let mine = term.prominence * term.rarity
      let theirs = (other?.prominence ?? 0) / count * term.rarity
      if term.isName || other?.isName ?? false { names.add(mine, theirs) } else { words.add(mine, theirs) }
    }
    for term in centre.terms where !article.has(term.hash) {
      let theirs = term.prominence / count * term.rarity
      if term.isName { names.add(0, theirs) } else { words.add(0, theirs) }
    }
    self[.likenessOfNames] = names.cosine
    self[.likeness] = (names + words).cosine
    self[.likenessOfNamesAndWords] = (names * 4 + words).cosine
  }

  /// How much of each lead the other tells, and the weightiest name of each that the other nowhere has.
  private mutating func compareLeads(_ article: MemberProfile, _ centre: StoryCentre) {
    var (mine, theirs) = (Coverage(), Coverage())
    let count = Double(centre.members.count)
    var (shared, sharedBits) = ([Double](), 0.0)
    for term in article.terms where term.isLead {
      let other = centre.term(term.hash)
      mine.add(term.rarity, isName: term.isName, isCovered: other != nil, prominence: term.prominence)
      guard let other, other.inLead > 0 else { continue }
      sharedBits += term.rarity * min(1, 2 * Double(other.inLead) / count)
      shared.append(term.rarity)
    }
    for term in centre.terms where term.inLead > 0 {
      theirs.add(
        article.rarity(of: term.hash) ?? term.rarity,
        isName: term.isName,
        isCovered: article.has(term.hash),
        prominence: term.prominence / count,
        share: Double(term.inLead) / count
      )
    }
    let all = (mine.all(none: 0), theirs.all(none: 0))
    self[.leadCoveredLess] = min(all.0, all.1)
    self[.leadCoveredMore] = max(all.0, all.1)
    self[.leadCoveredToHalf] = min(0.5, all.0, all.1)
    let words = (mine.words(none: Self.usualWordsCovered), theirs.words(none: Self.usualWordsCovered))
    self[.leadWordsCoveredLess] = min(words.0, words.1)
    self[.leadWordsCoveredMore] = max(words.0, words.1)
    self[.leadWordsCoveredToHalf] = min(0.5, words.0, words.1)
    self[.leadNamesCovered] = min(
      mine.names(none: Self.usualNamesCovered),
      theirs.names(none: Self.usualNamesCovered)
    )
    // Who writes the same words of other names tells the same kind of act elsewhere: strikes of a night, quakes, markets.
    self[.namesOtherInSameWords] = max(
      0,
      min(mine.words(none: 0), theirs.words(none: 0)) - min(mine.names(none: 1), theirs.names(none: 1))
    )
    self[.leadBits] = log(1 + sharedBits)
    self[.rarestShared] = shared.sorted(by: >).prefix(3).reduce(0, +) / 10
    self[.nameMissingInBoth] = min(mine.missing, theirs.missing)
    self[.nameMissingInOne] = max(mine.missing, theirs.missing)
  }

  private mutating func comparePhrases(_ article: MemberProfile, _ centre: StoryCentre) {
    let count = Double(centre.members.count)
    var (all, shared) = (0.0, 0.0)
    for phrase in article.leadPhrases {
      let bits = max(0, Double(phrase.rarity) - Self.phraseBitsMin)
      all += bits
      shared += bits * min(1, 2 * Double(centre.leadPhrases[phrase.hash] ?? 0) / count)
    }
    self[.leadPhrases] = log(1 + shared / 10)
    self[.leadPhrasesShare] = shared / (all + 1)
    self[.phrases] = log(
      1 + article.phrases.reduce(0) { $0 + min(1, 2 * Double(centre.phrases[$1] ?? 0) / count) }
    )
  }

  /// Days, numbers, acts and copied text.
  private mutating func compareFacts(_ article: MemberProfile, _ centre: StoryCentre) {
    let members = centre.members.map(\.profile)
    let dated = members.filter { $0.weekdays != 0 }
    if article.weekdays != 0, !dated.isEmpty {
      let shared = Self.share(dated) { article.sharesDays(of: $0) }
      self[.dayShared] = shared
      self[.dayOther] = shared < 0.5 ? 1 - shared : 0
    }
    if !article.dates.isEmpty, !centre.dates.isEmpty, centre.dates.isDisjoint(with: article.dates) {
      self[.dateOther] = 1
    }
    if !article.years.isEmpty, !centre.years.isEmpty, centre.years.isDisjoint(with: article.years) {
      self[.yearOther] = 1
    }
    let contradicting = members.map { article.contradictingQuantities(of: $0) }
    contradictions = contradicting.indices.contains(nearest) ? contradicting[nearest] : []
    self[.numbersContradicting] = Self.mean(contradicting) { Double(min(3, $0.count)) }
    self[.numbersShared] = Self.mean(members) { article.tellingNumbersShared(with: $0) }
    self[.numbersOther] = Self.share(members) { article.hasOtherNumbers(than: $0) }
    self[.actOther] = Self.share(members) { article.tellsOtherMainAct(than: $0) }
    self[.actShared] = Self.share(members) { article.sharesActs(of: $0) }
    self[.copiedShare] = members.map { article.shingles.overlap(with: $0.shingles).containment }.max() ?? 0
  }

  private static func share(_ members: [MemberProfile], _ holds: (MemberProfile) -> Bool) -> Double {
    mean(members) { holds($0) ? 1 : 0 }
  }

  private static func mean<Compared>(_ members: [Compared], _ value: (Compared) -> Double) -> Double {
    members.reduce(0) { $0 + value($1) } / Double(max(1, members.count))
  }
}

/// The angle between two vectors, component by component.
private struct Angle {
  private var (mine, theirs, both) = (0.0, 0.0, 0.0)

  mutating func add(_ mine: Double, _ theirs: Double) {
    self.mine += mine * mine
    self.theirs += theirs * theirs
    both += mine * theirs
  }

  /// 0 where either vector is empty.
  var cosine: Double { mine > 0 && theirs > 0 ? both / (mine * theirs).squareRoot() : 0 }

  static func + (left: Angle, right: Angle) -> Angle {
    var sum = left
    sum.mine += right.mine
    sum.theirs += right.theirs
    sum.both += right.both
    return sum
  }

  /// The vectors with each component as much as the root of a factor longer.
  static func * (angle: Angle, factor: Double) -> Angle {
    var product = angle
    product.mine *= factor
    product.theirs *= factor
    product.both *= factor
    return product
  }
}

/// How much of a lead the other text tells, in bits of rarity.
private struct Coverage {
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
