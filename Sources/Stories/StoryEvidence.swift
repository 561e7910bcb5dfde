internal import Foundation

/// What tells whether an article is of a story's event, by the name that analysts see.
package enum Evidence: String, Sendable, CaseIterable {
  /// The logarithm of the likeness to the nearest member and to all, over the usual likeness within the
  /// story.
  case likenessAgainstOwn = "alike, against the story's own"
  /// The cosine to the member that is most alike, 0 to 1.
  case likenessToNearest = "alike to the nearest article"
  /// The cosine to the centre with names counting four times, 0 to 1.
  case likenessOfNamesAndWords = "alike, names twice"
  /// The cosine to the centre, names and words alike, 0 to 1.
  case likeness = "alike"
  /// The cosine to the centre by names alone, 0 to 1.
  case likenessOfNames = "names alike"
  /// The logarithm of how many neighbouring words both texts have.
  case phrases
  /// The logarithm of the rarity of the neighbouring words that both leads have.
  case leadPhrases = "phrases of the lead"
  /// What share of the lead's neighbouring words, by rarity, the story has, 0 to 1.
  case leadPhrasesShare = "phrases of the lead, share"
  /// What share of a lead, by rarity, the other text tells, 0 to 1: of the less covered lead.
  case leadCoveredLess = "lead covered, the less"
  /// The same of the more covered lead.
  case leadCoveredMore = "lead covered, the more"
  /// The same of the less covered lead, at most one half.
  case leadCoveredToHalf = "lead covered, up to half"
  /// The same by words that are no names, of the less covered lead.
  case leadWordsCoveredLess = "words of the lead covered, the less"
  /// The same by words that are no names, of the more covered lead.
  case leadWordsCoveredMore = "words of the lead covered, the more"
  /// The same by words that are no names, at most one half.
  case leadWordsCoveredToHalf = "words of the lead covered, up to half"
  /// The same by names alone, of the less covered lead.
  case leadNamesCovered = "names of the lead covered"
  /// By how much more the words of the leads are covered than their names, 0 to 1: the same kind of act
  /// elsewhere.
  case namesOtherInSameWords = "other names in the same words"
  /// How many numbers count the same and differ, at most three, as a mean over the members.
  case numbersContradicting = "contradicting numbers"
  /// How many telling numbers both have, at most three, as a mean over the members.
  case numbersShared = "shared numbers"
  /// The share of members of which no number is common with the article, 0 to 1.
  case numbersOther = "other numbers"
  /// The share of members with weekdays that name one with the article, by the days of publication, 0 to 1.
  case dayShared = "shared day"
  /// The share of members that name weekdays and none with the article, where it is above one half; else 0.
  case dayOther = "contradicting day"
  /// 1 where both name days of the year and share none.
  case dateOther = "contradicting date"
  /// 1 where both name years and share none.
  case yearOther = "other year"
  /// How heavy a name of each lead is that the other text nowhere has, 0 to 1: the lighter of both.
  case nameMissingInBoth = "both miss a name"
  /// The same, the heavier of both.
  case nameMissingInOne = "one misses a name"
  /// The share of members whose main act is of another kind, 0 to 1.
  case actOther = "other main act"
  /// The share of members that tell an act of the same sides and kind, 0 to 1.
  case actShared = "shared act"
  /// How alike the story's members are among themselves, 0 to 1.
  case usualLikeness = "the story's own likeness"
  /// The greatest share of the shorter text that a member has word for word, 0 to 1.
  case copiedShare = "copied share"
  /// The logarithm of the rarity, in bits, of what both leads say.
  case leadBits = "rarity of what the leads share"
  /// The rarity of the three rarest words that both leads have, in tens of bits.
  case rarestShared = "the rarest that the leads share"
  /// The logarithm of how many articles the story has had.
  case articleCount = "articles of the story"
  /// How far the shorter text is below the length at which words tell enough, 0 to 1.
  case oneShort = "one is short"
  /// How far the longer text is below that length, 0 to 1.
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

  /// The value of one piece of evidence; 0 where there was nothing to compare.
  package fileprivate(set) subscript(evidence: Evidence) -> Double {
    get { values[Self.place(of: evidence)] }
    set { values[Self.place(of: evidence)] = newValue }
  }

  private static let places = Dictionary(
    uniqueKeysWithValues: Evidence.allCases.enumerated().map { ($1, $0) }
  )

  /// The place of a piece of evidence in `values`, which is its order in `Evidence`.
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
    var (mine, theirs) = (LeadCoverage(), LeadCoverage())
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
