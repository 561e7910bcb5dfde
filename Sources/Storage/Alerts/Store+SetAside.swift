package import Foundation
package import Model

/// What was to be looked at by rules, and could not be: it is kept and listed, and the rest goes on.
package struct SetAside: Sendable, Hashable {
  /// The article; nil for an alert that waited for its time.
  package var article: RecordID?
  /// The rule whose alert waited; nil for an article.
  package var rule: String?
  /// Why, in words.
  package var reason: String
  /// When.
  package var at: Date
}

extension AlertQueries {
  /// What is set aside, the newest first.
  package func setAside(limit: Int = Store.Limits.listedRows) throws(StorageError) -> [SetAside] {
    try read { database in
      try StoredRow.fetchAll(
        database,
        sql: """
          SELECT article_id, NULL AS name, set_aside_reason, set_aside_at FROM evaluation WHERE set_aside_at IS NOT NULL
          UNION ALL
          SELECT NULL, rule.name, set_aside_reason, set_aside_at FROM alert_thread JOIN rule ON rule.id = rule_id
          WHERE set_aside_at IS NOT NULL
          ORDER BY set_aside_at DESC LIMIT ?
          """,
        arguments: [limit]
      ).map { row in
        SetAside(
          article: (try row["article_id"] as Int64?).map { RecordID(.article, $0) },
          rule: try row["name"],
          reason: try row["set_aside_reason"] ?? "",
          at: Date(milliseconds: try row["set_aside_at"])
        )
      }
    }
  }

  /// Threads of a rule that time would change only after a moment, the latest first: where no wait of the rule is that
  /// long, a clock was wrong.
  package func threads(ofRule rule: Int64, wakingAfter moment: Date) throws(StorageError) -> [StoredThread] {
    try read { database in
      try StoredRow.fetchAll(
        database,
        sql: "SELECT * FROM alert_thread WHERE rule_id = ? AND wake_at > ? ORDER BY wake_at DESC LIMIT 100",
        arguments: [rule, moment.milliseconds]
      ).map(StoredThread.init)
    }
  }
}

extension Store {
  /// Sets an article's evaluation aside, with the reason.
  package func setAside(_ place: EvaluationPlace, reason: String, at now: Date) throws(StorageError) {
    try commit { database in
      try database.execute(
        sql: "UPDATE evaluation SET set_aside_at = ?, set_aside_reason = ? WHERE article_id = ?",
        arguments: [now.milliseconds, reason, place.article]
      )
    }
  }

  /// Sets aside what time was to bring about in a thread.
  package func setAside(_ thread: StoredThread, reason: String, at now: Date) throws(StorageError) {
    try commit { database in
      try database.execute(
        sql: "UPDATE alert_thread SET set_aside_at = ?, set_aside_reason = ? WHERE rule_id = ? AND key = ?",
        arguments: [now.milliseconds, reason, thread.rule, thread.key]
      )
    }
  }

  /// Puts all that is set aside back into the queues, to be tried once more.
  ///
  /// - Returns: how many articles and threads.
  package func retrySetAside() throws(StorageError) -> Int {
    guard try !alerts.setAside(limit: 1).isEmpty else { return 0 }
    return try commit { database in
      try ["evaluation", "alert_thread"].reduce(0) { count, table in
        try database.execute(
          sql:
            "UPDATE \(table) SET set_aside_at = NULL, set_aside_reason = NULL WHERE set_aside_at IS NOT NULL"
        )
        return count + (try database.changesCount())
      }
    }
  }
}
