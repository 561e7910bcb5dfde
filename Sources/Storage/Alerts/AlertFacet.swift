package import Foundation
internal import GRDB
package import Model

/// Alerts within one transaction: evaluations, threads, decisions, firings with their evidence, signs of life.
package struct AlertFacet {
  let database: Database

  init(_ database: Database) { self.database = database }

  // MARK: Evaluations

  /// Takes an article out of the queue of those that rules have not seen.
  ///
  /// - Returns: false where another process has done so, or the article was read anew since it was in this form: then it
  ///   stays queued.
  package func finishEvaluation(of article: EvaluatedArticle) throws -> Bool {
    try database.execute(
      sql: """
        DELETE FROM evaluation WHERE article_id = ? AND (SELECT revision FROM article WHERE id = article_id) = ?
        """,
      arguments: [article.id.number, article.revision]
    )
    return database.changesCount == 1
  }

  /// Queues articles that left a story and that rules held back as told, and that rang nobody, to be looked at again.
  package func queueAgain(_ articles: [Int64], partedFrom story: Int64, at now: Date) throws {
    let queue = try database.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO evaluation (article_id, queued_at, parted_from) SELECT ?1, ?2, ?7
        WHERE EXISTS (SELECT 1 FROM decision WHERE article_id = ?1 AND outcome IN (?3, ?4))
          AND NOT EXISTS (SELECT 1 FROM decision WHERE article_id = ?1 AND outcome IN (?5, ?6))
        """
    )
    let held: [DecisionOutcome] = [.joined, .joinedCopy, .fired, .updated]
    for article in articles {
      let outcomes = held.map { $0.rawValue as (any DatabaseValueConvertible)? }
      try queue.execute(arguments: StatementArguments([article, now.milliseconds] + outcomes + [story]))
    }
  }

  // MARK: Threads

  /// True while the rule is there: one that was removed since it was read says nothing.
  package func hasRule(_ rule: Int64) throws -> Bool {
    try Bool.fetchOne(database, sql: "SELECT 1 FROM rule WHERE id = ?", arguments: [rule]) != nil
  }

  /// One thread; nil where there is none.
  package func thread(rule: Int64, key: String) throws -> StoredThread? {
    try StoredRow.fetchOne(
      database,
      sql: "SELECT * FROM alert_thread WHERE rule_id = ? AND key = ?",
      arguments: [rule, key]
    ).map(StoredThread.init)
  }

  /// The thread of an act that no story is known of: the nearest in days.
  package func thread(rule: Int64, act: ActKey) throws -> StoredThread? {
    let day = act.day.daysSinceEpoch
    return try StoredRow.fetchOne(
      database,
      sql: """
        SELECT * FROM alert_thread WHERE rule_id = ? AND act_stem = ? AND act_day BETWEEN ? AND ?
        AND key LIKE 'act %' ORDER BY abs(act_day - ?), key LIMIT 1
        """,
      arguments: [rule, act.stem, day - act.windowDays, day + act.windowDays, day]
    ).map(StoredThread.init)
  }

  /// Threads of a rule that alerted at this moment or later, or that are open, the latest first.
  package func threads(ofRule rule: Int64, toldSince moment: Date?, limit: Int) throws -> [StoredThread] {
    try StoredRow.fetchAll(
      database,
      sql: """
        SELECT * FROM alert_thread WHERE rule_id = ? AND told_at IS NOT NULL AND (is_open OR told_at >= ?)
        ORDER BY told_at DESC, key LIMIT ?
        """,
      arguments: [rule, moment?.milliseconds ?? Int64.max, limit]
    ).map(StoredThread.init)
  }

  /// Writes a thread over what was there, touched at a moment.
  package func save(_ thread: StoredThread, at now: Date) throws {
    try database.execute(
      sql: """
        INSERT OR REPLACE INTO alert_thread (
          rule_id, key, act_stem, act_day, state, wake_at, told_at, is_open, touched_at
        ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        thread.rule, thread.key, thread.actStem, thread.actDay.daysSinceEpoch, thread.state,
        thread.wakeAt?.milliseconds, thread.toldAt?.milliseconds, thread.isOpen, now.milliseconds,
      ]
    )
  }

  // MARK: Decisions

  /// Forgets what a rule said to an earlier form of an article.
  package func forgetDecisions(rule: Int64, article: Int64) throws {
    try database.execute(
      sql: "DELETE FROM decision WHERE article_id = ? AND rule_id = ?",
      arguments: [article, rule]
    )
  }

  /// Forgets what rules said to an earlier form of an article, but for what led to firings.
  package func forgetUnfired(article: Int64) throws {
    try database.execute(
      sql: "DELETE FROM decision WHERE article_id = ? AND firing_id IS NULL",
      arguments: [article]
    )
  }

  /// Records what a rule decided about an event of an article.
  ///
  /// - Returns: the decision's row.
  @discardableResult
  package func decide(
    _ decision: RuleDecision,
    rule: Int64,
    _ evidence: EvidenceKey,
    firing: Int64?,
    at now: Date
  ) throws -> Int64 {
    try database.execute(
      sql: """
        INSERT INTO decision (rule_id, article_id, event_id, firing_id, outcome, reason, findings, decided_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        rule, evidence.article, evidence.event == 0 ? nil : evidence.event, firing,
        decision.outcome.rawValue, decision.reason, try JSONColumn.encode(decision.findings),
        now.milliseconds,
      ]
    )
    return database.lastInsertedRowID
  }

  /// Notes which firing a rule's decisions about evidence led to.
  package func link(_ evidence: [EvidenceKey], rule: Int64, to firing: Int64) throws {
    for key in evidence {
      try database.execute(
        sql: """
          UPDATE decision SET firing_id = ? WHERE rule_id = ? AND article_id = ? AND coalesce(event_id, 0) = ?
          """,
        arguments: [firing, rule, key.article, key.event]
      )
    }
  }

  /// Changes the outcome of what a rule decided about an article that waited.
  package func changeDecision(
    rule: Int64,
    article: Int64,
    to outcome: DecisionOutcome,
    reason: String,
    firing: Int64?
  ) throws {
    try database.execute(
      sql: """
        UPDATE decision SET outcome = ?, reason = ?, firing_id = ?
        WHERE rule_id = ? AND article_id = ? AND outcome = 'waiting'
        """,
      arguments: [outcome.rawValue, reason, firing, rule, article]
    )
  }

  // MARK: Firings

  /// The alert of a thread's episode; nil where there is none.
  package func firing(rule: Int64, threadKey: String, episode: Int) throws -> Int64? {
    try Int64.fetchOne(
      database,
      sql: "SELECT id FROM firing WHERE rule_id = ? AND thread_key = ? AND episode = ?",
      arguments: [rule, threadKey, episode]
    )
  }

  /// How often a thread of that key has alerted, whether it is remembered or not.
  package func lastEpisode(rule: Int64, threadKey: String) throws -> Int? {
    try Int.fetchOne(
      database,
      sql: "SELECT max(episode) FROM firing WHERE rule_id = ? AND thread_key = ?",
      arguments: [rule, threadKey]
    )
  }

  /// Records a new alert; its evidence and deliveries come after it.
  ///
  /// - Returns: its number.
  package func fire(_ draft: FiringDraft) throws -> Int64 {
    try database.execute(
      sql: """
        INSERT INTO firing (rule_id, rule_name, condition, thread_key, episode, story_id, act_stem, act_day, severity,
          reason, fired_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        draft.rule, draft.ruleName, draft.condition, draft.threadKey, draft.episode, draft.story,
        draft.act.stem, draft.act.day.daysSinceEpoch, SeverityColumn.written(draft.severity), draft.reason,
        draft.firedAt.milliseconds,
      ]
    )
    return database.lastInsertedRowID
  }

  /// Adds evidence, with what the rule's decisions found in it; what is there already stays as it is.
  package func addEvidence(_ evidence: [EvidenceKey], to firing: Int64, rule: Int64, at now: Date) throws {
    for key in evidence {
      let event = try StoredRow.fetchOne(
        database,
        sql: "SELECT * FROM event WHERE id = ?",
        arguments: [key.event]
      )
      .map(StoredEvent.init)
      let findings = try String.fetchOne(
        database,
        sql: """
          SELECT findings FROM decision WHERE rule_id = ? AND article_id = ? AND coalesce(event_id, 0) = ?
          ORDER BY id DESC LIMIT 1
          """,
        arguments: [rule, key.article, key.event]
      )
      try database.execute(
        sql: """
          INSERT INTO firing_source (firing_id, article_id, event_number, event_id, event, findings, added_at)
          VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
          """,
        arguments: [
          firing, key.article, key.event, event?.id.number, try event.map { try JSONColumn.encode($0.event) },
          findings ?? "[]", now.milliseconds,
        ]
      )
    }
  }

  /// Raises a firing's severity to that of new evidence.
  package func raise(_ firing: Int64, to severity: Double?) throws {
    try database.execute(
      sql: "UPDATE firing SET severity = max(severity, ?) WHERE id = ?",
      arguments: [SeverityColumn.written(severity), firing]
    )
  }

  /// Notes that a firing told of news.
  package func noteUpdate(of firing: Int64, at now: Date) throws {
    try database.execute(
      sql: "UPDATE firing SET updated_at = ? WHERE id = ?",
      arguments: [now.milliseconds, firing]
    )
  }

  /// Ends a firing.
  package func resolve(_ firing: Int64, note: String, at now: Date) throws {
    try database.execute(
      sql: "UPDATE firing SET resolved_at = ?, resolved_note = ? WHERE id = ? AND resolved_at IS NULL",
      arguments: [now.milliseconds, note, firing]
    )
  }

  /// Notes that an analyst has seen a firing.
  package func acknowledge(_ firing: Int64, note: String, at now: Date) throws {
    try database.execute(
      sql: "UPDATE firing SET acknowledged_at = ?, acknowledged_note = ? WHERE id = ?",
      arguments: [now.milliseconds, note, firing]
    )
  }

  /// The thread and the episode that a firing belongs to; nil where there is no such firing, or its rule is gone.
  package func place(of firing: Int64) throws -> (thread: StoredThread, episode: Int)? {
    let row = try StoredRow.fetchOne(
      database,
      sql: """
        SELECT alert_thread.*, firing.episode FROM firing
        JOIN alert_thread ON alert_thread.rule_id = firing.rule_id AND key = thread_key WHERE firing.id = ?
        """,
      arguments: [firing]
    )
    return try row.map { (try StoredThread($0), try $0["episode"]) }
  }

  /// How many articles a firing rests on.
  package func sourceCount(of firing: Int64) throws -> Int {
    try Int.fetchOne(
      database,
      sql: "SELECT count(DISTINCT article_id) FROM firing_source WHERE firing_id = ?",
      arguments: [firing]
    ) ?? 0
  }

  /// All that a firing rests on by now; nil where there is none of that number.
  package func evidence(of firing: Int64) throws -> FiringEvidence? {
    let row = try StoredRow.fetchOne(database, sql: "SELECT * FROM firing WHERE id = ?", arguments: [firing])
    guard let row else { return nil }
    let sources = try StoredRow.fetchAll(
      database,
      sql: """
        SELECT article.title, site, url, domain, published, summary, firing_source.* FROM firing_source
        JOIN article ON article.id = article_id WHERE firing_id = ? ORDER BY \(FiringSource.order)
        """,
      arguments: [firing]
    )
    return try FiringEvidence(row, sources: sources)
  }

  // MARK: Signs of life

  /// Moves the heartbeat on.
  ///
  /// - Returns: false where another process was faster.
  package func advance(_ heartbeat: Heartbeat, to next: Date, at now: Date) throws -> Bool {
    try database.execute(
      sql: "UPDATE heartbeat SET next_at = ?, last_at = ? WHERE next_at = ?",
      arguments: [next.milliseconds, now.milliseconds, heartbeat.nextAt.milliseconds]
    )
    return database.changesCount == 1
  }

  /// How many rules there are, and what came after a moment.
  package func activity(after moment: Date) throws -> DeskActivity {
    func count(_ sql: String, _ arguments: StatementArguments = []) throws -> Int {
      try Int.fetchOne(database, sql: sql, arguments: arguments) ?? 0
    }
    return DeskActivity(
      rules: try count("SELECT count(*) FROM rule"),
      articles: try count("SELECT count(*) FROM article WHERE arrived_at > ?", [moment.milliseconds]),
      firings: try count("SELECT count(*) FROM firing WHERE fired_at > ?", [moment.milliseconds])
    )
  }
}

/// How much happened at a desk.
package struct DeskActivity: Sendable, Hashable {
  /// How many rules there are.
  package var rules: Int
  /// How many articles came.
  package var articles: Int
  /// How many alerts fired.
  package var firings: Int
}
