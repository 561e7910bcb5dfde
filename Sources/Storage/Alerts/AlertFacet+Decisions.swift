package import Foundation
package import Model

/// What rules decided about articles and their events.
extension AlertFacet {
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

  /// Records what a rule decided about articles or their events.
  package func decide(
    _ decisions: [(evidence: EvidenceKey, decision: RuleDecision)],
    rule: Int64,
    firing: Int64?,
    at now: Date
  ) throws {
    let rows = try decisions.map { evidence, decision -> StatementArguments in
      [
        rule, evidence.article, evidence.event == 0 ? nil : evidence.event, firing,
        decision.outcome.rawValue, decision.reason, try JSONColumn.encode(decision.findings),
        now.milliseconds,
      ]
    }
    try database.write(rows) {
      """
      INSERT INTO decision (rule_id, article_id, event_id, firing_id, outcome, reason, findings, decided_at)
      VALUES \($0)
      """
    }
  }

  /// Notes which firing a rule's decisions about evidence led to.
  package func link(_ evidence: [EvidenceKey], rule: Int64, to firing: Int64) throws {
    for (article, keys) in Dictionary(grouping: evidence, by: \.article) {
      try database.execute(for: keys.map(\.event), behind: [firing, rule, article]) {
        """
        UPDATE decision SET firing_id = ? WHERE rule_id = ? AND article_id = ? AND coalesce(event_id, 0) IN (\($0))
        """
      }
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
}
