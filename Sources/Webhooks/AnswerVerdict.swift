package import Fetching
package import Foundation
package import Model

/// What an attempt's end means for its delivery, and the rule that says so.
package struct AnswerVerdict: Sendable, Hashable {
  /// What becomes of the delivery and of its endpoint.
  package enum Consequence: Sendable, Hashable {
    /// The receiver took the message.
    case accepted
    /// It may succeed later.
    case retry
    /// It will never succeed as it is.
    case refused
    /// The endpoint itself is gone: it is disabled.
    case gone
    /// We broke it off ourselves, to stop: it counts for nothing, and is made again.
    case brokenOff
  }

  /// What becomes of the delivery.
  package var consequence: Consequence
  /// In words, such as `503: tried again`.
  package var reason: String
  /// Not tried again before this many seconds, whatever the schedule says.
  package var waitSecondsMin = 0.0
  /// True if the wait is the receiver's own wish, which holds for every endpoint of its host.
  package var isHostsWish = false
  /// True if the receiver wants no further messages, whatever became of this one.
  package var disablesEndpoint = false
  /// True if the receiver may have taken the message all the same.
  package var isOutcomeUnknown = false

  /// Seconds before an attempt is made again where only somebody's hand can mend the cause (a certificate, a name that
  /// leads inward): 30 minutes.
  package static let mendingSeconds = 1_800.0
}

// MARK: - Answers

extension AnswerVerdict {
  /// The verdict about an answer.
  package init(_ response: HTTPResponse, format: WebhookFormat, now: Date) {
    let status = response.status
    if format == .teams, let told = TeamsAnswer.failure(in: response) {
      self.init(teams: status, told: told)
      return
    }
    switch Self.consequence(of: status, format: format) {
    case .brokenOff, .accepted: self.init(consequence: .accepted, reason: "\(status): accepted")
    case .refused: self.init(consequence: .refused, reason: "\(status): the receiver will not take it")
    case .gone: self.init(consequence: .gone, reason: "\(status): the endpoint is gone")
    case .retry:
      self.init(consequence: .retry, reason: "\(status): tried again")
      if let wish = Self.wish(of: response, format: format, now: now) {
        waitSecondsMin = wish
        isHostsWish = true
        reason += ", not before \(Int(wish.rounded(.up))) s as the receiver asks"
      }
    }
    obey(response.headers.all("webhook-delivery"), status: status)
  }

  /// What a receiver asks for beside the status, by the header that the largest sender of Standard Webhooks reads (Svix,
  /// "Delivery Control"): `webhook-delivery: abort-message` ends the retries of this message, `disable` those of all.
  private mutating func obey(_ wishes: [String], status: Int) {
    let wishes = Set(
      wishes.flatMap { $0.lowercased().split(separator: ",") }.map { $0.trimmingCharacters(in: .whitespaces) }
    )
    if wishes.contains("disable") {
      disablesEndpoint = true
      reason += "; the receiver wants no further messages (webhook-delivery: disable)"
      if consequence == .retry { consequence = .refused }
    } else if wishes.contains("abort-message"), consequence == .retry {
      consequence = .refused
      reason = "\(status): not tried again, as the receiver asks (webhook-delivery: abort-message)"
    }
  }

  /// A message that Teams could not deliver is tried again, but for one that it will never take: too large, or no card.
  private init(teams status: Int, told: Int) {
    let words = told > 0 ? "its body says \(told)" : "its body says that it was not delivered"
    let isRefused = told == 400 || told == 413
    self.init(
      consequence: isRefused ? .refused : .retry,
      reason: "\(status), but \(words): \(isRefused ? "the receiver will not take it" : "tried again")"
    )
  }

  /// What a status means. 2xx alone is success; a redirect is never followed, for it could lead the message anywhere.
  package static func consequence(of status: Int, format: WebhookFormat) -> Consequence {
    switch status {
    case 200...299: .accepted
    case 410: .gone
    case 404 where format == .discord: .gone
    case 408, 425, 429, 500...599: .retry
    case 415 where format == .cloudEvents || format == .cloudEventsBinary: .refused
    default: format.retriesEveryFailure ? .retry : .refused
    }
  }

