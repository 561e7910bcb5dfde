import Fetching
package import Model

/// What a format asks of requests and of whoever shows its bodies.
extension WebhookFormat {
  /// Where the message is posted to, given the endpoint's address.
  func target(of address: WebAddress) throws(FetchError) -> WebAddress {
    switch self {
    case .discord: try DiscordFormat.target(of: address)
    case .ntfy: try WebAddress("/", relativeTo: address)
    default: address
    }
  }

  /// True if whoever knows the address can post: it is a secret like a key, and is not exported.
  package var hasSecretAddress: Bool {
    switch self {
    case .slack, .discord, .teams, .mattermost, .ntfy: true
    case .standard, .cloudEvents, .cloudEventsBinary, .pagerDuty, .template: false
    }
  }

  /// True if the endpoint's credential goes out as `Authorization: Bearer`.
  var sendsCredentialAsBearer: Bool {
    switch self {
    case .cloudEvents, .cloudEventsBinary, .ntfy, .template: true
    case .standard, .slack, .discord, .teams, .pagerDuty, .mattermost: false
    }
  }

  /// Members of the body that are credentials, to be masked wherever a body is shown.
  package var secretMembers: [String] {
    switch self {
    case .pagerDuty: ["routing_key"]
    case .ntfy: ["topic"]
    default: []
    }
  }
}
