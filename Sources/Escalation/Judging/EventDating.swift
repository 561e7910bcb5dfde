import Language
import Model
import Temporal
import Text

/// When an act happened, by the time expressions of its clause.
struct EventDating: Sendable {
  struct Finding: Sendable {
    /// Nil where the words give no days: `decades ago`.
    let date: EventDate?
    let words: String
    let rule: String
    /// True for what lies more than about a month back.
    let isBackground: Bool
    let isFuture: Bool
  }

  /// A time expression with the place of its first word in the sentence.
  private typealias Timed = (expression: TimeExpression, place: Int)

  let syntax: SentenceSyntax
  let slots: SlotReader
  let published: CalendarDay?
  /// The last day that the sentences before told of, for `that April`.
  let narrative: CalendarDay?
  private let expressions: [Timed]
  private var words: SentenceWords { syntax.words }

  init(
    syntax: SentenceSyntax,
    slots: SlotReader,
    sentence index: Int,
    published: CalendarDay?,
    narrative: CalendarDay?
  ) {
    self.syntax = syntax
    self.slots = slots
    self.published = published
    self.narrative = narrative
    let first = syntax.words.tokens.lowerBound
    expressions = TimeTagger.english.expressions(in: syntax.words.words.document, sentence: index).map {
      ($0, max(0, $0.tokens.lowerBound - first))
    }
  }

  /// The time of an act: an expression within its own phrase, else one of its clause.
  func date(of trigger: Int, carried carrier: Int?) -> Finding? {
    let expressions = expressions.filter { !isOfSpeech($0, trigger) && !isTerm($0, trigger) }
    let own = expressions.first {
      governors(of: $0).contains(trigger) || isInside($0, trigger) || follows($0, trigger)
    }
    if let own { return finding(own.expression, at: carrier ?? trigger) }
    guard slots.isVerbal(trigger) || carrier != nil else { return nil }
    let clause = clauseHead(of: carrier ?? trigger)
    let beside = expressions.filter { timed in
      governors(of: timed).contains { clauseHead(of: $0) == clause && dates($0, timed.place) }
    }
    let nearest = beside.min { abs($0.place - trigger) < abs($1.place - trigger) }
    let timed = nearest ?? straightBehind(trigger, expressions) ?? opening(trigger, expressions)
    return timed.flatMap { finding($0.expression, at: carrier ?? trigger) } ?? underWay(trigger)
  }

  /// "Russia is suspending its mission": what is told as under way holds the day of publication (TimeML: the event includes
  /// the document's creation time).
  private func underWay(_ trigger: Int) -> Finding? {
    let isPresent = syntax.children(of: trigger).contains { syntax.isA(.presentBe, at: $0) }
    guard let published, isPresent, syntax.looksIng(trigger) else { return nil }
    return Finding(
      date: .day(published),
      words: words.term(at: trigger),
      rule: "told as under way on the day of publication",
      isBackground: false,
      isFuture: false
    )
  }

  /// How far behind a verb a time may stand that no other verb parts from it.
  private let behindMax = 8

  /// Where the parse gives a verb no time: the next one behind it, with no verb between.
  private func straightBehind(_ trigger: Int, _ expressions: [Timed]) -> Timed? {
    guard slots.isVerbal(trigger) else { return nil }
    return expressions.first { timed in
      timed.place > trigger && timed.place - trigger <= behindMax
        && !((trigger + 1)..<timed.place).contains { slots.isVerbal($0) }
    }
  }

  /// "In February 2014 armed men had seized": a time that opens the sentence dates its first verb, even where the parser
  /// hangs it under the subject.
  private func opening(_ trigger: Int, _ expressions: [Timed]) -> Timed? {
    guard slots.isVerbal(trigger) else { return nil }
    return expressions.first { timed in
      timed.place <= 1 && timed.place < trigger
        && !(places(of: timed).upperBound..<trigger).contains { headsClause($0) }
    }
  }

  /// True for a verb that is more than an auxiliary or the attribute of a noun, as in "armed men".
  private func headsClause(_ place: Int) -> Bool {
    syntax.tag(place) == .verb && syntax.relation(place) != .adjectivalModifier
      && syntax.relation(place) != .auxiliary
  }

  // MARK: Which time belongs to which act

  private func places(of timed: Timed) -> Range<Int> {
    let end = min(words.count, timed.place + timed.expression.tokens.count)
    return timed.place..<max(timed.place, end)
  }

  /// The words outside an expression on which its words depend.
  private func governors(of timed: Timed) -> [Int] {
    let inside = places(of: timed)
    if timed.expression.datesWhatFollows, let last = inside.last {
      return syntax.head(last).map { [$0] } ?? []
    }
    return inside.compactMap { syntax.head($0) }.filter { !inside.contains($0) }
  }

  /// True where an expression stands within the phrase of an act noun: "last week's attack", "the attack of 1941".
  private func isInside(_ timed: Timed, _ trigger: Int) -> Bool {
    !slots.isVerbal(trigger) && syntax.nominalPhrase(of: trigger).contains { places(of: timed).contains($0) }
  }

  /// "Said on Monday that Russia attacked": a time right behind a word of speech tells when that was said.
  private func isOfSpeech(_ timed: Timed, _ trigger: Int) -> Bool {
    guard slots.isVerbal(trigger), let verb = wordBefore(timed), verb != trigger, verb > 0 else {
      return false
    }
    return syntax.isA(.report, at: verb) && slots.isVerbal(verb)
      && syntax.children(of: verb).contains {
        syntax.relation($0).isOne(of: .clausalComplement, .parataxis)
      }
      || syntax.isA(.report, at: verb) && syntax.relation(verb) == .parataxis
  }

