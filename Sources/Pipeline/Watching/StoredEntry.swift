internal import Extraction
internal import Feeds
internal import Foundation
internal import Model

/// What a feed said of an item, as it is kept until the item is read.
struct StoredEntry: Codable, Sendable {
  var id: String
  var title, link, published, updated, summary, content, language, source: String?
  var authors: [String]

  /// Of texts that feeds hold so much is kept.
  private static let textBytesMax = 1 << 20

  init(_ entry: FeedEntry) {
    id = entry.id
    title = entry.title
    link = entry.link
    published = entry.published?.written
    updated = entry.updated?.written
    summary = entry.summary.map(Self.bounded)
    content = entry.content.map(Self.bounded)
    language = entry.language
    source = entry.source
    authors = entry.authors
  }

  /// The entry as it was.
  var entry: FeedEntry {
    var entry = FeedEntry(id: id)
    entry.title = title
    entry.link = link
    entry.published = published.flatMap { Timestamp($0) }
    entry.updated = updated.flatMap { Timestamp($0) }
    entry.authors = authors
    entry.summary = summary
    entry.content = content
    entry.language = language
    entry.source = source
    return entry
  }

  /// As JSON text.
  var json: String? {
    (try? JSONEncoder().encode(self)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Of JSON text; nil for what is none.
  static func read(_ json: String?) -> FeedEntry? {
    json.flatMap { try? JSONDecoder().decode(StoredEntry.self, from: Data($0.utf8)) }?.entry
  }

  private static func bounded(_ text: String) -> String {
    text.utf8.count <= textBytesMax ? text : String(decoding: text.utf8.prefix(textBytesMax), as: UTF8.self)
  }
}

extension Timestamp {
  /// As ISO 8601, with its time and zone where it has them.
  var written: String {
    guard let second else { return day.description }
    let time = [second / 3_600, second / 60 % 60, second % 60].map(Self.twoDigits).joined(separator: ":")
    guard let offset else { return "\(day)T\(time)" }
    let zone = [abs(offset) / 3_600, abs(offset) / 60 % 60].map(Self.twoDigits).joined(separator: ":")
    return "\(day)T\(time)\(offset < 0 ? "-" : "+")\(zone)"
  }

  /// For sorting: seconds since 1970 as written.
  var dayNumber: Int { day.daysSinceEpoch * 86_400 + (second ?? 0) - (offset ?? 0) }

  private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
