internal import Alerting
package import Foundation
internal import Model
package import Storage

/// Shows every queued article to every rule, lets time pass for what waits, and records what comes of it.
///
///     queued article ─RuleEvaluator→ RuleVerdict ─AlertCourse→ ThreadStep ─StepWriter→ firing, evidence, deliveries
///                                                                                      (one transaction)
///
/// An article is queued in the transaction that stores it and leaves the queue in the one that records its firings, so
/// that a crash between any two steps loses nothing: the next start goes on. Time is the articles' own arrival: a step that
/// is due at nine is taken as of nine whenever the process runs, so that restarts change nothing.
package struct RuleEvaluation: Sendable {
  private let store: Store
  private let books: RuleBookCache

  /// Makes an evaluation over a store.
  ///
  /// - Parameters:
  ///   - store: where articles, rules and alerts are.
  ///   - books: keeps the rules, read, from one evaluation to the next.
  package init(store: Store, books: RuleBookCache = RuleBookCache()) {
    self.store = store
    self.books = books
  }

  /// Evaluates what is queued, in the order in which it came, and what time has brought about.
  ///
  /// An article or a thread that cannot be evaluated is set aside with the reason (`Store.setAside`), and the rest goes on.
  ///
  /// - Parameters:
  ///   - now: up to when time has passed.
  ///   - due: when deliveries are due.
  /// - Returns: what fired, developed or gained a source.
  /// - Throws: `StorageError` where the store itself fails; what was recorded before it stays.
  package func drain(at now: Date, due: Date) throws -> [FiringChange] {
    var changes: [FiringChange] = []
    var reading: RuleReading?
    func current(since moment: Date) throws -> RuleReading {
      if let reading { return reading }
      let read = try read(silencesEndingAfter: moment)
      reading = read
      return read
    }
    let wake = try store.alerts.nextWake()
    var last: EvaluationPlace?
    while let place = try store.alerts.nextEvaluation(after: last), place != last {
      let earliest = min(place.queuedAt, wake ?? place.queuedAt, now)
      let reading = try current(since: earliest)
      // A clock that was ahead when the article came is right again.
      let moment = min(place.queuedAt, now)
      changes += try self.wake(through: moment, reading, due: due)
      changes += try evaluate(place, at: moment, reading, due: due)
      last = place
    }
    // What was evaluated may wait for a time that has passed by now.
    if let wake = try store.alerts.nextWake(), wake <= now {
      changes += try self.wake(through: now, try current(since: wake), due: due)
    }
    if let latest = try store.alerts.lastWake(), latest > now {
      try pullBack(to: now, try current(since: now).book)
    }
    return changes
  }

  /// The rules and the silences as they stand.
  ///
  /// - Parameter moment: only silences that end later.
  /// - Returns: all that is held against an article.
  /// - Throws: `StorageError`.
  package func read(silencesEndingAfter moment: Date) throws -> RuleReading {
    try books.current(in: store, silencesEndingAfter: moment)
  }

  private func preparation(_ reading: RuleReading) -> ArticlePreparation {
    ArticlePreparation(store: store, actors: reading.actors)
  }

  private func evaluate(
    _ place: EvaluationPlace,
    at moment: Date,
    _ reading: RuleReading,
    due: Date
  ) throws -> [FiringChange] {
    do {
      guard let article = try store.articles.evaluatedArticles([place.article]).first else { return [] }
      return try evaluate(article, at: moment, from: place, reading, due: due)
    } catch {
      try store.setAside(place, reason: try SetAsideReason(error).words, at: due)
      return []
    }
  }

  private func evaluate(
    _ stored: EvaluatedArticle,
    at moment: Date,
    from place: EvaluationPlace,
    _ reading: RuleReading,
    due: Date
  ) throws -> [FiringChange] {
    let (book, preparation) = (reading.book, preparation(reading))
    var bare = preparation.bare(stored, arrivedAt: moment, isRevision: place.isRevision(of: stored))
    bare.partedFrom = place.partedFrom
    let article = book.concerns(bare) ? try preparation.complete(bare) : bare
    let outcomes = try RuleOutcome.all(of: book, to: article)
    let prepared = [article.stored.id.number: article]
    return try store.write(in: .rules) { transaction in
      guard try transaction.alerts.finishEvaluation(of: stored) else { return [] }
      let course = AlertCourse(
        book: book,
        silences: reading.silences,
        threads: TransactionThreadStore(transaction.alerts, now: moment),
        prepared: prepared
      )
      let writer = StepWriter(transaction, due: due, prepared: prepared)
      if article.isRevision || article.partedFrom != nil {
        try transaction.alerts.forgetUnfired(article: article.stored.id.number)
      }
      return try outcomes.flatMap { try Self.record($0, article, course, writer) }
    }
  }

  private static func record(
    _ outcome: RuleOutcome,
    _ article: PreparedArticle,
    _ course: AlertCourse,
    _ writer: StepWriter
  ) throws -> [FiringChange] {
    let (rule, number) = (outcome.entry.stored.number, article.stored.id.number)
    guard try writer.alerts.hasRule(rule) else { return [] }
    if case .ended(let entry, let endings) = outcome {
      return try course.end(article, endings, of: entry).flatMap(writer.write)
    }
    try writer.alerts.forgetDecisions(rule: rule, article: number)
    switch outcome {
    case .ended: return []
    case .refused(_, let decision, let event):
      try writer.alerts.decide(
        [(EvidenceKey(article: number, event: event), decision)],
        rule: rule,
        firing: nil,
        at: article.arrivedAt
      )
      return []
    case .matched(let entry, let found):
      return try course.take(article, found, of: entry).flatMap(writer.write)
    }
  }

  /// Takes what is due by a moment, each as of its own time.
  private func wake(
    through moment: Date,
    _ reading: RuleReading,
    due: Date
  ) throws -> [FiringChange] {
    var changes: [FiringChange] = []
    var last: StoredThread?
    while let stored = try store.alerts.dueThreads(through: moment, limit: 1).first,
      let wakeAt = stored.wakeAt
    {
      do {
        // Whatever the reason: what time does not change would be due for ever, and tell for ever.
        guard stored != last else { throw DamagedThread() }
        last = stored
        changes += try wake(stored, at: wakeAt, reading, due: due)
      } catch {
        try store.setAside(stored, reason: try SetAsideReason(error).words, at: due)
      }
    }
    return changes
  }

  private func wake(
    _ stored: StoredThread,
    at moment: Date,
    _ reading: RuleReading,
    due: Date
  ) throws -> [FiringChange] {
    let prepared = try preparation(reading).prepare(try stored.thread, at: moment)
    return try store.write(in: .rules) { transaction in
      // Another process may have been faster.
      guard try transaction.alerts.thread(rule: stored.rule, key: stored.key) == stored else { return [] }
      let course = AlertCourse(
        book: reading.book,
        silences: reading.silences,
        threads: TransactionThreadStore(transaction.alerts, now: moment),
        prepared: prepared
      )
      let step = try course.wake(try stored.thread, at: moment)
      return try step.map(StepWriter(transaction, due: due, prepared: prepared).write) ?? []
    }
  }

  /// Takes back what a clock that was ahead has left in threads: no rule waits longer than its clauses say.
  private func pullBack(to now: Date, _ book: RuleBook) throws {
    for entry in book.entries {
      guard let seconds = entry.text.longestWaitSeconds else { continue }
      let latest = now.addingTimeInterval(Double(seconds))
      for stored in try store.alerts.threads(ofRule: entry.stored.number, wakingAfter: latest) {
        guard var thread = try? stored.thread else { continue }
        thread.pullBack(to: now)
        try store.write(in: .rules) { transaction in
          guard try transaction.alerts.thread(rule: stored.rule, key: stored.key) == stored else { return }
          try TransactionThreadStore(transaction.alerts, now: now).save(
            thread,
            wakeAt: thread.wakeAt(entry.text)
          )
        }
      }
    }
  }
}

extension Silence {
  /// A stored silence; nil where its matcher is none any more.
  init?(_ stored: StoredSilence, names: ActorNames) {
    do throws(ConditionError) {
      self.init(
        number: stored.number,
        matcher: try Condition(matcher: stored.matcher, names: names),
        startsAt: stored.startsAt,
        endsAt: stored.endsAt,
        comment: stored.comment
      )
    } catch {
      return nil
    }
  }
}

extension ArticlePreparation {
  /// The articles that waking a thread may ask about: the newest of each story that waits.
  func prepare(_ thread: AlertThread, at moment: Date) throws -> [Int64: PreparedArticle] {
    var prepared: [Int64: PreparedArticle] = [:]
    for report in thread.matters.filter({ !$0.isTold }).compactMap(\.reports.last) {
      guard let article = try article(report.article) else { continue }
      prepared[report.article] = try prepare(article, arrivedAt: report.arrivedAt, asOf: moment)
    }
    return prepared
  }
}
