package import Foundation

/// Where a delivery stands.
package enum DeliveryState: String, Sendable, Codable, CaseIterable {
  /// Waits for its next attempt.
  case pending
  /// An attempt is open: recorded, and not closed yet.
  case trying
  /// The receiver answered 2xx.
  case accepted
  /// The receiver's answer shows that no further attempt can succeed.
  case failedForGood = "failed for good"
  /// Every attempt of the schedule failed.
  case dead

  /// True if no further attempt follows unless an analyst replays it.
  package var isSettled: Bool { self == .accepted || self == .failedForGood || self == .dead }
}

/// How an attempt ended.
package enum AttemptOutcome: String, Sendable, Codable, CaseIterable {
  /// Recorded before it is made; not closed yet.
  case open
  /// The receiver took it: it answered 2xx, and nothing in its body says otherwise.
  case accepted
  /// Failed, and may succeed later.
  case failed
  /// Failed, and will fail again.
  case refused
  /// It may have arrived: a crash left it open, or the connection was lost after the body was sent.
  case unknown = "unknown outcome"
}

/// One try to deliver, as recorded.
package struct Attempt: Sendable, Hashable, Codable {
  /// From 1.
  package var number: Int
  /// When it began.
  package var startedAt: Date
  /// Nil while it is open, and where a crash left it open.
  package var durationSeconds: Double?
  /// How it ended.
  package var outcome: AttemptOutcome
  /// The HTTP status; nil where no answer came.
  package var status: Int?
  /// Size of the body that was sent.
  package var bytesSent: Int
  /// The start of the answer's body, cleaned of control characters; nil where none came.
  package var answer: String?
  /// The rule that decided the outcome, in words, such as `503: retried` or `connection refused: retried`.
  package var reason: String

  /// Makes an attempt.
  package init(
    number: Int,
    startedAt: Date,
    durationSeconds: Double? = nil,
    outcome: AttemptOutcome = .open,
    status: Int? = nil,
    bytesSent: Int = 0,
    answer: String? = nil,
    reason: String = ""
  ) {
    self.number = number
    self.startedAt = startedAt
    self.durationSeconds = durationSeconds
    self.outcome = outcome
    self.status = status
    self.bytesSent = bytesSent
    self.answer = answer
    self.reason = reason
  }
}

/// A header of an HTTP message.
package struct HeaderField: Sendable, Hashable, Codable {
  /// As it is sent.
  package var name: String
  /// As it is sent.
  package var value: String

  /// Makes a header.
  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// A message as it will be sent at every attempt: rendered once, stored, and never rendered again.
package struct WebhookMessage: Sendable, Hashable {
  /// Made once for each firing and endpoint, the same at every attempt and replay: `[A-Za-z0-9_-]`.
  package var id: String
  /// Such as `tocsin.alert.fired`.
  package var type: String
  /// Of the body.
  package var contentType: String
  /// Headers that belong to the format and are the same at every attempt, in order.
  package var headers: [HeaderField]
  /// What is signed and sent; empty once it was dropped for its age.
  package var body: [UInt8]
  /// What an analyst should know of it, such as why it is not in the endpoint's own form; nil for nothing.
  package var note: String?

  /// Makes a message.
  package init(id: String, type: String, contentType: String, headers: [HeaderField] = [], body: [UInt8]) {
    self.id = id
    self.type = type
    self.contentType = contentType
    self.headers = headers
    self.body = body
  }
}

/// A message on its way to one endpoint.
package struct Delivery: Sendable, Hashable {
  /// Its row, written `d2`.
  package var number: Int64
  /// The endpoint's name.
  package var endpoint: String
  /// The row of the firing it tells of; nil for a test or a notice about another endpoint.
  package var firing: Int64?
  /// Counts the messages of its endpoint from 1; also stands in the payload.
  package var sequence: Int64
  /// What is sent.
  package var message: WebhookMessage
  /// Where it stands.
  package var state: DeliveryState
  /// When it was queued.
  package var createdAt: Date
  /// When the next attempt is due; nil where none is.
  package var nextAttemptAt: Date?
  /// Attempts made so far under the present schedule; a replay starts again from 0.
  package var attemptsMade: Int
  /// The reason for `state` in words: the last attempt's, or why it is paused.
  package var reason: String
  /// When the message's body was dropped for its age; nil while it is kept.
  package var bodyDroppedAt: Date?

  /// Makes a delivery that is due at once.
  package init(
    number: Int64,
    endpoint: String,
    firing: Int64?,
    sequence: Int64,
    message: WebhookMessage,
    createdAt: Date
  ) {
    self.number = number
    self.endpoint = endpoint
    self.firing = firing
    self.sequence = sequence
    self.message = message
    self.state = .pending
    self.createdAt = createdAt
    self.nextAttemptAt = createdAt
    self.attemptsMade = 0
    self.reason = "queued"
  }
}
