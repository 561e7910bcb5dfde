import Foundation
import Model

/// ntfy's JSON form, posted to the server's root. The endpoint's address names the topic: `https://ntfy.sh/TOPIC`.
enum NtfyFormat {
  /// A longer message would silently become an attachment.
  static let messageBytesMax = 4_096
  static let titleBytesMax = 250

  static func body(_ alert: OutgoingAlert, topic: String) -> OrderedJSON {
    let words = alert.words
    return .object([
      "topic": .text(topic),
      "title": .text(ForeignText.cut(words.label, toUTF8: titleBytesMax)),
      "message": .text(message(words)),
      "priority": .integer(priority(words.band)),
      "tags": .list([.text(alert.isResolved ? "white_check_mark" : "rotating_light")]),
      "click": .text(ifAny: words.links.first?.url),
      "markdown": .bool(false),
    ])
  }

  /// The last part of the address's path; an unprotected topic is itself the password.
  static func topic(of endpoint: Endpoint) -> String {
    URLComponents(string: endpoint.url.revealed)?.path.split(separator: "/").last.map(String.init) ?? ""
  }

  /// Never empty: ntfy would write "triggered" instead.
  private static func message(_ words: AlertWords) -> String {
    let facts = words.facts.map { "\($0.name): \($0.value)" }.joined(separator: ", ")
    let parts = [words.headline, words.sentence, words.why, facts].filter { !$0.isEmpty }
    return ForeignText.cut(parts.joined(separator: "\n"), toUTF8: messageBytesMax)
  }

  static func priority(_ band: SeverityBand) -> Int64 {
    switch band {
    case .critical: 5
    case .high: 4
    case .medium: 3
    case .low: 2
    case .info: 1
    }
  }
}
