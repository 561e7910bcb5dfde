package import Actors
package import Alerting
package import Foundation
package import Model
package import Storage

/// What analysts do with alerts that are there.
package struct AnalystActions: Sendable {
  private let store: Store

  /// Actions on a store.
  package init(store: Store) { self.store = store }

  /// Notes that somebody has seen a firing: its rule repeats it no more.
  ///
  /// - Throws: `AlertActionError`, or `StorageError`.
  package func acknowledge(_ firing: Int64, note: String, at now: Date) throws {
    guard let known = try store.firing(firing) else { throw AlertActionError.noSuchFiring(firing) }
    guard known.resolution == nil else { throw AlertActionError.isResolved(firing) }
    try store.changeAlerts(due: now, render: RuleEvaluation.render) { transaction in
      try transaction.acknowledge(firing, note: note, at: now)
      try change(firing, transaction, at: now) { $0.episode?.acknowledgedAt = now }
    }
  }

  /// Ends a firing, and tells its endpoints.
  ///
  /// - Returns: the deliveries.
  /// - Throws: `AlertActionError`, or `StorageError`.
  package func resolve(_ firing: Int64, note: String, at now: Date, due: Date) throws -> [RecordID] {
    guard let known = try store.firing(firing) else { throw AlertActionError.noSuchFiring(firing) }
    guard known.resolution == nil else { throw AlertActionError.isResolved(firing) }
    return try store.changeAlerts(due: due, render: RuleEvaluation.render) { transaction in
      try transaction.resolve(firing, note: note, at: now)
      try change(firing, transaction, at: now) { $0.episode?.resolvedAt = now }
      let why = note.isEmpty ? "resolved by the analyst" : "resolved by the analyst: \(note)"
      return try transaction.tell(.resolved, ofFiring: firing, why: why, at: now)
    }
  }

  /// Changes what the rule remembers of the firing, where it is the latest of its thread and the rule is still there.
  private func change(
    _ firing: Int64,
    _ transaction: AlertTransaction,
    at now: Date,
    _ change: (inout AlertThread) -> Void
  ) throws {
    guard let (stored, episode) = try transaction.place(of: firing) else { return }
    var thread = try stored.thread
    guard thread.episode?.number == episode else { return }
    change(&thread)
    // `until quiet` may have been all it waited for.
    let isEnded = thread.episode?.isOpen == false
    try StoreShelf(transaction, now: now).save(
      thread,
      wakeAt: isEnded ? thread.matters.nextDue : stored.wakeAt
    )
  }
}

/// Why an action is refused.
package enum AlertActionError: Error, Sendable, Hashable {
  case noSuchFiring(Int64)
  case isResolved(Int64)
}

/// Sends a drill: a message marked as one, to all whom a rule notifies.
package struct Drill: Sendable {
  private let store: Store

  /// Drills of a store's rules.
  package init(store: Store) { self.store = store }

  /// Queues a drill. It shows the rule's latest firing, where there is one, so that receivers see what an alert looks like.
  ///
  /// - Returns: the deliveries; empty where the rule notifies nobody.
  /// - Throws: `StorageError.conflict` for a rule that is not there.
  package func send(rule name: String, at now: Date, due: Date) throws -> [RecordID] {
    guard let rule = try store.rules().first(where: { $0.name.lowercased() == name.lowercased() }) else {
      throw StorageError.conflict(.noSuchRule(name))
    }
    let notice = try notice(of: rule, at: now)
    return try rule.endpoints.map { endpoint in
      try store.enqueueTest(notice, to: endpoint, at: due, render: RuleEvaluation.render)
    }
  }

  private func notice(of rule: StoredRule, at now: Date) throws -> AlertNotice {
    var query = FiringQuery()
    query.rule = rule.name
    query.limit = 1
    let latest = try store.firings(query).first.flatMap { try store.firing($0.id.number) }
    return AlertNotice(
      change: .drill,
      firing: latest?.line.id.number ?? 0,
      rule: rule.name,
      condition: rule.text,
      time: now,
      severity: latest.map(\.line.severity) ?? 0,
      fingerprint: "drill",
      events: (latest?.sources ?? []).compactMap { source in
        source.event.map { event in
          NoticedEvent(
            number: source.eventID?.number ?? 0,
            article: source.article.number,
            event: event
          )
        }
      },
      sources: (latest?.sources ?? []).map { source in
        NoticedSource(
          number: source.article.number,
          url: source.url,
          title: source.title,
          site: source.site,
          published: source.published
        )
      },
      why: "this is a drill: \(rule.name) is tried, and nothing happened"
    )
  }
}

/// Which alerts a silence would have hidden.
package struct SilencePreview: Sendable {
  /// How far it looks back.
  package static let days = 30

  private let store: Store
  private let preparation: ArticlePreparation

  /// Previews over a store; `actors` are those by whose names a text tells where it happens.
  package init(store: Store, actors: ActorTable) {
    self.store = store
    preparation = ArticlePreparation(store: store, actors: actors)
  }

  /// The firings of the last days that a silence's matcher holds for, the newest first.
  ///
  /// - Throws: `StorageError`.
  /// - Complexity: two statements for `Store.evaluatedAtOnce` firings, and those of a story for each where the matcher asks
  ///   for stories.
  package func firings(hiddenBy silence: Silence, now: Date) throws -> [RecordID] {
    let occasions = try store.firingOccasions(since: now.addingTimeInterval(-Double(Self.days) * 86_400))
    var byArticle = Dictionary(grouping: occasions, by: \.article)
    let hidden = try store.forEachEvaluated(Array(byArticle.keys)) { article -> [RecordID]? in
      let bare = preparation.bare(article, arrivedAt: article.arrivedAt)
      let prepared = silence.matcher.asksForStory ? try preparation.complete(bare) : bare
      return try byArticle.removeValue(forKey: article.id.number)?.filter { occasion in
        try silence.hides(prepared.sightings(of: [occasion.event ?? 0], rule: occasion.rule))
      }.map(\.firing)
    }
    return hidden.joined().sorted { $0.number > $1.number }
  }
}

extension [AlertMatter] {
  /// Nothing waits in a thread whose matters are told.
  fileprivate var nextDue: Date? { compactMap { $0.isTold ? nil : $0.qualifiedAt }.min() }
}
