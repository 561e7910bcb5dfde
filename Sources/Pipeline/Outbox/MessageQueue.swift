package import Foundation
package import Model
package import Storage
internal import Webhooks

/// Words messages and puts them into the outbox, within one transaction.
package struct MessageQueue {
  /// Renders what an endpoint is sent, with a new id; `sequence` counts the endpoint's messages from 1.
  package typealias Rendering = (_ endpoint: Endpoint, _ sequence: Int64) -> WebhookMessage

  private let transaction: StoreTransaction
  private let due: Date

  /// A queue whose messages are due at a moment: the system's, whatever time a drill works at.
  package init(_ transaction: StoreTransaction, due: Date) {
    self.transaction = transaction
    self.due = due
  }

  /// Tells all whom the firing's rule notifies what happened to it: one more occasion, of which each is told once.
  ///
  /// - Parameters:
  ///   - change: what happened.
  ///   - firing: its number.
  ///   - why: the reason in one sentence; nil for what its tests found.
  ///   - now: when it happened.
  /// - Returns: the deliveries; empty where the rule notifies nobody or is gone.
  /// - Throws: `StorageError`.
  package func tell(
    _ change: AlertChange,
    ofFiring firing: Int64,
    why: String?,
    at now: Date
  ) throws -> [RecordID] {
    let recipients = try transaction.outbox.recipients(of: firing)
    guard !recipients.isEmpty, let evidence = try transaction.alerts.evidence(of: firing) else { return [] }
    let occasion = try transaction.outbox.nextOccasion(of: firing)
    let notice = AlertNotice(change, of: evidence, why: why, at: now)
    return try recipients.map { recipient in
      try enqueue(for: recipient, firing: firing, occasion: occasion) { endpoint, sequence in
        WebhookComposer.message(notice, for: endpoint, sequence: sequence, id: MessageID.make())
      }
    }
  }

  /// Sends a notice of no firing's news to some endpoints.
  package func send(_ notice: AlertNotice, to recipients: [Recipient]) throws -> [RecordID] {
    try recipients.map { recipient in
      try send(to: recipient) { endpoint, sequence in
        WebhookComposer.message(notice, for: endpoint, sequence: sequence, id: MessageID.make())
      }
    }
  }

  /// Sends whatever is rendered to one endpoint.
  package func send(to recipient: Recipient, _ render: Rendering) throws -> RecordID {
    try enqueue(for: recipient, firing: nil, occasion: 1, render)
  }

  /// Where what is stored of an endpoint is damaged its own message fails by name, and the others get theirs.
  private func enqueue(
    for recipient: Recipient,
    firing: Int64?,
    occasion: Int,
    _ render: Rendering
  ) throws -> RecordID {
    let sequence = try transaction.outbox.nextSequence(of: recipient)
    var message: WebhookMessage
    if let endpoint = recipient.endpoint {
      message = render(endpoint, sequence)
    } else {
      message = WebhookMessage(
        id: "msg_unmade_\(recipient.number)_\(sequence)",
        type: "none",
        contentType: "none",
        body: []
      )
      message.note = "its message could not be made: what is stored of the webhook is damaged"
    }
    let queued = QueuedMessage(
      message: message,
      sequence: sequence,
      firing: firing,
      occasion: occasion,
      state: recipient.endpoint == nil ? .failedForGood : .pending,
      reason: recipient.endpoint == nil ? message.note ?? "" : "queued",
      at: due
    )
    return try transaction.outbox.enqueue(queued, for: recipient)
  }
}
