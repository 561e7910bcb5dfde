import Model

/// A Mattermost incoming webhook: foreign words stand in an attachment, which notifies nobody.
enum MattermostFormat {
  static let textMax = 16_383
  static let linksMax = 10

  static func body(_ alert: OutgoingAlert) -> OrderedJSON {
    let words = alert.words
    let label = Markdown.escaped(words.label, .mattermost, max: 300)
    return .object([
      "text": .text(label),
      "attachments": .list([
        .object([
          "fallback": .text(label),
          "color": .text("#" + SeverityColour.hex(of: words.band)),
          "title": .text(Markdown.escaped(words.headline, .mattermost, max: 500)),
          "title_link": .text(ifAny: words.links.first?.url),
          "text": .text(text(words)),
          "fields": .list(
            words.facts.map { fact in
              .object([
                "title": .text(fact.name),
                "value": .text(Markdown.escaped(fact.value, .mattermost, max: 500)),
                "short": .bool(true),
              ])
            }
          ),
          "footer": .text(alert.footer),
        ])
      ]),
      "priority": priority(words.band).map {
        .object(["priority": .text($0), "requested_ack": .bool(false)])
      },
    ])
  }

  private static func text(_ words: AlertWords) -> String {
    let links = words.links.prefix(linksMax).map { link in
      "- [\(Markdown.escaped(link.title, .mattermost, max: 200))](\(Markdown.address(link.url)))"
    }.joined(separator: "\n")
    let tail = links.utf16.count < textMax / 2 ? links : ""
    let parts = [words.sentence, words.why].filter { !$0.isEmpty }
    let each = (textMax - tail.utf16.count) / Swift.max(parts.count, 1) - 2
    return (parts.map { Markdown.escaped($0, .mattermost, max: each) } + [tail]).filter { !$0.isEmpty }
      .joined(separator: "\n\n")
  }

  private static func priority(_ band: SeverityBand) -> String? {
    switch band {
    case .critical: "urgent"
    case .high: "important"
    case .medium, .low, .info: nil
    }
  }
}
