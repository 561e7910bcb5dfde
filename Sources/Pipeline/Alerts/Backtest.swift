package import Actors
package import Alerting
package import Foundation
package import Model
package import Storage

/// An alert that a rule would have sent.
package struct BacktestAlert: Sendable, Hashable {
  /// The rule's name.
  package var rule: String
  /// What tells alerts of different rules that are the same apart from others: the thread and its episode.
  package var thread: String
  /// Counts the thread's alerts from 1.
  package var episode: Int
  /// `fired`, `updated` or `resolved`.
  package var change: AlertChange
  /// When it would have gone out.
  package var at: Date
  /// The article that brought it about; nil where time or an ending condition did.
  package var article: RecordID?
  /// The headline of that article; nil where there is none.
  package var title: String?
  /// Nil where events are not coded.
  package var severity: Double?
  /// Why, in words, as the alert itself would say.
  package var reason: String
}

/// What a rule would have decided about an article.
package struct BacktestReport: Sendable, Hashable {
  /// The article.
  package var article: RecordID
  /// Its headline; nil where there is none.
  package var title: String?
  /// The events that its condition holds for, the worst first; empty where it speaks of none.
  package var events: [RecordID]
  /// What would have come of it.
  package var outcome: DecisionOutcome
  /// Why, in words.
  package var reason: String
}

/// What rules would have sent over a span of the stored past.
package struct BacktestResult: Sendable {
  /// In the order in which they would have come.
  package var alerts: [BacktestAlert] = []
  /// How many articles came in the span.
  package var articleCount = 0
  /// How many reports were held back, by outcome.
  package var held: [DecisionOutcome: Int] = [:]
  /// What the watched rules would have decided about articles that mean something to them, in the order of arrival.
  package var reports: [BacktestReport] = []

  /// Of nothing.
  package init() {}

  /// How many reports were held back.
  package var heldCount: Int { held.values.reduce(0, +) }

  /// How many alerts would have told of that change.
  package func count(_ change: AlertChange) -> Int { alerts.count { $0.change == change } }
}