  /// `Retry-After`, or Discord's own word for it in the body.
  private static func wish(of response: HTTPResponse, format: WebhookFormat, now: Date) -> Double? {
    if let wish = response.headers["retry-after"].flatMap({ RetryAfter.seconds($0, now: now) }) {
      return wish
    }
    guard format == .discord, response.status == 429,
      let object = try? JSONSerialization.jsonObject(with: Data(response.body)) as? [String: Any],
      let seconds = object["retry_after"] as? Double, seconds >= 0
    else { return nil }
    return min(seconds, RetryAfter.secondsMax)
  }
}

extension WebhookFormat {
  /// Receivers of a standard may answer anything while they are being mended, and every non-2xx is to be tried again. Chat services
  /// answer 4xx when address or payload is wrong, and count what one sends them all the same.
  fileprivate var retriesEveryFailure: Bool {
    switch self {
    case .standard, .cloudEvents, .cloudEventsBinary, .template: true
    case .slack, .discord, .teams, .pagerDuty, .ntfy, .mattermost: false
    }
  }
}

// MARK: - No answer

extension AnswerVerdict {
  /// The verdict about a request that got no answer, or half of one.
  package init(_ error: FetchError, format: WebhookFormat, now: Date) {
    switch error {
    case .timedOut(let interruption), .tooSlow(let interruption, _), .connectionLost(let interruption):
      self.init(interruption, error, format: format)
    case .hostNotFound, .connectionFailed, .transport:
      self.init(consequence: .retry, reason: "\(error.noun): tried again")
    case .cancelled: self.init(consequence: .brokenOff, reason: "stopped; it may have arrived")
    case .malformedURL, .unsafeHeader:
      self.init(consequence: .refused, reason: "\(error.noun): the endpoint must be changed")
    default:
      self.init(
        consequence: .retry,
        reason: "\(error.noun): tried again",
        waitSecondsMin: Self.mendingSeconds
      )
    }
  }

  /// An answer whose headers came whole counts by its status, whatever became of its body.
  private init(_ interruption: Interruption, _ error: FetchError, format: WebhookFormat) {
    if let status = interruption.status {
      let consequence = Self.consequence(of: status, format: format)
      self.init(consequence: consequence, reason: "\(status), then \(error.noun)")
    } else {
      let end = interruption.wasSent ? "; it may have arrived" : ""
      self.init(consequence: .retry, reason: "\(error.noun): tried again\(end)")
      isOutcomeUnknown = interruption.wasSent
    }
  }
}

extension FetchError {
  /// The failure in a few words, for the record of attempts.
  fileprivate var noun: String {
    switch self {
    case .malformedURL: "bad address"
    case .schemeRefused: "address of another protocol"
    case .credentialsInURL: "address with credentials"
    case .portRefused: "refused port"
    case .addressRefused(_, let address, let refusal): "refused address \(address) (\(refusal.kind))"
    case .unsafeHeader(let name): "unsafe header \(name)"
    case .hostNotFound: "host not found"
    case .connectionFailed: "no connection"
    case .tls(_, let failure, _): "TLS: \(failure.rawValue)"
    case .timedOut: "time out"
    case .tooSlow: "too slow"
    case .connectionLost: "connection lost"
    case .bodyTooLarge, .headersTooLarge: "answer too large"
    case .undecodableBody: "undecodable answer"
    case .hostRests: "host at rest"
    case .cancelled: "stopped"
    case .certificateFile: "unreadable certificate file"
    case .transport(let code, _): "libcurl error \(code)"
    case .robotsRefused, .contentRefused, .status, .redirectLoop, .tooManyRedirects, .insecureRedirect,
      .badRedirect,
      .libraryTooOld:
      "no usable answer"
    }
  }
}
