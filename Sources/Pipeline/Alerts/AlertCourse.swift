package import Alerting
package import Foundation
package import Model
internal import Storage

/// A step in the life of one thread, to be recorded.
package struct ThreadStep: Sendable {
  /// The rule whose thread it is.
  package var rule: RuleBook.Entry
  /// As it is after the step.
  package var thread: AlertThread
  /// What an article told; nil where time or an ending condition brought the step about.
  package var report: AlertReport?
  /// What the tests found, by the event's row; 0 stands for the article itself. Empty without a report.
  package var findings: [Int64: [TestFinding]]
  /// What is to be recorded, in this order.
  package var effects: [LifeEffect]
  /// When the report arrived, or up to when time passed.
  package var at: Date
}

/// What an article told under a rule, with what the tests found for each event; 0 stands for the article itself.
package struct FoundReport: Sendable {
  /// What it told, its events put together.
  package var report: AlertReport
  /// What the tests found, by the event's row; 0 stands for the article itself.
  package var findings: [Int64: [TestFinding]]
}

/// What rules say to an article: all that can be told without their threads, and so outside of a transaction.
package enum RuleOutcome: Sendable {
  /// The condition holds, and nothing may fire.
  case refused(RuleBook.Entry, RuleDecision, event: Int64)
  /// The condition holds; the reports go into the rule's threads.
  case matched(RuleBook.Entry, [FoundReport])
  /// The ending condition holds for events of these sides (empty for the article itself), with the reason in words.
  case ended(RuleBook.Entry, [(dyad: [String], reason: String)])

  var entry: RuleBook.Entry {
    switch self {
    case .refused(let entry, _, _), .matched(let entry, _), .ended(let entry, _): entry
    }
  }
}

/// The course of alerts: articles and time in the order in which they come, threads in a store of them, steps out.
///
/// The one way from a condition to an alert: live work runs it over the store within a transaction, a backtest over
/// memory.
package struct AlertCourse {
  /// The rules that there are, in the order in which they are asked.
  package let book: RuleBook
  /// The silences that may hide what would be told; each counts while it is active.
  package let silences: [Silence]
  /// Where threads are read from and kept.
  package let threads: any ThreadStore
  /// Articles that a step may ask about, by number.
  package var prepared: [Int64: PreparedArticle]

  /// A course over a store of threads.
  package init(
    book: RuleBook,
    silences: [Silence],
    threads: any ThreadStore,
    prepared: [Int64: PreparedArticle] = [:]
  ) {
    self.book = book
    self.silences = silences
    self.threads = threads
    self.prepared = prepared
  }

  /// Takes what an article told into the threads of one rule.
  ///
  /// - Throws: where the threads cannot be read.
  package func take(
    _ article: PreparedArticle,
    _ found: [FoundReport],
    of entry: RuleBook.Entry
  ) throws -> [ThreadStep] {
    try found.map { found in
      var thread = try thread(for: found.report, of: entry)
      let life = AlertLife(entry.living, surroundings)
      let effects = try life.take(found.report, isRevision: article.isRevision, into: &thread)
      try threads.save(thread, wakeAt: thread.wakeAt(entry.text))
      return ThreadStep(
        rule: entry,
        thread: thread,
        report: found.report,
        findings: found.findings,
        effects: effects,
        at: article.arrivedAt
      )
    }
  }

  /// Ends the open alerts of one rule that an article speaks of.
  ///
  /// - Throws: where the threads cannot be read.
  package func end(
    _ article: PreparedArticle,
    _ endings: [(dyad: [String], reason: String)],
    of entry: RuleBook.Entry
  ) throws -> [ThreadStep] {
    try threads.threads(ofRule: entry.stored.number, toldSince: nil).compactMap { thread in
      let ending = endings.first { thread.concerns(dyad: $0.dyad, story: article.facts.story?.number) }
      guard let ending else { return nil }
      var thread = thread
      let life = AlertLife(entry.living, surroundings)
      let effects = life.resolve(&thread, at: article.arrivedAt, reason: ending.reason)
      try threads.save(thread, wakeAt: thread.wakeAt(entry.text))
      return ThreadStep(
        rule: entry,
        thread: thread,
        report: nil,
        findings: [:],
        effects: effects,
        at: article.arrivedAt
      )
    }
  }

  /// Lets time pass for a thread.
  ///
  /// - Throws: where the threads or the past cannot be read.
  package func wake(_ thread: AlertThread, at moment: Date) throws -> ThreadStep? {
    guard let entry = book.entry(thread.rule) else {
      try threads.save(thread, wakeAt: nil)
      return nil
    }
    var woken = thread
    let effects = try AlertLife(entry.living, surroundings).wake(&woken, at: moment)
    // Time must go on whatever a thread says.
    let next = woken.wakeAt(entry.text).flatMap { $0 <= moment && woken == thread ? nil : $0 }
    try threads.save(woken, wakeAt: next)
    return ThreadStep(rule: entry, thread: woken, report: nil, findings: [:], effects: effects, at: moment)
  }

  private func thread(for report: AlertReport, of entry: RuleBook.Entry) throws -> AlertThread {
    let (rule, key) = (entry.stored.number, report.threadKey(entry.text))
    if let thread = try threads.thread(rule: rule, key: key) { return thread }
    if entry.text.grouping == nil, report.story == nil,
      let thread = try threads.thread(rule: rule, act: report.act)
    {
      return thread
    }
    var thread = AlertThread(rule: rule, key: key)
    thread.formerEpisodes = try threads.lastEpisode(rule: rule, key: key)
    return thread
  }

  private var surroundings: CourseSurroundings {
    CourseSurroundings(book: book, silences: silences, threads: threads, prepared: prepared)
  }
}

/// What the life of alerts asks, answered from what was prepared and from the threads.
private struct CourseSurroundings: LifeSurroundings {
  let book: RuleBook
  let silences: [Silence]
  let threads: any ThreadStore
  let prepared: [Int64: PreparedArticle]

  func sourceGroups(of report: AlertReport, at moment: Date) -> [[Int64]]? {
    prepared[report.article]?.sourceGroups
  }

  func suppression(_ report: AlertReport, of rule: LivingRule, at moment: Date) throws -> Suppression? {
    if let article = prepared[report.article] {
      let contexts = article.contexts(of: report.events, rule: rule.name)
      for silence in silences where silence.isActive(at: moment) {
        guard try silence.hides(contexts) else { continue }
        let end = silence.endsAt.formatted(.iso8601)
        let comment = silence.comment.isEmpty ? "" : ": \(silence.comment)"
        return Suppression(.silenced, reason: "silence \(silence.number) until \(end)\(comment)")
      }
    }
    guard let unless = rule.text.unless, let other = book.entry(named: unless.rule) else { return nil }
    let since = unless.withinSeconds.map { moment.addingTimeInterval(-Double($0)) }
    for thread in try threads.threads(ofRule: other.stored.number, toldSince: since) {
      if let reason = unless.blocks(report, by: thread, at: moment) {
        return Suppression(.inhibited, reason: reason)
      }
    }
    return nil
  }
}
