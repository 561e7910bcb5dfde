package import Foundation
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
    return try database.changesCount() == 1
  }

  /// Waits until rules are shown nothing, and keeps it so to the end of the transaction: what they said of an article, and the story
  /// that they said it of, then stand together.
  package func holdRules() throws { try database.takeTurn(in: .rules) }

  /// Queues articles that left a story and that rules held back as told, and that rang nobody, to be looked at again.
  package func queueAgain(_ articles: [Int64], partedFrom story: Int64, at now: Date) throws {
    let queue = try database.cachedStatement(
      sql: """
        INSERT INTO evaluation (article_id, queued_at, parted_from)
        SELECT CAST(?1 AS BIGINT), CAST(?2 AS BIGINT), CAST(?7 AS BIGINT)
        WHERE EXISTS (SELECT 1 FROM decision WHERE article_id = ?1 AND outcome IN (?3, ?4))
          AND NOT EXISTS (SELECT 1 FROM decision WHERE article_id = ?1 AND outcome IN (?5, ?6))
        ON CONFLICT (article_id) DO NOTHING
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
        INSERT INTO alert_thread (rule_id, key, act_stem, act_day, state, wake_at, told_at, is_open, touched_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (rule_id, key) DO UPDATE SET
          act_stem = excluded.act_stem, act_day = excluded.act_day, state = excluded.state, wake_at = excluded.wake_at,
          told_at = excluded.told_at, is_open = excluded.is_open, touched_at = excluded.touched_at,
          set_aside_at = NULL, set_aside_reason = NULL
        """,
      arguments: [
        thread.rule, thread.key, thread.actStem, thread.actDay.daysSinceEpoch, thread.state,
        thread.wakeAt?.milliseconds, thread.toldAt?.milliseconds, thread.isOpen, now.milliseconds,
      ]
    )
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
    return try database.changesCount() == 1
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
