/// A CAMEO event code as text (`161`, `1383`): as numbers `010` and `10` would collide.
package struct EventCode: Sendable, Hashable, Comparable, Codable, RawRepresentable, CustomStringConvertible {
  /// Two to four digits.
  package let rawValue: String

  /// A code of two to four digits whose root is 01 to 20; nil for anything else.
  package init?(rawValue: String) {
    let digits = rawValue.utf8
    guard (2...4).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }),
      let root = Int(rawValue.prefix(2)), (1...20).contains(root)
    else { return nil }
    self.rawValue = rawValue
    rootNumber = root
  }

  /// The first two digits: `16` of `161`.
  package var root: String { Self.roots[rootNumber] }
  /// The root as a number, 1 to 20.
  package let rootNumber: Int
  private static let roots = (0...20).map { $0 < 10 ? "0\($0)" : "\($0)" }

  /// True for a code that says more closely what was done: with more digits, or not the residual one (`160`).
  package func isCloser(than other: Self) -> Bool {
    rawValue.utf8.count > other.rawValue.utf8.count || other.isResidual && !isResidual
  }

  /// True for a code of acts of a root that no other of its codes fits.
  private var isResidual: Bool { rawValue.utf8.last == UInt8(ascii: "0") }

  /// The digits: `161`.
  package var description: String { rawValue }
  /// By the digits as text, so that a code stands behind its root and before the next root.
  package static func < (left: EventCode, right: EventCode) -> Bool { left.rawValue < right.rawValue }
}

/// The categories of PLOVER as of 2021.
package enum EventCategory: String, Sendable, Codable, CaseIterable {
  /// To agree or promise to cooperate (verbal cooperation).
  case agree = "AGREE"
  /// To meet, visit, call, negotiate (verbal cooperation).
  case consult = "CONSULT"
  /// To back, praise, recognise, sign (verbal cooperation).
  case support = "SUPPORT"
  /// To work together in trade, arms, courts (material cooperation).
  case cooperate = "COOPERATE"
  /// To give money, goods, weapons, shelter (material cooperation).
  case aid = "AID"
  /// To give way to demands (verbal cooperation, which GDELT draws otherwise).
  case concede = "CONCEDE"
  /// To release, withdraw, disarm, cease fire (material cooperation).
  case retreat = "RETREAT"
  /// To criticise, accuse, sue, investigate (verbal conflict).
  case accuse = "ACCUSE"
  /// To demand (verbal conflict).
  case request = "REQUEST"
  /// To refuse, veto, defy (verbal conflict).
  case reject = "REJECT"
  /// To warn of a harmful act of one's own (verbal conflict).
  case threaten = "THREATEN"
  /// To demonstrate, strike, riot (material conflict).
  case protest = "PROTEST"
  /// To alert or move forces, to show weapons (material conflict).
  case mobilize = "MOBILIZE"
  /// To cut relations, aid, talks (material conflict).
  case sanction = "SANCTION"
  /// To arrest, ban, seize, blockade, embargo (material conflict).
  case coerce = "COERCE"
  /// To attack, abduct, kill (material conflict).
  case assault = "ASSAULT"
}

/// What was said to be real about an event.
package enum EventStatus: String, Sendable, Codable, CaseIterable {
  /// It is told as done.
  case realised
  /// Its doer warns of it; a current act of root 13 is never anything else.
  case threatened
  /// It is announced, agreed or ordered, or dated in the future; a current act of root 03 is never realised.
  case planned
  /// Those who are said to have done it deny it.
  case denied
  /// It is told as not done, given up or averted.
  case negated
  /// It lies long back, whatever the tense, or is the standing state of things: it only explains the news.
  case background
  /// It is only imagined, asked for or made to depend on something.
  case hypothetical

  /// True for what an alert may be about when its condition names no status.
  package var isCurrent: Bool { self == .realised || self == .threatened || self == .planned }
}

/// Which part of an article an offset counts in.
package enum ArticlePart: String, Sendable, Codable {
  /// In `Article.title`.
  case title
  /// In `Article.text`.
  case text
}

/// How severe an event is, from 0 to 10, and what that came from.
package struct Severity: Sendable, Hashable, Codable {
  /// 0 to 10, rounded to one decimal.
  package var value: Double
  /// The base value of the code, the weight of the status, and named adjustments, in order.
  package var factors: [ScoreFactor]

  /// Makes a severity, clamped to 0 to 10 and rounded to one decimal.
  package init(_ value: Double, factors: [ScoreFactor] = []) {
    self.value = (min(max(value, 0), 10) * 10).rounded() / 10
    self.factors = factors
  }

  /// The band of a severity: info below 2, low below 4, medium below 6.5, high below 8.5, then critical.
  package static func band(of value: Double) -> SeverityBand {
    value < 2 ? .info : value < 4 ? .low : value < 6.5 ? .medium : value < criticalMin ? .high : .critical
  }

  /// The greatest of those that are known; nil where none is, as where events are not coded.
  package static func worst(_ severities: some Sequence<Double?>) -> Double? {
    severities.compactMap { $0 }.max()
  }

  /// Where `critical` begins: a war begun, a coup, ten killed in one act, forbidden weapons.
  package static let criticalMin = 8.5
}

