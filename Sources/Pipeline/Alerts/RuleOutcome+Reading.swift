internal import Alerting
internal import Model
internal import Storage

extension RuleOutcome {
  /// What rules say to an article; those to whom it means nothing are left out. Conditions are held against it here, and
  /// the past is read.
  ///
  /// - Throws: where the past cannot be read.
  static func all(of book: RuleBook, to article: PreparedArticle) throws -> [RuleOutcome] {
    try book.candidates(for: article).compactMap { try outcome(of: $0, to: article) }
      + book.endingCandidates(for: article).compactMap { try ending($0.entry, $0.condition, article) }
  }

  private static func outcome(of entry: RuleBook.Entry, to article: PreparedArticle) throws -> RuleOutcome? {
    let verdict = try article.verdict(of: entry.text)
    if let refusal = verdict.refusal {
      let event = verdict.refusedEventIndex.map { article.events[$0].id.number } ?? 0
      return .refused(entry, refusal, event: event)
    }
    guard !verdict.matches.isEmpty else { return nil }
    let found = try AlertReport.reports(of: verdict.matches, in: article, for: entry.text).map { report in
      FoundReport(report: report, findings: try article.findings(of: report, entry.text.condition))
    }
    return .matched(entry, found)
  }

  private static func ending(
    _ entry: RuleBook.Entry,
    _ condition: Condition,
    _ article: PreparedArticle
  ) throws -> RuleOutcome? {
    guard article.facts.original.kind == .article, !article.isRevision else { return nil }
    let rule = RuleText(condition: condition, freshness: entry.text.freshness)
    let endings = try article.verdict(of: rule).matches.map { match in
      let event = match.eventIndex.map { article.events[$0].event }
      let found = try condition.findings(for: article.context(event)).filter(\.holds)
      let words = found.map { "\($0.test): \($0.found)" }.joined(separator: "; ")
      let dyad = event.map { [$0.actor?.name ?? "nobody", $0.target?.name ?? "nobody"] } ?? []
      return (dyad: dyad, reason: "\(article.stored.id): \(words)")
    }
    return endings.isEmpty ? nil : .ended(entry, endings)
  }
}

extension PreparedArticle {
  func context(_ event: Event?) -> EvaluationContext {
    EvaluationContext(facts, event: event, series: series)
  }

  func verdict(of rule: RuleText) throws -> RuleVerdict {
    try RuleEvaluator.evaluate(rule, facts, events: events.map(\.event), series: series)
  }

  /// What the tests found, for each event of a report.
  fileprivate func findings(of report: AlertReport, _ condition: Condition) throws -> [Int64: [TestFinding]] {
    guard !report.events.isEmpty else { return [0: try condition.findings(for: context(nil))] }
    let found = try events.filter { report.events.contains($0.id.number) }.map { event in
      (event.id.number, try condition.findings(for: context(event.event)))
    }
    return Dictionary(found) { first, _ in first }
  }
}

extension AlertReport {
  /// What an article told under a rule: one report, or one for each group that its events fall into.
  fileprivate static func reports(
    of matches: [RuleVerdict.Match],
    in article: PreparedArticle,
    for rule: RuleText
  ) -> [AlertReport] {
    let event = { (match: RuleVerdict.Match) in match.eventIndex.map { article.events[$0] } }
    var order: [[String]] = []
    var byGroup: [[String]: [RuleVerdict.Match]] = [:]
    for match in matches {
      let keys = rule.grouping?.keys ?? []
      let group = keys.map { $0.value(event: event(match)?.event, article: article.facts) }
      if byGroup[group] == nil { order.append(group) }
      byGroup[group, default: []].append(match)
    }
    return order.compactMap { group in
      guard let matches = byGroup[group], let worst = matches.first else { return nil }
      return AlertReport(matches.compactMap(event), worst, in: article, group: group)
    }
  }

  private init(
    _ events: [StoredEvent],
    _ worst: RuleVerdict.Match,
    in article: PreparedArticle,
    group: [String]
  ) {
    self.init(
      article: article.stored.id.number,
      arrivedAt: article.arrivedAt,
      story: article.facts.story?.number,
      act: worst.act,
      events: events.map(\.id.number),
      severity: worst.severity,
      codes: Set(events.map(\.event.code.root)),
      actor: events.first?.event.actor?.name,
      target: events.first?.event.target?.name,
      group: group,
      publisher: article.facts.original.domain ?? article.facts.original.site,
      copyOf: article.copyOf
    )
    partedFrom = article.partedFrom
  }
}
