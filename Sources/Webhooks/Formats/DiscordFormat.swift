import Fetching
import Foundation
import Model

/// A Discord webhook with one embed. Limits by Discord's "Embed limits".
enum DiscordFormat {
  static let titleMax = 256
  static let descriptionMax = 4_096
  static let fieldNameMax = 256
  static let fieldValueMax = 1_024
  static let embedTotalMax = 6_000
  static let linksMax = 5

  static func body(_ alert: OutgoingAlert) -> OrderedJSON {
    let words = alert.words
    let title = Markdown.escaped(words.label, .discord, max: titleMax)
    let fields = fields(words)
    let footer = alert.footer
    let rest =
      title.utf16.count + footer.utf16.count
      + fields.reduce(0) { $0 + $1.name.utf16.count + $1.value.utf16.count }
    return .object([
      "embeds": .list([
        .object([
          "title": .text(title),
          "url": .text(ifAny: words.links.first?.url),
          "description": .text(description(words, max: min(descriptionMax, embedTotalMax - rest))),
          "color": .integer(SeverityColour.number(of: words.band)),
          "timestamp": .text(alert.timestamp),
          "fields": .list(
            fields.map {
              .object(["name": .text($0.name), "value": .text($0.value), "inline": .bool($0.isInline)])
            }
          ),
          "footer": .object(["text": .text(footer)]),
        ])
      ]),
      // Otherwise a headline with @everyone would call everyone.
      "allowed_mentions": .object(["parse": .list([])]),
    ])
  }

  /// With `wait` Discord answers when the message is stored, and says so if it is not.
  static func target(of address: WebAddress) throws(FetchError) -> WebAddress {
    guard var parts = URLComponents(string: address.text) else { return address }
    parts.queryItems =
      (parts.queryItems ?? []).filter { $0.name != "wait" } + [URLQueryItem(name: "wait", value: "true")]
    return try WebAddress(parts.string ?? address.text)
  }

  private struct Field {
    var name: String
    var value: String
    var isInline: Bool
  }

  private static func fields(_ words: AlertWords) -> [Field] {
    let facts = words.facts.map { fact in
      Field(name: fact.name, value: Markdown.escaped(fact.value, .discord, max: 200), isInline: true)
    }
    let links = words.links.prefix(linksMax).compactMap { link -> String? in
      let address = Markdown.address(link.url)
      let room = fieldValueMax / linksMax - address.utf16.count - 5
      return room < 10 ? nil : "[\(Markdown.escaped(link.title, .discord, max: room))](\(address))"
    }
    return links.isEmpty
      ? facts : facts + [Field(name: "Reports", value: links.joined(separator: "\n"), isInline: false)]
  }

  private static func description(_ words: AlertWords, max: Int) -> String {
    let parts = [words.headline, words.sentence, words.why].filter { !$0.isEmpty }
    let each = max / Swift.max(parts.count, 1) - 2
    var text = parts.map { Markdown.escaped($0, .discord, max: each) }.joined(separator: "\n\n")
    if text.isEmpty { text = Markdown.escaped(words.label, .discord, max: max) }
    return text
  }
}