/// Severities in words.
package enum SeverityBand: String, Sendable, Codable, CaseIterable {
  /// Below 2.
  case info
  /// From 2 to below 4.
  case low
  /// From 4 to below 6.5.
  case medium
  /// From 6.5 to below 8.5.
  case high
  /// From 8.5 on.
  case critical
}

/// Who says that the event is so.
package enum Attribution: String, Sendable, Codable {
  /// The reporter says so.
  case reported
  /// The doer says so.
  case claimed
  /// The other side, or somebody else, says so.
  case alleged
}

/// How a participant was found: the words of the text, and the rule that gave them a name.
package struct ParticipantGround: Sendable, Hashable, Codable {
  /// The words as they stand in the text; empty where nobody is named.
  package var mention: String
  /// How the words became the name, such as `demonym of Russia` or `the eight: Russian diplomats, sentence 1`.
  package var rule: String
  /// The person by whom the participant is named, by the full name where that is known: `Vladimir Putin`; nil for none, and
  /// in stores of older programs.
  package var person: String?

  /// Makes a ground.
  package init(mention: String, rule: String, person: String? = nil) {
    self.mention = mention
    self.rule = rule
    self.person = person
  }
}

extension Double {
  /// A probability in whole percents, such as `93 %`.
  package var inPercent: String { "\(Int((self * 100).rounded())) %" }
}

/// How likely something is news that wakes somebody, and what said most for and against it.
package struct NewsGrounds: Sendable, Hashable, Codable {
  /// 0 to 1.
  package var probability: Double
  /// Named features with their weights, strongest first.
  package var factors: [ScoreFactor]

  /// Makes grounds.
  package init(probability: Double, factors: [ScoreFactor]) {
    (self.probability, self.factors) = (probability, factors)
  }
}

/// Why an event was coded as it was.
package struct EventGrounds: Sendable, Hashable, Codable {
  /// The lexicon entry that matched, such as `suspend + mission`.
  package var lexiconEntry: String
  /// How the sides were read from the sentence, such as `active: subject suspends object`.
  package var frame: String
  /// Who acts, by which words.
  package var actor: ParticipantGround?
  /// To whom, by which words.
  package var target: ParticipantGround?
  /// The words that show the status and the rule they fall under, such as `in 2014: past year`.
  package var status: String
  /// Who says so.
  package var attribution: Attribution
  /// The speaker's words where the event is attributed.
  package var speaker: String?
  /// The words that date the event and how they were read, such as `Monday: before 2021-10-18`; nil without a date.
  package var date: String?
  /// Why it counts as an act and as news; nil where rules alone decided, and in stores of older programs.
  package var news: NewsGrounds?
  /// Why it is what the article is about; nil for its other events.
  package var main: NewsGrounds?

  /// Makes grounds; what is not known is left out.
  package init(
    lexiconEntry: String,
    frame: String,
    actor: ParticipantGround? = nil,
    target: ParticipantGround? = nil,
    status: String,
    attribution: Attribution = .reported,
    speaker: String? = nil,
    date: String? = nil
  ) {
    self.lexiconEntry = lexiconEntry
    self.frame = frame
    self.actor = actor
    self.target = target
    self.status = status
    self.attribution = attribution
    self.speaker = speaker
    self.date = date
  }
}

/// An act by one political actor toward another, as an article tells it.
package struct Event: Sendable, Hashable, Codable {
  /// Nil where nobody is on that side.
  package var actor: Participant?
  /// To whom; nil for nobody.
  package var target: Participant?
  /// The kind of act, by CAMEO.
  package var code: EventCode
  /// Nil for roots 01 and 02, which PLOVER drops.
  package var category: EventCategory?
  /// The act's value on the Goldstein scale, -10 to 10.
  package var goldstein: Double
  /// Whether it really happened.
  package var status: EventStatus
  /// The words that carry the act, verbatim.
  package var trigger: String
  /// Where it stands.
  package var part: ArticlePart
  /// The trigger's UTF-8 byte offsets in its part.
  package var offset: Range<Int>
  /// The sentence of the trigger, verbatim.
  package var sentence: String
  /// The sentence's place in the text's document, from 0; nil for the title.
  package var sentenceIndex: Int?
  /// When; nil where the text does not tell.
  package var date: EventDate?
  /// How grave, with its factors.
  package var severity: Severity
  /// Why it was coded so.
  package var grounds: EventGrounds

  /// Makes an event.
  package init(
    actor: Participant?,
    target: Participant?,
    code: EventCode,
    category: EventCategory?,
    goldstein: Double,
    status: EventStatus,
    trigger: String,
    part: ArticlePart,
    offset: Range<Int>,
    sentence: String,
    sentenceIndex: Int?,
    date: EventDate?,
    severity: Severity,
    grounds: EventGrounds
  ) {
    self.actor = actor
    self.target = target
    self.code = code
    self.category = category
    self.goldstein = goldstein
    self.status = status
    self.trigger = trigger
    self.part = part
    self.offset = offset
    self.sentence = sentence
    self.sentenceIndex = sentenceIndex
    self.date = date
    self.severity = severity
    self.grounds = grounds
  }
}
