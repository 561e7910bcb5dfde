package import Model

/// What a rule says to one article.
package struct RuleVerdict: Sendable, Hashable {
  /// An act that the rule is to fire for, or to join to a firing.
  package struct Match: Sendable, Hashable {
    /// The place of its event among the article's; nil where the condition speaks of none.
    package var eventIndex: Int?
    /// What tells the act apart from others; of one act only the worst event is a match.
    package var act: ActKey
    /// Nil where the article's events are not coded.
    package var severity: Double?
  }

  /// The worst act first, each once.
  package var matches: [Match]
  /// Why nothing fires although the condition holds; nil where there are matches, or it does not hold.
  package var refusal: RuleDecision?
  /// The event that the refusal speaks of.
  package var refusedEventIndex: Int?
}

/// Compares rules with articles. It knows no store and no clock: the article's arrival is all the time there is.
package enum RuleEvaluator {
  /// What a rule says to an article and its events, in their order.
  ///
  /// - Throws: where the past cannot be read.
  /// - Complexity: linear in the number of events and tests; words are looked for in the text only by tests that ask.
  package static func evaluate(
    _ rule: RuleText,
    _ article: AlertArticle,
    events: [Event],
    series: (any SeriesSource)? = nil
  ) throws -> RuleVerdict {
    let condition = rule.condition
    let candidates: [Int?] = condition.speaksOfEvents ? Array(events.indices) : [nil]
    let context = { (index: Int?) in
      EvaluationContext(article, event: index.map { events[$0] }, series: series)
    }
    let holding = try candidates.filter { try condition.holds(for: context($0)) }
    let current = holding.filter { index in
      condition.namesStatus || index.map { events[$0].status.isCurrent } ?? true
    }

    func refusal(_ outcome: DecisionOutcome, _ reason: String, _ index: Int?) throws -> RuleVerdict {
      let findings = try condition.findings(for: context(index))
      let decision = RuleDecision(outcome, reason: reason, findings: findings)
      return RuleVerdict(matches: [], refusal: decision, refusedEventIndex: index)
    }
    guard let first = holding.first else { return RuleVerdict(matches: [], refusal: nil) }
    guard let firstCurrent = current.first else {
      let status = first.map { events[$0].status.rawValue } ?? ""
      return try refusal(.heldForStatus, "the event is \(status), and the condition names no status", first)
    }
    guard article.original.kind == .article else {
      let reason = "the page is no article but \(article.original.kind.rawValue)"
      return try refusal(.heldForKind, reason, firstCurrent)
    }
    if let reason = staleness(of: article, for: rule) {
      return try refusal(.heldForAge, reason, firstCurrent)
    }
    return RuleVerdict(matches: matches(of: current, context), refusal: nil)
  }

  /// The worst event of each act.
  private static func matches(
    of indices: [Int?],
    _ context: (Int?) -> EvaluationContext
  ) -> [RuleVerdict.Match] {
    var best: [ActKey: RuleVerdict.Match] = [:]
    for index in indices {
      let context = context(index)
      let act =
        context.event.map { ActKey($0, in: context.article) } ?? ActKey(article: context.article)
      let severity = context.event?.severity.value ?? context.article.severity
      guard best[act].map({ $0.severity ?? 0 < severity ?? 0 }) ?? true else { continue }
      best[act] = RuleVerdict.Match(eventIndex: index, act: act, severity: severity)
    }
    return best.values.sorted {
      ($1.severity ?? 0, $0.eventIndex ?? 0) < ($0.severity ?? 0, $1.eventIndex ?? 0)
    }
  }

  /// How near a rule came to an article for which its condition does not hold: the event for which most tests do.
  ///
  /// - Returns: the decision, and the event's place; nil without events.
  /// - Throws: where the past cannot be read.
  package static func miss(
    _ rule: RuleText,
    _ article: AlertArticle,
    events: [Event],
    series: (any SeriesSource)? = nil
  ) throws -> (decision: RuleDecision, eventIndex: Int?) {
    let candidates: [Int?] = rule.condition.speaksOfEvents && !events.isEmpty ? Array(events.indices) : [nil]
    let byEvent = try candidates.map { index in
      let context = EvaluationContext(article, event: index.map { events[$0] }, series: series)
      return (index, try rule.condition.findings(for: context))
    }
    let nearest = byEvent.max { $0.1.count(where: \.holds) < $1.1.count(where: \.holds) }
    let reason =
      !article.isCoded && rule.condition.asksForEvents
      ? "events of this article are not coded"
      : events.isEmpty && rule.condition.speaksOfEvents ? "the article has no events" : "not all tests hold"
    return (RuleDecision(.notMatched, reason: reason, findings: nearest?.1 ?? []), nearest?.0)
  }

  /// Why an article is too old for a rule; nil where it is not, or has no date.
  private static func staleness(of article: AlertArticle, for rule: RuleText) -> String? {
    guard case .seconds(let limit) = rule.freshness, let age = article.secondsOldAtArrival,
      age > Double(limit)
    else { return nil }
    let words = TimeText.words(seconds: limit)
    return
      "published \(article.day), more than \(words) before it arrived on \(CalendarDay(utc: article.arrivedAt))"
  }
}
