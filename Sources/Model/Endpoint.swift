package import Foundation

/// What a receiver wants to be sent. The raw value is what an analyst types after `--format`.
package enum WebhookFormat: String, Sendable, Codable, CaseIterable {
  /// Standard Webhooks 1.0.0, signed.
  case standard
  /// CloudEvents 1.0, structured mode.
  case cloudEvents = "cloudevents"
  /// CloudEvents 1.0, binary mode.
  case cloudEventsBinary = "cloudevents-binary"
  /// A Slack incoming webhook, with blocks.
  case slack
  /// A Discord webhook, with one embed.
  case discord
  /// A Microsoft Teams workflow, with an Adaptive Card.
  case teams
  /// PagerDuty Events API v2, which joins a firing's messages into one incident.
  case pagerDuty = "pagerduty"
  /// The JSON form of an ntfy server; the last part of the endpoint's address is the topic.
  case ntfy
  /// A Mattermost incoming webhook, with an attachment.
  case mattermost
  /// The analyst's own Mustache template, which must render to JSON.
  case template

  /// True where a receiver is asked for its consent before anything is sent to it (CloudEvents web-hook profile).
  package var asksForConsent: Bool { self == .cloudEvents || self == .cloudEventsBinary }
}

/// A key that deliveries to an endpoint are signed with.
package struct SigningKeyEntry: Sendable, Hashable {
  /// As written: `whsec_…` (HMAC-SHA256) or `whsk_…` (Ed25519, private).
  package var key: Secret
  /// From this moment it signs no more; nil for a key that is not being rotated out.
  package var retiresAt: Date?

  /// Makes an entry.
  package init(key: Secret, retiresAt: Date? = nil) {
    self.key = key
    self.retiresAt = retiresAt
  }

  /// The longest time that a key which is being rotated out may go on signing.
  package static let rotationSecondsMax = 30 * 86_400.0

  /// Whether it signs at a moment. One that is to sign for longer than any rotation takes was rotated by a clock that was
  /// ahead, and signs no more.
  package func signs(at now: Date) -> Bool {
    retiresAt.map { now < $0 && $0 <= now + Self.rotationSecondsMax } ?? true
  }
}

/// A header that an analyst wants on every delivery to an endpoint.
package struct EndpointHeader: Sendable, Hashable {
  /// As it is sent.
  package var name: String
  /// May be a credential.
  package var value: Secret

  /// Makes a header; whether it may be sent is checked when the endpoint is added.
  package init(name: String, value: Secret) {
    self.name = name
    self.value = value
  }
}

/// Whether deliveries go to an endpoint.
package enum EndpointState: String, Sendable, Codable, CaseIterable {
  /// Deliveries go out as they are due.
  case active
  /// Waiting: by the analyst's wish (no probe time), or because it failed for long (a probe goes out at its time).
  case paused
  /// Not used again until the analyst resumes it: the receiver said that it is gone.
  case disabled
}

/// How an endpoint has been doing: what the breaker decides from and what is shown of it.
package struct EndpointCondition: Sendable, Hashable, Codable {
  /// Whether it is sent to.
  package var state: EndpointState = .active
  /// Why it is paused or disabled; nil while active.
  package var reason: String?
  /// Failed attempts since the last accepted one.
  package var consecutiveFailures = 0
  /// When the present row of failures began.
  package var failingSince: Date?
  /// When one delivery may be tried although the endpoint is paused; nil if it was paused by hand.
  package var probeAt: Date?
  /// How many probes failed since the pause.
  package var failedProbes = 0

  /// An endpoint that is new or well.
  package init() {}

  /// From when on it may be sent to: at any time while it is active, from its probe on while that is set, and in the distant
  /// future where somebody has to resume it.
  package var opening: Date {
    switch state {
    case .active: .distantPast
    case .paused: probeAt ?? .distantFuture
    case .disabled: .distantFuture
    }
  }
}

/// Where alerts are delivered, in which format and with which keys.
package struct Endpoint: Sendable, Hashable {
  /// Unique, as the analyst typed it.
  package var name: String
  /// May be a credential.
  package var url: SecretURL
  /// How messages look.
  package var format: WebhookFormat
  /// The newest first; a receiver accepts any one of the signatures.
  package var signingKeys: [SigningKeyEntry] = []
  /// Sent with every message.
  package var headers: [EndpointHeader] = []
  /// PagerDuty's routing key, or a bearer token for ntfy and CloudEvents.
  package var credential: Secret?
  /// The Mustache text of the format `template`.
  package var template: String?
  /// Address ranges in CIDR form that may be connected to although they are private, such as `127.0.0.0/8`.
  package var allowedRanges: [String] = []
  /// A PEM file of certificate authorities to trust beside the system's.
  package var certificateAuthorityFile: String?
  /// True if a delivery has to wait until every earlier one of this endpoint is settled.
  package var isStrictlyOrdered = false
  /// How many attempts may be made in any minute; nil for no such limit.
  package var attemptsPerMinuteMax: Int?
  /// The name by which the receiver was asked for its consent (CloudEvents web-hook profile), sent with every delivery.
  package var consentOrigin: String?
  /// How it has fared.
  package var condition = EndpointCondition()

  /// Makes an endpoint; everything else is set where wanted.
  package init(name: String, url: SecretURL, format: WebhookFormat = .standard) {
    self.name = name
    self.url = url
    self.format = format
  }
}
