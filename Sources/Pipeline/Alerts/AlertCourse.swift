package import Alerting
package import Foundation
package import Model
internal import Storage

/// A step in the life of one thread, to be recorded.
package struct ThreadStep: Sendable {
  package var rule: RuleBook.Entry
  /// As it is after the step.
  package var thread: AlertThread
  /// What an article told; nil where time or an ending condition brought the step about.
  package var report: AlertReport?
  package var findings: [Int64: [TestFinding]]
  package var effects: [LifeEffect]
  package var at: Date
}

/// What rules say to an article.
package enum RuleSaying: Sendable {
  /// The condition holds, and nothing may fire.
  case refused(RuleBook.Entry, RuleDecision, event: Int64)
  case matched(RuleBook.Entry, [RuleVerdict.Match])

  var entry: RuleBook.Entry {
    switch self {
    case .refused(let entry, _, _), .matched(let entry, _): entry
    }
  }
}

/// The course of alerts: articles and time in the order in which they come, threads on a shelf, steps out.
///
/// The one way from a condition to an alert: live work runs it over the store within a transaction, a backtest over
/// memory.
package struct AlertCourse {
  package let book: RuleBook
  package let silences: [Silence]
  package let shelf: any ThreadShelf
  /// Articles that a step may ask about, by number.
  package var prepared: [Int64: PreparedArticle]

  /// A course over a shelf.
  package init(
    book: RuleBook,
    silences: [Silence],
    shelf: any ThreadShelf,
    prepared: [Int64: PreparedArticle] = [:]
  ) {
    self.book = book
    self.silences = silences
    self.shelf = shelf
    self.prepared = prepared
  }

  /// What rules say to an article; those to whom it means nothing are left out.
  ///
  /// - Throws: where the past cannot be read.
  package static func sayings(of book: RuleBook, to article: PreparedArticle) throws -> [RuleSaying] {
    try book.candidates(for: article).compactMap { entry in
      let events = article.events.map(\.event)
      let verdict = try RuleEvaluator.evaluate(
        entry.text,
        article.article,
        events: events,
        series: article.series
      )
      if let refusal = verdict.refusal {
        let event = verdict.refusedEventIndex.map { article.events[$0].id.number } ?? 0
        return .refused(entry, refusal, event: event)
      }
      return verdict.matches.isEmpty ? nil : .matched(entry, verdict.matches)
    }
  }

  /// Takes an article into the threads of one rule.
  ///
  /// - Throws: where the shelf or the past cannot be read.
  package func take(
    _ article: PreparedArticle,
    _ matches: [RuleVerdict.Match],
    of entry: RuleBook.Entry
  ) throws -> [ThreadStep] {
    try AlertReport.reports(of: matches, in: article, for: entry.text).map { report in
      var thread = try thread(for: report, of: entry)
      let life = AlertLife(entry.living, surroundings)
      let effects = try life.take(report, isRevision: article.isRevision, into: &thread)
      try shelf.save(thread, wakeAt: thread.wakeAt(entry.text))
      return ThreadStep(
        rule: entry,
        thread: thread,
        report: report,
        findings: try findings(of: report, in: article, entry.text.condition),
        effects: effects,
        at: article.arrivedAt
      )
    }
  }

  /// What the tests found, for each event of a report; 0 stands for the article itself.
  private func findings(
    of report: AlertReport,
    in article: PreparedArticle,
    _ condition: Condition
  ) throws -> [Int64: [TestFinding]] {
    let events = article.events.filter { report.events.contains($0.id.number) }
    guard !events.isEmpty else {
      return [0: try condition.findings(for: Sighting(article.article, event: nil, series: article.series))]
    }
    let found = try events.map { event in
      let sighting = Sighting(article.article, event: event.event, series: article.series)
      return (event.id.number, try condition.findings(for: sighting))
    }
    return Dictionary(found) { first, _ in first }
  }

  /// What an article ends: open alerts of rules whose ending condition holds for it.
  ///
  /// - Throws: where the shelf or the past cannot be read.
  package func endings(by article: PreparedArticle) throws -> [ThreadStep] {
    guard article.article.article.kind == .article, !article.isRevision else { return [] }
    return try book.endingCandidates(for: article).flatMap { entry, condition in
      let open = try shelf.threads(ofRule: entry.stored.number, toldSince: nil)
      guard !open.isEmpty else { return [ThreadStep]() }
      let rule = RuleText(condition: condition, freshness: entry.text.freshness)
      let events = article.events.map(\.event)
      let verdict = try RuleEvaluator.evaluate(rule, article.article, events: events, series: article.series)
      return try open.compactMap { try end($0, of: entry, by: verdict.matches, in: article) }
    }
  }

  private func end(
    _ thread: AlertThread,
    of entry: RuleBook.Entry,
    by matches: [RuleVerdict.Match],
    in article: PreparedArticle
  ) throws -> ThreadStep? {
    let match = matches.first { match in
      let event = match.eventIndex.map { article.events[$0].event }
      let dyad = [event?.actor?.name ?? "nobody", event?.target?.name ?? "nobody"]
      return thread.concerns(dyad: event == nil ? [] : dyad, story: article.article.story?.number)
    }
    guard let match else { return nil }
    var thread = thread
    let event = match.eventIndex.map { article.events[$0].event }
    let sighting = Sighting(article.article, event: event, series: article.series)
    let findings = try entry.text.endingCondition?.findings(for: sighting) ?? []
    let found = findings.filter(\.holds).map { "\($0.test): \($0.found)" }.joined(separator: "; ")
    let reason = "\(article.stored.id): \(found)"
    let effects = AlertLife(entry.living, surroundings).resolve(
      &thread,
      at: article.arrivedAt,
      reason: reason
    )
    try shelf.save(thread, wakeAt: thread.wakeAt(entry.text))
    return ThreadStep(
      rule: entry,
      thread: thread,
      report: nil,
      findings: [:],
      effects: effects,
      at: article.arrivedAt
    )
  }

  /// Lets time pass for a thread.
  ///
  /// - Throws: where the shelf or the past cannot be read.
  package func wake(_ thread: AlertThread, at moment: Date) throws -> ThreadStep? {
    guard let entry = book.entry(thread.rule) else {
      try shelf.save(thread, wakeAt: nil)
      return nil
    }
    var woken = thread
    let effects = try AlertLife(entry.living, surroundings).wake(&woken, at: moment)
    // Time must go on whatever a thread says.
    let next = woken.wakeAt(entry.text).flatMap { $0 <= moment && woken == thread ? nil : $0 }
    try shelf.save(woken, wakeAt: next)
    return ThreadStep(rule: entry, thread: woken, report: nil, findings: [:], effects: effects, at: moment)
  }

  private func thread(for report: AlertReport, of entry: RuleBook.Entry) throws -> AlertThread {
    let (rule, key) = (entry.stored.number, report.threadKey(entry.text))
    if let thread = try shelf.thread(rule: rule, key: key) { return thread }
    if entry.text.grouping == nil, report.story == nil,
      let thread = try shelf.thread(rule: rule, act: report.act)
    {
      return thread
    }
    return AlertThread(rule: rule, key: key)
  }

  private var surroundings: CourseSurroundings {
    CourseSurroundings(book: book, silences: silences, shelf: shelf, prepared: prepared)
  }
}

