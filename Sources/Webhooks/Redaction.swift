package import Model

/// Takes an endpoint's secrets out of whatever is shown or exported.
package struct Redaction: Sendable {
  private let secrets: [String]
  private let secretMembers: [String]
  private static let mask = "[secret]"
  /// Shorter texts are no secrets, and masking them would spoil every word they stand in.
  private static let lengthMin = 8

  /// A redaction for one endpoint.
  package init(_ endpoint: Endpoint) {
    let keys = endpoint.signingKeys.map(\.key.revealed) + endpoint.headers.map(\.value.revealed)
    let all = keys + [endpoint.url.revealed] + [endpoint.credential?.revealed].compactMap { $0 }
    secrets = all.filter { $0.utf8.count >= Self.lengthMin }
    secretMembers = endpoint.format.secretMembers
  }

  /// Text without the secrets that this endpoint was given.
  package func redacted(_ text: String) -> String {
    secrets.reduce(text) { $0.replacing($1, with: Self.mask) }
  }

  /// A message's body as it may be shown: the members that the format declares secret, and all else that is, are masked.
  ///
  /// Bodies are written by `OrderedJSON` without white space, and quotes within texts are escaped, so that `"name":"` is
  /// found only where a member of that name begins.
  package func shownBody(_ message: WebhookMessage) -> String {
    var text = redacted(String(decoding: message.body, as: UTF8.self))
    for name in secretMembers {
      guard let start = text.firstRange(of: "\"\(name)\":\"")?.upperBound,
        let end = text[start...].firstIndex(of: "\"")
      else { continue }
      text.replaceSubrange(start..<end, with: Self.mask)
    }
    return text
  }
}
