import Foundation
package import Model

/// Takes an endpoint's secrets out of whatever is shown or exported.
package struct Redaction: Sendable {
  private let secrets: [String]
  private let secretMembers: [String]
  private static let mask = "[secret]"
  /// Shorter texts are no secrets, and masking them would spoil every word they stand in.
  private static let lengthMin = 8
  /// Words of an address, such as `services` or `webhooks`, are none either.
  private static let pieceLengthMin = 12

  /// A redaction for one endpoint.
  package init(_ endpoint: Endpoint) {
    let keys = endpoint.signingKeys.map(\.key.revealed) + [endpoint.credential?.revealed].compactMap { $0 }
    let headers = endpoint.headers.map(\.value.revealed)
    // `Bearer …`: receivers repeat the token without its scheme.
    let tokens = headers.flatMap { $0.split(separator: " ").map(String.init) }
    let whole = keys + headers + tokens + Self.parts(of: endpoint.url.revealed)
    let longEnough = whole.filter { $0.utf8.count >= Self.lengthMin }
    // The longest first: what holds another one is masked as a whole.
    secrets = Set(longEnough.flatMap(Self.spellings)).sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }
    secretMembers = endpoint.format.secretMembers
  }

  /// An address, and those parts of it that a receiver may repeat by themselves: path, query, and each long piece of both.
  private static func parts(of address: String) -> [String] {
    let afterScheme = address.range(of: "://").map { address[$0.upperBound...] } ?? address[...]
    guard let start = afterScheme.firstIndex(where: { "/?#".contains($0) }) else { return [address] }
    let tail = afterScheme[start...]
    let unescaped = String(tail).removingPercentEncoding ?? ""
    let pieces = [String(tail), unescaped].flatMap { $0.split { "/?#&=".contains($0) } }
      .filter { $0.utf8.count >= pieceLengthMin }
    return [address, String(tail), String(tail.dropFirst())] + pieces.map(String.init)
  }

  /// The ways in which a receiver writes a text in JSON, in an address, or in a page.
  private static func spellings(of text: String) -> [String] {
    let unescaped = text.removingPercentEncoding ?? text
    let encoded = unescaped.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
    let unreserved = unescaped.addingPercentEncoding(
      withAllowedCharacters: .alphanumerics.union(CharacterSet(charactersIn: "-._~"))
    )
    // Once more, by who takes the address as it was sent for a text.
    let twice = text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
    let escaped = [encoded, unreserved ?? text, twice, text]
    return [
      unescaped, text.replacing("/", with: "\\/"), OrderedJSON.escaped(text),
      text.replacing("&", with: "&amp;"),
    ] + escaped + escaped.map(withSmallEscapes)
  }

  /// The same with its escapes in small letters, as some write `%2f`.
  private static func withSmallEscapes(_ text: String) -> String {
    var small = ""
    var left = 0
    for character in text {
      small += left > 0 ? character.lowercased() : String(character)
      left = character == "%" ? 2 : max(0, left - 1)
    }
    return small
  }

  /// Text without the secrets that this endpoint was given, however they are written.
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
