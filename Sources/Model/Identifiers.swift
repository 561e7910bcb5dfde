/// What a short typed id such as `a12` or `f9` stands for.
///
/// Ids are what an analyst types and reads, so each kind has one letter of its own.
package enum RecordKind: String, Sendable, CaseIterable, Codable {
  /// An article; the only kind whose ids may name a sentence.
  case article = "a"
  /// An event of an article's reading.
  case event = "e"
  /// A story: articles that tell the same.
  case story = "s"
  /// A firing of a rule: one alert.
  case firing = "f"
  /// A message to a webhook.
  case delivery = "d"

  /// The kind in a word, as messages name it.
  package var noun: String {
    switch self {
    case .article: "article"
    case .event: "event"
    case .story: "story"
    case .firing: "firing"
    case .delivery: "delivery"
    }
  }
}

/// The id of a stored record: its kind and its row number, and for a sentence its place in its article.
///
/// Written `a12` for an article, `a12.3` for its third sentence (counted from 1), `e5` for an event.
package struct RecordID: Sendable, Hashable, CustomStringConvertible {
  /// What it names.
  package var kind: RecordKind
  /// Its row.
  package var number: Int64
  /// The sentence within the article, from 1; only articles have one.
  package var sentence: Int?

  /// Makes an id from its parts.
  package init(_ kind: RecordKind, _ number: Int64, sentence: Int? = nil) {
    self.kind = kind
    self.number = number
    self.sentence = sentence
  }

  /// Reads an id as written, `a12` or `a12.3`; nil for anything else. Letters may be of either case.
  package init?(_ text: String) {
    guard let letter = text.first, let kind = RecordKind(rawValue: letter.lowercased()) else { return nil }
    let parts = text.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
    guard let first = parts.first, let number = Self.count(first), parts.count <= 2 else { return nil }
    if parts.count == 2 {
      guard kind == .article, let sentence = Self.count(parts[1]) else { return nil }
      self.init(kind, number, sentence: Int(sentence))
    } else {
      self.init(kind, number)
    }
  }

  /// As an analyst types it: `a12`, or `a12.3` with a sentence. What `init(_:)` reads back.
  package var description: String {
    kind.rawValue + String(number) + (sentence.map { ".\($0)" } ?? "")
  }

  /// A positive number written in plain digits.
  private static func count(_ digits: Substring) -> Int64? {
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int64(digits).flatMap { $0 > 0 ? $0 : nil }
  }
}
