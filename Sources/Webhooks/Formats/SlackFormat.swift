import Model

/// A Slack incoming webhook. Limits by Slack's Block Kit reference.
enum SlackFormat {
  static let headerMax = 150
  static let sectionMax = 3_000
  static let fieldMax = 2_000
  static let fieldsMax = 10
  static let linksMax = 5

  static func body(_ alert: OutgoingAlert) -> OrderedJSON {
    let words = alert.words
    let fallback = escaped("\(words.label): \(words.headline)", max: sectionMax)
    return .object([
      // For notifications and for clients that draw no blocks.
      "text": .text(fallback),
      "attachments": .list([
        .object([
          "color": .text(colour(words.band)), "fallback": .text(fallback), "blocks": .list(blocks(words)),
        ])
      ]),
      // Slack would fetch the linked page otherwise.
      "unfurl_links": .bool(false),
      "unfurl_media": .bool(false),
    ])
  }

  private static func blocks(_ words: AlertWords) -> [OrderedJSON] {
    let header: OrderedJSON = .object([
      "type": .text("header"),
      "text": .object(["type": .text("plain_text"), "text": .text(escaped(words.label, max: headerMax))]),
    ])
    let fields = words.facts.prefix(fieldsMax).map { fact in
      mrkdwn("*\(fact.name)*\n\(escaped(fact.value, max: fieldMax - fact.name.utf16.count - 3))")
    }
    return [header] + [words.headline, words.sentence, words.why].filter { !$0.isEmpty }.map(section)
      + [.object(["type": .text("section"), "fields": .list(fields)])] + links(words)
  }

  private static func section(_ text: String) -> OrderedJSON {
    .object(["type": .text("section"), "text": mrkdwn(escaped(text, max: sectionMax))])
  }

  /// `verbatim` keeps Slack from making links and mentions of words.
  private static func mrkdwn(_ text: String) -> OrderedJSON {
    .object(["type": .text("mrkdwn"), "text": .text(text), "verbatim": .bool(true)])
  }

  private static func links(_ words: AlertWords) -> [OrderedJSON] {
    let elements = words.links.prefix(linksMax).compactMap { link -> OrderedJSON? in
      let address = address(link.url)
      let room = fieldMax - address.utf16.count - 3
      return room < 10 ? nil : mrkdwn("<\(address)|\(escaped(link.title, max: room))>")
    }
    return elements.isEmpty ? [] : [.object(["type": .text("context"), "elements": .list(elements)])]
  }

  /// At most `max` UTF-16 units with `&`, `<` and `>` as entities: that also kills `<!channel>` and forged links.
  static func escaped(_ text: String, max: Int) -> String {
    let fitting = ForeignText.cut(text, to: max) {
      $0.unicodeScalars.reduce(0) { $0 + entity($1).utf16.count }
    }
    return fitting.unicodeScalars.reduce(into: "") { $0 += entity($1) }
  }

  private static func entity(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    default: String(scalar)
    }
  }

  /// Signs that end a link in Slack's markup, percent-encoded.
  private static func address(_ url: String) -> String {
    url.replacing("|", with: "%7C").replacing("<", with: "%3C").replacing(">", with: "%3E")
      .replacing("&", with: "&amp;")
  }

  static func colour(_ band: SeverityBand) -> String { "#" + SeverityColour.hex(of: band) }
}

/// One colour for each band, in every receiver that shows colours.
enum SeverityColour {
  static func hex(of band: SeverityBand) -> String {
    switch band {
    case .critical: "b00020"
    case .high: "e65100"
    case .medium: "f9a825"
    case .low: "1976d2"
    case .info: "607d8b"
    }
  }

  /// 0xRRGGBB.
  static func number(of band: SeverityBand) -> Int64 { Int64(hex(of: band), radix: 16) ?? 0 }
}
