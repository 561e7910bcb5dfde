package import Foundation
package import Model

/// An article as rules see it: what it is, when it came, its words for `contains`, and where it stands.
package struct AlertArticle: Sendable {
  /// The article itself.
  package var original: Article
  /// When it first came.
  package var arrivedAt: Date
  /// The severity of its worst current event; nil where its events are not coded.
  package var severity: Double?
  /// What it is; nil where nobody looked.
  package var character: ArticleCharacter?
  /// The story that it belongs to, as it was when the article came; nil where none is known.
  package var story: AlertStory?
  /// The tags of the watches that it came by.
  package var tags: [String] = []
  /// The names of the watches that it came by.
  package var watches: [String] = []
  /// The country that its events happen in; asked for only by conditions that name one.
  package var place: @Sendable () -> String? = { nil }

  /// False where nobody looked for its events: then tests on them neither hold nor fail.
  package var isCoded: Bool { severity != nil }

  private let title: FoldedWords
  private let words: FoldedWords

  /// Prepares an article. Its words are folded when the first condition asks for one.
  package init(_ article: Article, arrivedAt: Date, severity: Double? = 0, story: AlertStory? = nil) {
    original = article
    self.arrivedAt = arrivedAt
    self.severity = severity
    self.story = story
    title = FoldedWords(of: article.title ?? "")
    words = FoldedWords(of: article.text)
  }

  /// The folded words of the title, each once.
  var titleWords: Set<Substring> { Set(title.text.words) }
  /// The folded words of the text, each once.
  var textWords: Set<Substring> { Set(words.text.words) }

  func contains(_ phrase: String, in field: TextField, of event: Event?) -> Bool {
    switch field {
    case .title: title.text.contains(phrase)
    case .text: words.text.contains(phrase)
    case .trigger: FoldedText(event?.trigger ?? "").contains(phrase)
    case .sentence: FoldedText(event?.sentence ?? "").contains(phrase)
    }
  }

  func text(of field: TextField, _ event: Event?) -> String {
    switch field {
    case .title: original.title ?? ""
    case .text: original.text
    case .trigger: event?.trigger ?? ""
    case .sentence: event?.sentence ?? ""
    }
  }

  /// True where its language is this one or a kind of it: `en` holds for `en-GB`.
  func isWritten(in tag: String) -> Bool {
    guard let language = original.language?.lowercased() else { return false }
    return language == tag || language.hasPrefix(tag + "-")
  }

  /// True where an outlet's name or domain is this one; a domain holds for those under it, as `bbc.co.uk` for `news.bbc.co.uk`.
  func comes(from outlet: String) -> Bool {
    let outlet = outlet.lowercased()
    if original.site?.lowercased() == outlet { return true }
    // Without a full stop it would be a whole top-level domain.
    guard let domain = original.domain?.lowercased(), outlet.contains(".") else { return false }
    return domain == outlet || domain.hasSuffix("." + outlet)
  }

  /// The day of the news, where its event names none: its publication, else its arrival.
  var day: CalendarDay {
    original.published ?? original.publishedAt.map(CalendarDay.init(utc:)) ?? CalendarDay(utc: arrivedAt)
  }

  /// How long it had been published when it arrived, in seconds; nil where it has no date. A day without a time counts
  /// from its end (UTC), so that nobody's evening news is stale in the morning.
  var secondsOldAtArrival: Double? {
    if let moment = original.publishedAt { return arrivedAt.timeIntervalSince(moment) }
    return original.published.map { day in
      arrivedAt.timeIntervalSince1970 - Double(day.daysSinceEpoch + 1) * 86_400
    }
  }
}

extension CalendarDay {
  /// The day of a moment, in UTC.
  init(utc moment: Date) {
    self.init(daysSinceEpoch: Int((moment.timeIntervalSince1970 / 86_400).rounded(.down)))
  }
}
