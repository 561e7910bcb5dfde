package import Foundation
package import Model
internal import Synchronization

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
  /// The country that its events happen in; asked for only by conditions that name one.
  package var place: @Sendable () -> String? = { nil }

  /// False where nobody looked for its events: then tests on them neither hold nor fail.
  package var isCoded: Bool { severity != nil }

  private let words: FoldedWords

  /// Prepares an article. Its words are folded when the first condition asks for one.
  package init(_ article: Article, arrivedAt: Date, severity: Double? = 0, story: AlertStory? = nil) {
    original = article
    self.arrivedAt = arrivedAt
    self.severity = severity
    self.story = story
    words = FoldedWords(of: article)
  }

  /// The keys of the folded words of title and text, for the index of conditions.
  var wordKeys: Set<ConditionKey> { words.value.keys }

  func contains(_ phrase: String, in field: TextField, of event: Event?) -> Bool {
    switch field {
    case .title: words.value.title.contains(phrase)
    case .text: words.value.text.contains(phrase)
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

/// The folded words of an article: made once, and only where somebody asks.
private final class FoldedWords: Sendable {
  struct Value: Sendable {
    let title: FoldedText
    let text: FoldedText
    let keys: Set<ConditionKey>
  }

  private let title: String
  private let text: String
  private let made = Mutex<Value?>(nil)

  init(of article: Article) { (title, text) = (article.title ?? "", article.text) }

  /// - Complexity: at the first call, linear in the length of title and text.
  var value: Value {
    made.withLock { made in
      if let made { return made }
      let (title, text) = (FoldedText(title), FoldedText(text))
      let value = Value(
        title: title,
        text: text,
        keys: Set((title.words + text.words).map { .word(String($0)) })
      )
      made = value
      return value
    }
  }
}

/// A text for finding words in: letters of either case, with or without accents, of any width; ligatures as their letters,
/// and without characters that nobody sees, such as soft hyphens.
struct FoldedText: Sendable {
  let words: [Substring]
  private let folded: String

  init(_ text: String) {
    folded = Self.fold(text)
    words = Self.words(folded)
  }

  /// Whether the phrase's words stand in it one after the other, as whole words.
  ///
  /// Scripts that part no words by spaces are looked for letter by letter.
  func contains(_ phrase: String) -> Bool {
    let sought = Self.fold(phrase)
    if sought.unicodeScalars.contains(where: Self.needsNoSpaces) { return folded.contains(sought) }
    let parts = Self.words(sought)
    guard let first = parts.first, parts.count <= words.count else { return false }
    return (0...(words.count - parts.count)).contains { start in
      words[start] == first && words[start..<(start + parts.count)].elementsEqual(parts)
    }
  }

  static func fold(_ text: String) -> String {
    seen(text).folding(
      options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive],
      locale: Locale(identifier: "en_US_POSIX")
    )
  }

  /// The text without what Unicode calls ignorable by default.
  private static func seen(_ text: String) -> String {
    guard
      text.unicodeScalars.contains(where: { $0.value > 0x7F && $0.properties.isDefaultIgnorableCodePoint })
    else {
      return text
    }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint })
    )
  }

  static func words(_ folded: String) -> [Substring] {
    folded.split { !$0.isLetter && !$0.isNumber }
  }

  /// Han, kana, Thai, Lao, Khmer, Burmese.
  static func needsNoSpaces(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x3400...0x9FFF,
      0x20000...0x3FFFF:
      true
    default: false
    }
  }
}