/// What the life of alerts asks, answered from what was prepared and from the shelf.
private struct CourseSurroundings: LifeSurroundings {
  let book: RuleBook
  let silences: [Silence]
  let shelf: any ThreadShelf
  let prepared: [Int64: PreparedArticle]

  func sourceGroups(of report: AlertReport, at moment: Date) -> [[Int64]]? {
    prepared[report.article]?.sourceGroups
  }

  func hush(_ report: AlertReport, of rule: LivingRule, at moment: Date) throws -> LifeHush? {
    if let article = prepared[report.article] {
      let sightings = article.sightings(of: report.events, rule: rule.name)
      for silence in silences where silence.isActive(at: moment) {
        guard try silence.hides(sightings) else { continue }
        let end = silence.endsAt.formatted(.iso8601)
        let comment = silence.comment.isEmpty ? "" : ": \(silence.comment)"
        return LifeHush(.silenced, reason: "silence \(silence.number) until \(end)\(comment)")
      }
    }
    guard let unless = rule.text.unless, let other = book.entry(named: unless.rule) else { return nil }
    let since = unless.withinSeconds.map { moment.addingTimeInterval(-Double($0)) }
    for thread in try shelf.threads(ofRule: other.stored.number, toldSince: since) {
      if let reason = unless.blocks(report, by: thread, at: moment) {
        return LifeHush(.inhibited, reason: reason)
      }
    }
    return nil
  }
}

extension AlertReport {
  /// What an article told under a rule: one report, or one for each group that its events fall into.
  static func reports(
    of matches: [RuleVerdict.Match],
    in article: PreparedArticle,
    for rule: RuleText
  ) -> [AlertReport] {
    let event = { (match: RuleVerdict.Match) in match.eventIndex.map { article.events[$0] } }
    let group = { (match: RuleVerdict.Match) in
      rule.grouping?.keys.map { $0.value(event: event(match)?.event, article: article.article) } ?? []
    }
    var order: [[String]] = []
    var byGroup: [[String]: [RuleVerdict.Match]] = [:]
    for match in matches {
      let key = group(match)
      if byGroup[key] == nil { order.append(key) }
      byGroup[key, default: []].append(match)
    }
    return order.compactMap { key in
      guard let matches = byGroup[key], let worst = matches.first else { return nil }
      let events = matches.compactMap(event)
      return AlertReport(
        article: article.stored.id.number,
        arrivedAt: article.arrivedAt,
        story: article.article.story?.number,
        act: worst.act,
        events: events.map(\.id.number),
        severity: worst.severity,
        codes: Set(events.map(\.event.code.root)),
        actor: events.first?.event.actor?.name,
        target: events.first?.event.target?.name,
        group: key,
        publisher: article.article.article.domain ?? article.article.article.site,
        copyOf: article.copyOf
      )
    }
  }
}
