package import Foundation
internal import GRDB
package import Model

/// Renders what an endpoint is sent, with a new id; `sequence` counts the endpoint's messages from 1.
package typealias MessageRendering =
  @Sendable (_ notice: AlertNotice, _ endpoint: Endpoint, _ sequence: Int64) throws -> WebhookMessage

/// From an article that rules have not seen to firings and deliveries.
extension Store {
  /// The article that waits longest for its evaluation, and is not among those already tried; nil where none waits.
  package func nextEvaluation(after article: Int64 = 0) throws(StorageError) -> StoredArticle? {
    try read { database in
      let row = try Row.fetchOne(
        database,
        sql: """
          SELECT article.* FROM article JOIN evaluation ON article.id = article_id WHERE article_id > ?
          ORDER BY article_id LIMIT 1
          """,
        arguments: [article]
      )
      return try row.map { try StoredArticle($0, database) }
    }
  }

  /// Records what all rules said to an article: firings, sources, held decisions and deliveries, and that it is done, in
  /// one transaction. Where another process has done it already, nothing is written.
  ///
  /// - Parameters:
  ///   - article: as it was read for the evaluation.
  ///   - sayings: of each rule.
  ///   - now: when what fires has fired.
  ///   - due: when deliveries are due: the system's time, whatever time a drill works at.
  ///   - render: makes the messages.
  /// - Returns: what fired or gained a source.
  /// - Throws: `StorageError`, or what `render` throws; then nothing is written.
  package func recordEvaluation(
    of article: StoredArticle,
    _ sayings: [RuleSaying],
    at now: Date,
    due: Date,
    render: @escaping MessageRendering
  ) throws(StorageError) -> [FiringChange] {
    try write { database in
      // The row is deleted only in the form that was read: an article that was read anew meanwhile stays queued.
      try database.execute(
        sql: """
          DELETE FROM evaluation WHERE article_id = ? AND (SELECT revision FROM article WHERE id = article_id) = ?
          """,
        arguments: [article.id.number, article.revision]
      )
      guard database.changesCount == 1 else { return [] }
      let writer = FiringWriter(database: database, article: article, now: now, due: due, render: render)
      return try sayings.flatMap(writer.record)
    }
  }
}

/// Writes what came of one article, within one transaction.
private struct FiringWriter {
  let database: Database
  let article: StoredArticle
  let now: Date
  let due: Date
  let render: MessageRendering

  func record(_ saying: RuleSaying) throws -> [FiringChange] {
    // A rule that was removed since it was read says nothing.
    guard
      try Bool.fetchOne(database, sql: "SELECT 1 FROM rule WHERE id = ?", arguments: [saying.rule.number])
        != nil
    else { return [] }
    try database.execute(
      sql: "DELETE FROM decision WHERE article_id = ? AND rule_id = ?",
      arguments: [article.id.number, saying.rule.number]
    )
    if let refusal = saying.refusal {
      try record(refusal, of: saying.rule, event: saying.refusedEventNumber, firing: nil)
    }
    return try saying.matches.map { try fire($0, saying.rule) }
  }

  /// Finds the firing of the same act, or makes it with its deliveries.
  private func fire(_ match: RuleMatch, _ rule: StoredRule) throws -> FiringChange {
    let (firing, isNew) = try firing(for: match, rule)
    let isNewSource = try addSource(match, to: firing)
    let outcome: DecisionOutcome = isNew ? .fired : isNewSource ? .joined : .told
    let reason =
      switch outcome {
      case .fired: "the first report of this act under the rule"
      case .joined: "\(RecordID(.firing, firing)) has fired for the same act: \(match.act.stem)"
      default: "the article is a source of \(RecordID(.firing, firing)) already"
      }
    let decision = RuleDecision(outcome, reason: reason, findings: match.findings)
    try record(decision, of: rule, event: match.eventNumber, firing: firing)
    let deliveries = isNew ? try deliver(firing, match, rule) : []
    let sources = try Int.fetchOne(
      database,
      sql: "SELECT count(*) FROM firing_source WHERE firing_id = ?",
      arguments: [firing]
    )
    return FiringChange(
      firing: RecordID(.firing, firing),
      rule: rule.name,
      outcome: outcome,
      article: article.id,
      title: article.reading.article.title,
      severity: match.severity,
      sourceCount: sources ?? 0,
      deliveries: deliveries
    )
  }