/// Replays the stored past to rules, by the very steps that run live: only that threads are kept in memory.
///
/// An article is replayed in its present form at its first arrival; what analysts did by hand (resolve, acknowledge) is not
/// replayed, silences are.
package struct Backtest: Sendable {
  private let store: Store
  private let preparation: ArticlePreparation

  /// A replay of a store; `actors` are those by whose names a text tells where it happens.
  package init(store: Store, actors: ActorTable = .standard) {
    self.store = store
    preparation = ArticlePreparation(store: store, actors: actors)
  }

  /// Replays a span.
  ///
  /// - Parameters:
  ///   - book: the rules, and those that their `unless` names.
  ///   - watched: numbers of the rules whose alerts are wanted.
  ///   - silences: what hides alerts.
  ///   - start: articles that came after it.
  ///   - end: articles that came up to it; time passes up to it too.
  /// - Returns: what would have been sent and held back.
  /// - Throws: `StorageError`.
  /// - Complexity: linear in the articles of the span; of those that no rule can match only what conditions ask is read.
  package func run(
    _ book: RuleBook,
    watched: Set<Int64>,
    silences: [Silence],
    after start: Date,
    through end: Date
  ) throws -> BacktestResult {
    var result = BacktestResult()
    let threads = MemoryThreadStore()
    _ = try store.forEachEvaluated(try store.articles.arrivals(after: start, through: end)) {
      stored -> Never? in
      result.articleCount += 1
      try wake(threads, book, silences, through: stored.arrivedAt, watched, &result)
      let bare = preparation.bare(stored, arrivedAt: stored.arrivedAt)
      guard book.concerns(bare) else { return nil }
      let article = try preparation.complete(bare)
      let course = AlertCourse(
        book: book,
        silences: silences,
        threads: threads,
        prepared: [stored.id.number: article]
      )
      for outcome in try RuleOutcome.all(of: book, to: article) {
        if case .refused(let entry, let decision, let event) = outcome {
          note(decision, event, of: entry, watched, article, &result)
        }
        for step in try steps(outcome, article, course) { note(step, watched, article, &result) }
      }
      return nil
    }
    try wake(threads, book, silences, through: end, watched, &result)
    return result
  }

  private func steps(
    _ outcome: RuleOutcome,
    _ article: PreparedArticle,
    _ course: AlertCourse
  ) throws -> [ThreadStep] {
    switch outcome {
    case .refused: []
    case .matched(let entry, let found): try course.take(article, found, of: entry)
    case .ended(let entry, let endings): try course.end(article, endings, of: entry)
    }
  }

  private func wake(
    _ threads: MemoryThreadStore,
    _ book: RuleBook,
    _ silences: [Silence],
    through moment: Date,
    _ watched: Set<Int64>,
    _ result: inout BacktestResult
  ) throws {
    while let (thread, at) = threads.due(through: moment) {
      let prepared = try preparation.prepare(thread, at: at)
      let course = AlertCourse(book: book, silences: silences, threads: threads, prepared: prepared)
      if let step = try course.wake(thread, at: at) { note(step, watched, nil, &result) }
    }
  }

  private func note(
    _ decision: RuleDecision,
    _ event: Int64,
    of entry: RuleBook.Entry,
    _ watched: Set<Int64>,
    _ article: PreparedArticle,
    _ result: inout BacktestResult
  ) {
    guard watched.contains(entry.stored.number) else { return }
    if decision.outcome.isHeld { result.held[decision.outcome, default: 0] += 1 }
    result.reports.append(
      BacktestReport(
        article: article.stored.id,
        title: article.stored.article.title,
        events: event == 0 ? [] : [RecordID(.event, event)],
        outcome: decision.outcome,
        reason: decision.reason
      )
    )
  }

  private func note(
    _ step: ThreadStep,
    _ watched: Set<Int64>,
    _ article: PreparedArticle?,
    _ result: inout BacktestResult
  ) {
    guard watched.contains(step.thread.rule) else { return }
    for effect in step.effects {
      if case .decided(let outcome, let reason) = effect, let article, let report = step.report {
        result.reports.append(
          BacktestReport(
            article: article.stored.id,
            title: article.stored.article.title,
            events: report.events.map { RecordID(.event, $0) },
            outcome: outcome,
            reason: reason
          )
        )
      }
      switch effect {
      case .fired(let episode, _, let severity, let reason):
        result.alerts.append(alert(.fired, episode, severity, reason, step, article))
      case .updated(let episode, let reason):
        let severity = step.thread.episode?.told.severity
        result.alerts.append(alert(.updated, episode, severity, reason, step, article))
      case .resolved(let episode, let reason):
        let severity = step.thread.episode?.told.severity
        result.alerts.append(alert(.resolved, episode, severity, reason, step, article))
      case .decided(let outcome, _) where outcome.isHeld: result.held[outcome, default: 0] += 1
      case .heldBack(let articles, let outcome, _): result.held[outcome, default: 0] += articles.count
      case .decided, .joined: break
      }
    }
  }

  private func alert(
    _ change: AlertChange,
    _ episode: Int,
    _ severity: Double?,
    _ reason: String,
    _ step: ThreadStep,
    _ article: PreparedArticle?
  ) -> BacktestAlert {
    BacktestAlert(
      rule: step.rule.stored.name,
      thread: step.thread.key,
      episode: episode,
      change: change,
      at: step.at,
      article: article?.stored.id,
      title: article?.stored.article.title,
      severity: severity,
      reason: reason
    )
  }
}

extension RuleBook {
  /// Some rules alone, with those that their `unless` names.
  ///
  /// - Parameters:
  ///   - rules: the rules wanted.
  ///   - book: where the others are.
  /// - Returns: a book of these.
  package static func only(_ rules: [Entry], within book: RuleBook) -> RuleBook {
    var entries = rules
    var waiting = rules
    while let entry = waiting.popLast() {
      guard let name = entry.text.unless?.rule, let other = book.entry(named: name),
        !entries.contains(where: { $0.stored.number == other.stored.number })
      else { continue }
      entries.insert(other, at: 0)
      waiting.append(other)
    }
    return RuleBook(entries: entries)
  }

  /// False where an article means nothing to any rule.
  func concerns(_ article: PreparedArticle) -> Bool {
    !candidates(for: article).isEmpty || !endingCandidates(for: article).isEmpty
  }
}
