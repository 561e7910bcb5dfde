package import Foundation
internal import Model

/// What rules decided of articles, and what they held back.
extension AlertQueries {
  /// What rules decided about an article, in the rules' order.
  package func decisions(about article: Int64) throws(StorageError) -> [StoredDecision] {
    try read { database in
      let rows = try StoredRow.fetchAll(
        database,
        sql: "\(StoredDecision.columns) WHERE article_id = ? ORDER BY rule.name, decision.id",
        arguments: [article]
      )
      return try legible(rows, .article, idIn: "article_id", StoredDecision.init)
    }
  }

  /// What was held back, newest first.
  package func heldDecisions(
    since: Date?,
    ofRule rule: String? = nil,
    limit: Int
  ) throws(StorageError) -> [StoredDecision] {
    try read { database in
      let filter = Self.held(since, rule)
      let rows = try StoredRow.fetchAll(
        database,
        sql:
          "\(StoredDecision.columns) \(filter.clause) ORDER BY decided_at DESC, decision.id DESC LIMIT ?",
        arguments: filter.arguments(limit: limit)
      )
      return try legible(rows, .article, idIn: "article_id", StoredDecision.init)
    }
  }

  /// How many there are of what was held back; at most one more than `Limits.countedRows`.
  package func heldCount(since: Date?, ofRule rule: String? = nil) throws(StorageError) -> Int {
    try read { try Self.held(since, rule).count(of: "decision JOIN rule ON rule.id = rule_id", $0) }
  }

  /// One line for an article, however many of its events were held back for one reason.
  private static func held(_ since: Date?, _ rule: String?) -> SQLFilter {
    var filter = SQLFilter()
    filter.add("decided_at >= ?", since?.milliseconds)
    filter.add("rule.name = ?", rule)
    filter.add("outcome LIKE 'held:%'")
    filter.add(
      """
      NOT EXISTS (
        SELECT 1 FROM decision AS later WHERE later.rule_id = decision.rule_id
        AND later.article_id = decision.article_id AND later.outcome = decision.outcome
        AND later.reason = decision.reason AND later.id > decision.id
      )
      """
    )
    return filter
  }
}

extension StoredDecision {
  fileprivate static let columns = """
    SELECT decision.*, rule.name, article.title FROM decision JOIN rule ON rule.id = rule_id
    JOIN article ON article.id = article_id
    """

  fileprivate init(_ row: StoredRow) throws {
    self.init(
      rule: try row["name"],
      article: RecordID(.article, try row["article_id"]),
      title: try row["title"],
      eventID: (try row["event_id"] as Int64?).map { RecordID(.event, $0) },
      firing: (try row["firing_id"] as Int64?).map { RecordID(.firing, $0) },
      decision: RuleDecision(
        try row.word(DecisionOutcome.self, "outcome"),
        reason: try row["reason"],
        findings: try row.json([TestFinding].self, "findings")
      ),
      decidedAt: Date(milliseconds: try row["decided_at"])
    )
  }
}
