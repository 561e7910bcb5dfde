import EventCodes
package import Model

/// A candidate as it counts for its whole article: what it would be told as, how likely it is, and where it stands.
package struct WeighedAct: Sendable {
  /// How likely it is each of what a candidate can be.
  package let odds: ActOdds
  /// The code that the lexicon and the parse give it.
  package let code: EventCode
  /// How real the words say that it is.
  package let status: EventStatus
  /// True where it stands in the headline.
  package let isTitle: Bool
  /// The sentence's place in its part, from 0.
  package let sentenceIndex: Int
  /// Why the rules reject it; nil where they keep it.
  package let rejection: String?

  /// Makes one of a candidate that stands in a part's sentence.
  package init(
    odds: ActOdds,
    code: EventCode,
    status: EventStatus,
    part: ArticlePart,
    sentenceIndex: Int,
    rejection: String?
  ) {
    (self.odds, self.code, self.status, self.rejection) = (odds, code, status, rejection)
    (isTitle, self.sentenceIndex) = (part == .title, sentenceIndex)
  }

  /// True in the headline or the first three sentences.
  var isEarly: Bool { isTitle || sentenceIndex < Self.earlySentences }
  var isKeptByRules: Bool { rejection == nil }
  /// The root of the code that it would be told by.
  package var toldRoot: Int { Self.toldCode(code, odds).rootNumber }
  /// How likely it is what it would be told as.
  var probability: Double {
    ActClass.roots.contains(toldRoot) ? odds.current(toldRoot) : odds.cooperation
  }

  /// How likely it is with what it counts by where it stands, the headline most.
  var weight: Double {
    probability * (isTitle ? Self.titleShare : 1 / (1 + Self.fading * Double(sentenceIndex)))
  }
  /// True where it would be told as what an alert may be about.
  var isToldAsEscalation: Bool { Self.toldCode(code, odds).isA(.escalation) }

  private static let (titleShare, fading) = (1.5, 0.3)
  /// How many sentences of a text are its beginning.
  private static let earlySentences = 3
  /// From this probability on a candidate is a current act of conflict: where precision and recall met in cross-validation
  /// over outlets.
  static let conflictMin = 0.28
  /// A root of its own counts where it is this much likelier than the lexicon's.
  private static let otherRootShare = 1.5

  /// The code as it is told: the lexicon's, or another root's where that is much likelier. Cooperation and words stay what they
  /// are where conflict is unlikely.
  static func toldCode(_ code: EventCode, _ odds: ActOdds) -> EventCode {
    if code.isA(.cooperation) || code.isA(.utterance), odds.conflict < conflictMin { return code }
    return rooted(code, odds)
  }

  /// The code, or another root's where that is much likelier.
  static func rooted(_ code: EventCode, _ odds: ActOdds) -> EventCode {
    let likeliest = odds.likeliestRoot()
    guard likeliest != code.rootNumber else { return code }
    if ActClass.roots.contains(code.rootNumber),
      odds.current(likeliest) < odds.current(code.rootNumber) * otherRootShare
    {
      return code
    }
    return plainCodes[likeliest] ?? code
  }

  /// The code that says no more than a root does.
  private static let plainCodes: [Int: EventCode] = Dictionary(
    uniqueKeysWithValues: ActClass.roots.compactMap { root in
      EventCode(rawValue: "\(root)0").map { (root, $0) }
    }
  )
}
