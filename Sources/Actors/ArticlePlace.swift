import Model
package import Text

/// The country that an article's events happen in.
struct ArticlePlace {
  private(set) var country: String?
  private(set) var rule = ""

  /// How many sentences tell what the article is about; what comes later is background.
  private static let leadSentences = 4
  /// A dateline stands within the first tokens.
  private static let datelineTokens = 8

  init(_ document: Document, _ mentions: [ActorMention], title: [ActorMention], _ table: ActorTable) {
    if let dateline = Self.dateline(document, mentions) {
      country = dateline.actor
      rule = "dateline \(document.text(in: dateline.bytes))"
      return
    }
    let end = document.sentences.prefix(Self.leadSentences).last?.tokens.upperBound ?? 0
    var scores: [String: Int] = [:]
    for mention in mentions.prefix(while: { $0.tokens.lowerBound < end }) + title {
      guard let actor = mention.actor, !mention.isModifier, let home = table.actor(canonical: actor)?.home
      else {
        continue
      }
      scores[home, default: 0] += Self.weight(of: mention, in: document, table)
    }
    let best = scores.max { ($0.value, $1.key) < ($1.value, $0.key) }
    country = best?.key
    rule = best == nil ? "" : "named most at the beginning"
  }

  /// A place says where it happens, and so does a name after `in`; other names may only say who speaks.
  private static func weight(of mention: ActorMention, in document: Document, _ table: ActorTable) -> Int {
    if mention.form.isPlace { return 3 }
    let before = mention.tokens.lowerBound - 1
    if mention.form == .name, before >= 0, document.tokens.indices.contains(before),
      table.descriptions.classes(of: NamePieces.hash(document.text(of: document.tokens[before]))).contains(
        .scene
      )
    {
      return 3
    }
    return mention.role?.roleClass == .civilians ? 2 : 1
  }

  /// `BAGHDAD, Iraq (Reuters) -`, `KABUL:`: a place in capitals that begins the text before a dash or a colon.
  private static func dateline(_ document: Document, _ mentions: [ActorMention]) -> ActorMention? {
    guard let first = mentions.first, first.actor != nil, first.role == nil, first.tokens.lowerBound < 2,
      document.text(of: document.tokens[first.tokens.lowerBound]).utf8.allSatisfy({
        !(0x61...0x7A).contains($0)
      }),
      first.bytes.count > 3
    else { return nil }
    let tokens = document.tokens[
      first.tokens.upperBound..<min(document.tokens.count, first.tokens.upperBound + datelineTokens)
    ]
    let isClosed = tokens.contains { token in
      let text = document.text(of: token)
      return text.hasPrefix("-") || text.hasPrefix("\u{2013}") || text.hasPrefix("\u{2014}") || text == ":"
        || text == "("
    }
    // The country after the city says more: `TRIPOLI, Lebanon`.
    guard isClosed || document.tokens.count > first.tokens.upperBound else { return nil }
    let second = mentions.dropFirst().first {
      $0.tokens.lowerBound <= first.tokens.upperBound + 2 && $0.form == .name
    }
    return isClosed ? second ?? first : nil
  }
}

extension ActorTable {
  /// The country that a text's events happen in, by its dateline or by who is named most at its beginning; nil where
  /// neither tells.
  ///
  /// - Complexity: linear in the text.
  package func place(of body: Document, title: Document?) -> String? {
    ArticlePlace(body, mentions(in: body), title: title.map { mentions(in: $0) } ?? [], self).country
  }
}
