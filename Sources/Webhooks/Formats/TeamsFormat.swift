import Model

/// A Teams workflow ("When a Teams webhook request is received") with an Adaptive Card 1.2.
enum TeamsFormat {
  /// The limit of a message, 28 KB, less what the card around the text may take.
  static let bodyBytesMax = 28 << 10
  static let linksMax = 5
  /// Budgets of text in UTF-16 units, tried in this order until the message fits.
  private static let textBudgets = [4_000, 2_000, 1_000, 400, 100]

  static func body(_ alert: OutgoingAlert) -> OrderedJSON {
    for budget in textBudgets {
      let body = body(alert, textMax: budget)
      if body.bytes.count <= bodyBytesMax { return body }
    }
    return body(alert, textMax: 0)
  }

  private static func body(_ alert: OutgoingAlert, textMax: Int) -> OrderedJSON {
    .object([
      "type": .text("message"),
      "attachments": .list([
        .object([
          "contentType": .text("application/vnd.microsoft.card.adaptive"), "contentUrl": .null,
          "content": card(alert.words, textMax: textMax),
        ])
      ]),
    ])
  }

  private static func card(_ words: AlertWords, textMax: Int) -> OrderedJSON {
    let texts = [words.headline, words.sentence, words.why].filter { !$0.isEmpty }
    return .object([
      "$schema": .text("http://adaptivecards.io/schemas/adaptive-card.json"),
      "type": .text("AdaptiveCard"),
      "version": .text("1.2"),
      "body": .list([heading(words, textMax)] + texts.map { block($0, textMax) } + [facts(words, textMax)]),
      "actions": .list(actions(words, textMax)),
      "msteams": .object(["width": .text("full")]),
    ])
  }

  private static func heading(_ words: AlertWords, _ textMax: Int) -> OrderedJSON {
    .object([
      "type": .text("TextBlock"),
      "text": .text(Markdown.escaped(words.label, .teams, max: min(textMax, 300))),
      "wrap": .bool(true), "weight": .text("Bolder"), "size": .text("Medium"), "style": .text("heading"),
      "color": .text(colour(words.band)),
    ])
  }

  private static func block(_ text: String, _ textMax: Int) -> OrderedJSON {
    .object([
      "type": .text("TextBlock"), "text": .text(Markdown.escaped(text, .teams, max: textMax)),
      "wrap": .bool(true),
    ])
  }

  private static func facts(_ words: AlertWords, _ textMax: Int) -> OrderedJSON {
    let facts = words.facts.map { fact -> OrderedJSON in
      .object([
        "title": .text(fact.name),
        "value": .text(Markdown.escaped(fact.value, .teams, max: min(textMax, 300))),
      ])
    }
    return .object(["type": .text("FactSet"), "facts": .list(facts)])
  }

  private static func actions(_ words: AlertWords, _ textMax: Int) -> [OrderedJSON] {
    words.links.filter { $0.url.utf8.count <= Swift.max(textMax, 200) }.prefix(linksMax).map { link in
      .object([
        "type": .text("Action.OpenUrl"),
        "title": .text(ForeignText.cut(link.title, toUTF16: min(textMax, 100))),
        "url": .text(link.url),
      ])
    }
  }

  private static func colour(_ band: SeverityBand) -> String {
    switch band {
    case .critical, .high: "Attention"
    case .medium: "Warning"
    case .low: "Accent"
    case .info: "Default"
    }
  }
}