  /// "Jailed for two years": how long it is to last, unless the perfect says that it has lasted so long. "Resumed after two
  /// years": what lay between.
  private func isTerm(_ timed: Timed, _ trigger: Int) -> Bool {
    guard case .span = timed.expression.meaning, timed.place > trigger, slots.isVerbal(trigger) else {
      return false
    }
    let before = max(0, timed.place - Self.measureMax)..<timed.place
    if before.contains(where: { syntax.isA(.after, at: $0) }) { return true }
    return before.contains { syntax.isA(.for, at: $0) }
      && !syntax.children(of: trigger).contains { syntax.isA(.having, at: $0) }
  }

  /// How many words of measure may stand between `for` and a number: "for more than two years".
  private static let measureMax = 3

  /// The word before a time and its preposition.
  private func wordBefore(_ timed: Timed) -> Int? {
    var place = timed.place - 1
    if place >= 0, syntax.tag(place).isOne(of: .adposition, .determiner, .adjective) { place -= 1 }
    return place >= 0 ? place : nil
  }

  /// True where a time under this word dates the clause: it stands with the verb, or after one of its nominals, where
  /// parsers hang it as often.
  private func dates(_ governor: Int, _ place: Int) -> Bool {
    if slots.isVerbal(governor) || syntax.tag(governor) == .adjective { return true }
    return place > governor && syntax.relation(governor).isArgument
  }

  /// "A siege last year": right behind an act noun, wherever the parser hung it.
  private func follows(_ timed: Timed, _ trigger: Int) -> Bool {
    !slots.isVerbal(trigger) && (1...2).contains(timed.place - trigger)
      && governors(of: timed).allSatisfy { !slots.isVerbal($0) }
  }

  /// The word that heads the clause a word stands in.
  private func clauseHead(of place: Int) -> Int {
    var place = place
    while let head = syntax.head(place) {
      switch syntax.relation(place) {
      case .clausalComplement, .adverbialClause, .adnominalClause, .relativeClause, .parataxis,
        .clausalSubject:
        return place
      case .conjunct where slots.isVerbal(place) && slots.isVerbal(head): return place
      default: place = head
      }
    }
    return place
  }

  // MARK: Reading it

  private func finding(_ expression: TimeExpression, at clause: Int) -> Finding? {
    if let found = anaphoric(expression) { return found }
    let reading = expression.reading(published: published, direction: direction(of: clause))
    return Finding(
      date: reading.date,
      words: words.words.document.text(in: expression.bytes),
      rule: reading.rule,
      isBackground: !lasts(expression, at: clause) && (reading.isBackground ?? isLongAgo(expression)),
      isFuture: reading.date != nil && reading.isFuture == true
    )
  }

  /// "That April", "later that year": seen from what was told before, not from the day of publication.
  private func anaphoric(_ expression: TimeExpression) -> Finding? {
    let first = expression.tokens.lowerBound - words.tokens.lowerBound
    let last = expression.tokens.upperBound - words.tokens.lowerBound
    guard let narrative, let published,
      (max(0, first - 1)..<last).contains(where: { syntax.isA(.that, at: $0) })
    else { return nil }
    let anchor = CalendarDay(year: narrative.year, month: 12, day: 31) ?? narrative
    let reading = expression.reading(published: anchor, direction: .past)
    guard let date = reading.date, let end = date.last else { return nil }
    return Finding(
      date: date,
      words: words.words.document.text(in: expression.bytes),
      rule: "seen from \(narrative), told before",
      isBackground: end < published.adding(days: -TimeExpression.currentDaysMax),
      isFuture: false
    )
  }

  /// "Has carried out strikes since last year" and "a month-old crisis" go on today.
  private func lasts(_ expression: TimeExpression, at clause: Int) -> Bool {
    if syntax.isA(.old, at: expression.tokens.upperBound - 1 - words.tokens.lowerBound) { return true }
    return expression.lead == .since && syntax.children(of: clause).contains { syntax.isA(.having, at: $0) }
  }

  private func direction(of place: Int) -> TenseDirection {
    let isFuture = syntax.children(of: place).contains { syntax.isA(.future, at: $0) }
    if isFuture { return .future }
    return syntax.looksPast(place) ? .past : .unknown
  }

  /// Without a day of publication: a year, a range of years, or a distance of more than a month lies in the past, since
  /// news does not date the present by them.
  private func isLongAgo(_ expression: TimeExpression) -> Bool {
    if expression.isAnniversary { return true }
    let daysMax = TimeExpression.currentDaysMax
    switch expression.meaning {
    case .fixed(.year), .fixed(.range), .fixed(.month): return true
    case .fixed(.day), .monthDay, .weekday, .day, .month(_, shift: nil): return false
    case .month(_, let shift?): return shift < 0
    case .unit(let unit, let shift): return shift < 0 && Self.days(unit) * -shift >= daysMax - 1
    case .distance(let unit, let count): return count < 0 && Self.days(unit) * -count > daysMax
    case .span(let unit, let count, let isPast): return isPast && Self.days(unit) * count > daysMax
    case .season(_, _, let shift): return shift.map { $0 < 0 } ?? false
    case .vague(let vagueness): return vagueness == .past
    }
  }

  /// About how many days a unit has.
  private static func days(_ unit: TimeUnit) -> Int {
    switch unit {
    case .second, .minute, .hour: 0
    case .day: 1
    case .weekend: 2
    case .week: 7
    case .fortnight: 14
    case .month: 31
    case .quarter: 92
    case .year: 365
    case .decade: 3652
    case .century: 36_524
    }
  }
}
