internal import Alerting
internal import Exchange
internal import Extraction
internal import Feeds
internal import Fetching
internal import Pipeline
internal import Storage
internal import Webhooks

/// Why something is not answered as it was asked (RFC 9457).
package struct Problem: Error, Sendable {
  /// What it is, as a program knows it: the last part of `type`.
  package var name: String
  /// The HTTP status that it is answered with.
  package var status: Int
  /// What is wrong, and what to do.
  package var detail: String
  /// Lines that show the place of an error in a text, a caret under it.
  package var place: [String] = []
  /// Seconds after which it may be asked again; nil where that does not help.
  package var retryAfterSeconds: Int?
  /// Methods that the address knows, for 405.
  package var allowed: [String] = []

  /// A problem with its status, its name and its words, and nothing besides.
  package init(_ status: Int, _ name: String, _ detail: String) {
    (self.status, self.name, self.detail) = (status, name, detail)
  }

  static let schema: Schema = .object([
    Schema.Property("type", .text, meaning: "urn:tocsin:problem: and its name"),
    Schema.Property("title", .text), Schema.Property("status", .integer), Schema.Property("detail", .text),
    Schema.Property(
      "place",
      .list(.text),
      isRequired: false,
      meaning: "The place of an error in a text, line by line."
    ),
  ])

  var json: JSONValue {
    var fields: [String: JSONValue] = [
      "type": .string("urn:tocsin:problem:\(name)"), "title": .string(Self.title(status)),
      "status": JSONValue(status), "detail": .string(detail),
    ]
    if !place.isEmpty { fields["place"] = .array(place.map(JSONValue.string)) }
    return .object(fields)
  }

  static func title(_ status: Int) -> String {
    switch status {
    case 400: "Not understood"
    case 401: "A token is needed"
    case 403: "Not allowed"
    case 404: "Not there"
    case 405: "Not to be done here"
    case 408: "Too slow"
    case 409: "It does not fit what is there"
    case 413: "Too large"
    case 415: "Another kind of content is needed"
    case 421: "Another host is asked for"
    case 422: "Not valid"
    case 502: "The page could not be fetched"
    case 503: "Not now"
    default: "It failed"
    }
  }
}

/// What went wrong, in words for people.
package struct Explanation: Sendable {
  /// What is wrong, and what to do, as the prompt says it.
  package var message: String
  /// The place of an error in a text.
  package var lines: [String]

  /// Makes an explanation.
  package init(message: String, lines: [String] = []) { (self.message, self.lines) = (message, lines) }
}

extension Problem {
  /// The problem that an error of a room below is, in the words that the desk has for it.
  init(_ error: any Error, explain: (any Error) -> Explanation?) {
    if let problem = error as? Problem {
      self = problem
      return
    }
    let explanation = explain(error)
    let (status, name) = Self.kind(of: error)
    self.init(status, name, explanation?.message ?? "something went wrong that has no words of its own")
    place = explanation?.lines ?? []
    if status == 503 { retryAfterSeconds = 5 }
  }

  private static func kind(of error: any Error) -> (Int, String) {
    switch error {
    case .conflict(let conflict) as StorageError: kind(of: conflict)
    case StorageError.busy: (503, "busy")
    case StorageError.lost, StorageError.cannotOpen: (503, "store-away")
    case is StorageError: (500, "store-failed")
    case StatementError.condition, is ConditionError, is RuleAdmission.Refusal: (422, "condition")
    case is StatementError: (422, "statement")
    case WatchActions.Refusal.noWebhook: (422, "no-such-webhook")
    case WatchActions.Refusal.nameTaken, WatchActions.Refusal.watched: (409, "watched-already")
    case is WatchActions.Refusal: (422, "every")
    case is DefinitionConflict: (422, "definition")
    case is EndpointRefusal, is DeliveryError: (422, "webhook")
    case AlertActionError.noSuchFiring: (404, "no-such-firing")
    case is AlertActionError: (409, "resolved-already")
    case let error as FetchError: error.isOfRequest ? (422, "address") : (502, "not-fetched")
    case is ExtractionError, is FeedError: (422, "not-readable")
    case is CancellationError: (503, "stopping")
    default: (500, "failed")
    }
  }

  private static func kind(of conflict: StoreConflict) -> (Int, String) {
    switch conflict {
    case .ruleNameTaken, .endpointNameTaken, .tokenNameTaken: (409, "name-taken")
    case .noSuchRule: (404, "no-such-rule")
    case .noSuchEndpoint: (422, "no-such-webhook")
    case .endpointInUse: (409, "in-use")
    case .noSuchDelivery: (404, "no-such-delivery")
    case .noSuchToken: (404, "no-such-token")
    case .story: (409, "story")
    }
  }
}

extension FetchError {
  /// True where the address itself is the trouble, and asking again would not help.
  fileprivate var isOfRequest: Bool {
    switch self {
    case .malformedURL, .schemeRefused, .credentialsInURL, .portRefused, .addressRefused, .unsafeHeader,
      .contentRefused:
      true
    default: false
    }
  }
}
