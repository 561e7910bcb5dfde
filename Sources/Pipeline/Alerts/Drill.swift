package import Foundation
package import Model
package import Storage

/// Sends a drill: a message marked as one, to all whom a rule notifies.
package struct Drill: Sendable {
  private let store: Store

  /// Drills of a store's rules.
  package init(store: Store) { self.store = store }

  /// Queues a drill.
  ///
  /// - Returns: the deliveries; empty where the rule notifies nobody.
  /// - Throws: `StorageError.conflict` for a rule that is not there.
  package func send(rule name: String, at now: Date, due: Date) throws -> [RecordID] {
    guard let rule = try store.alerts.ruleTexts().first(where: { $0.name.lowercased() == name.lowercased() })
    else {
      throw StorageError.conflict(.noSuchRule(name))
    }
    var query = FiringQuery()
    query.rule = rule.name
    query.limit = 1
    let latest = try store.alerts.firings(query).first?.id.number
    return try store.write { transaction in
      let evidence = try latest.flatMap(transaction.alerts.evidence)
      return try MessageQueue(transaction, due: due).send(
        .drill(of: rule, showing: evidence, at: now),
        to: try transaction.outbox.recipients(named: rule.endpoints)
      )
    }
  }
}
