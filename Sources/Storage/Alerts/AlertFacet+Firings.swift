package import Foundation
internal import Model

/// Alerts, what they rest on, and what analysts say of them.
extension AlertFacet {
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
    try database.tell(.firing)
    return try database.insertNew(
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
  }

  /// Adds evidence, with what the rule's decisions found in it; what is there already stays as it is.
  package func addEvidence(_ evidence: [EvidenceKey], to firing: Int64, rule: Int64, at now: Date) throws {
    let events = try database.fetch(for: evidence.map(\.event)) { "SELECT * FROM event WHERE id IN (\($0))" }
      .map(StoredEvent.init)
    let byNumber = Dictionary(events.map { ($0.id.number, $0.event) }) { $1 }
    let found = try findings(ofRule: rule, in: Set(evidence.map(\.article)))
    let rows = try evidence.map { key -> StatementArguments in
      let event = byNumber[key.event]
      return [
        firing, key.article, key.event, event == nil ? nil : key.event,
        try event.map { try JSONColumn.encode($0) }, found[key] ?? "[]", now.milliseconds,
      ]
    }
    try database.write(rows) {
      """
      INSERT INTO firing_source (firing_id, article_id, event_number, event_id, event, findings, added_at)
      VALUES \($0) ON CONFLICT DO NOTHING
      """
    }
  }

  /// What a rule's latest decisions about articles found, as it is kept.
  private func findings(
    ofRule rule: Int64,
    in articles: Set<Int64>
  ) throws -> [EvidenceKey: String] {
    let rows = try database.fetch(for: articles.sorted(), behind: [rule]) {
      """
      SELECT article_id, coalesce(event_id, 0) AS event, findings FROM decision
      WHERE rule_id = ? AND article_id IN (\($0)) ORDER BY id
      """
    }
    let keys = try rows.map {
      (EvidenceKey(article: try $0["article_id"], event: try $0["event"]), try $0["findings"] as String)
    }
    return Dictionary(keys) { $1 }
  }

  /// Raises a firing's severity to that of new evidence.
  package func raise(_ firing: Int64, to severity: Double?) throws {
    try database.execute(
      sql: "UPDATE firing SET severity = ?1 WHERE id = ?2 AND severity < ?1",
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
  ///
  /// - Returns: false where it has ended already, and stays as it is.
  @discardableResult
  package func resolve(_ firing: Int64, _ note: FiringNote) throws -> Bool {
    try database.execute(
      sql: """
        UPDATE firing SET resolved_at = ?, resolved_note = ?, resolved_by = ? WHERE id = ? AND resolved_at IS NULL
        """,
      arguments: [note.at.milliseconds, note.note, note.who, firing]
    )
    return try database.changesCount() == 1
  }

  /// Notes that an analyst has seen a firing; nil for one that nobody has seen.
  ///
  /// - Returns: false where it has ended, and stays as it is.
  package func acknowledge(_ firing: Int64, _ note: FiringNote?) throws -> Bool {
    try database.execute(
      sql: """
        UPDATE firing SET acknowledged_at = ?, acknowledged_note = ?, acknowledged_by = ? WHERE id = ? AND resolved_at IS NULL
        """,
      arguments: [note?.at.milliseconds, note?.note, note?.who, firing]
    )
    return try database.changesCount() == 1
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

  /// What a firing rests on by now, of thousands of articles the first and the newest; nil where there is none of that number.
  package func evidence(of firing: Int64) throws -> FiringEvidence? {
    let row = try StoredRow.fetchOne(
      database,
      sql: """
        SELECT firing.*,
          (SELECT count(DISTINCT article_id) FROM firing_source WHERE firing_id = firing.id) AS article_count,
          (SELECT count(event) FROM firing_source WHERE firing_id = firing.id) AS event_count
        FROM firing WHERE id = ?
        """,
      arguments: [firing]
    )
    guard let row else { return nil }
    let sources = try StoredRow.fetchAll(
      database,
      sql: """
        SELECT article.title, site, url, domain, published, summary, firing_source.* FROM firing_source
        JOIN article ON article.id = article_id WHERE firing_id = ? AND article_id IN (
          SELECT article_id FROM (
            SELECT article_id FROM firing_source WHERE firing_id = ?
            GROUP BY article_id ORDER BY min(added_at), article_id LIMIT \(FiringEvidence.firstArticles)) AS earliest
          UNION SELECT article_id FROM (
            SELECT article_id FROM firing_source WHERE firing_id = ?
            GROUP BY article_id ORDER BY min(added_at) DESC, article_id DESC LIMIT \(FiringEvidence.newestArticles)) AS newest
        ) ORDER BY \(FiringSource.order(database.dialect))
        """,
      arguments: [firing, firing, firing]
    )
    return try FiringEvidence(row, sources: sources)
  }
}
