package import Foundation
package import Model
package import Storage

/// What analysts do with endpoints and deliveries that are there.
package struct EndpointActions: Sendable {
  private let store: Store

  /// Actions on a store.
  package init(store: Store) { self.store = store }

  /// Queues a message that is marked as a test.
  ///
  /// - Throws: `StorageError.conflict` where there is no such endpoint.
  package func test(_ name: String, at now: Date, due: Date) throws(StorageError) -> RecordID {
    try store.write { transaction in
      let recipient = try transaction.outbox.recipient(named: name)
      return try MessageQueue(transaction, due: due).send(
        .test(of: recipient.name, at: now),
        to: [recipient]
      )[0]
    }
  }

  /// Sends deliveries again, with the same message and id.
  ///
  /// - Returns: those that will be; those that wait, are under way or cannot be sent any more are left as they are.
  /// - Throws: `StorageError`.
  package func replay(_ numbers: [Int64], at now: Date) throws(StorageError) -> [RecordID] {
    try store.replay(numbers, at: now, reason: "replayed")
  }

  /// Removes an endpoint that no rule notifies; what was still to be delivered to it is given up.
  ///
  /// - Throws: `StorageError.conflict` where there is none of that name, or rules notify it.
  package func remove(_ name: String, remembering note: UndoNote? = nil) throws(StorageError) {
    try store.removeEndpoint(named: name, reason: "its endpoint was removed", remembering: note)
  }
}