  private func firing(for match: RuleMatch, _ rule: StoredRule) throws -> (number: Int64, isNew: Bool) {
    let day = match.act.day.daysSinceEpoch
    let known = try Int64.fetchOne(
      database,
      sql: """
        SELECT id FROM firing WHERE rule_id = ? AND act_stem = ? AND act_day BETWEEN ? AND ?
        ORDER BY abs(act_day - ?), id LIMIT 1
        """,
      arguments: [
        rule.number, match.act.stem, day - match.act.windowDays, day + match.act.windowDays, day,
      ]
    )
    if let known {
      try database.execute(
        sql: "UPDATE firing SET severity = max(severity, ?) WHERE id = ?",
        arguments: [match.severity, known]
      )
      return (known, false)
    }
    try database.execute(
      sql: """
        INSERT INTO firing (rule_id, rule_name, condition, act_stem, act_day, severity, fired_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [rule.number, rule.name, rule.text, match.act.stem, day, match.severity, now.milliseconds]
    )
    return (database.lastInsertedRowID, true)
  }

  private func addSource(_ match: RuleMatch, to firing: Int64) throws -> Bool {
    try database.execute(
      sql: """
        INSERT INTO firing_source (firing_id, article_id, event_id, event, findings, added_at)
        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """,
      arguments: [
        firing, article.id.number, match.eventNumber, try match.event.map(JSONColumn.encode),
        try JSONColumn.encode(match.findings), now.milliseconds,
      ]
    )
    return database.changesCount == 1
  }

  private func record(_ decision: RuleDecision, of rule: StoredRule, event: Int64?, firing: Int64?) throws {
    try database.execute(
      sql: """
        INSERT INTO decision (rule_id, article_id, event_id, firing_id, outcome, reason, findings, decided_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        rule.number, article.id.number, event, firing, decision.outcome.rawValue, decision.reason,
        try JSONColumn.encode(decision.findings), now.milliseconds,
      ]
    )
  }

  private func deliver(_ firing: Int64, _ match: RuleMatch, _ rule: StoredRule) throws -> [RecordID] {
    let notice = notice(firing, match, rule)
    let endpoints = try Row.fetchAll(
      database,
      sql:
        "SELECT endpoint.* FROM endpoint JOIN rule_endpoint ON endpoint.id = endpoint_id WHERE rule_id = ? ORDER BY id",
      arguments: [rule.number]
    )
    return try endpoints.map { row in
      try DeliveryColumns.enqueue(firing: firing, to: row, at: due, database) { try render(notice, $0, $1) }
    }
  }

  private func notice(_ firing: Int64, _ match: RuleMatch, _ rule: StoredRule) -> AlertNotice {
    let reading = article.reading
    return AlertNotice(
      change: .fired,
      firing: firing,
      rule: rule.name,
      condition: rule.text,
      time: now,
      severity: match.severity,
      fingerprint: StableHash.hexadecimal([rule.name, match.act.stem, match.act.day.description]),
      events: match.event.map { event in
        [
          NoticedEvent(
            number: match.eventNumber ?? 0,
            article: article.id.number,
            event: event,
            action: match.action
          )
        ]
      } ?? [],
      sources: [
        NoticedSource(
          number: article.id.number,
          url: reading.article.url,
          title: reading.article.title,
          site: reading.article.site,
          domain: reading.article.domain,
          published: reading.article.published,
          summary: reading.summary.sentences.map(\.shown)
        )
      ],
      why: match.findings.filter(\.holds).map { "\($0.test): \($0.found)" }.joined(separator: "; ")
    )
  }
}
