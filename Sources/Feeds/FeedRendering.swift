package import Extraction
import Foundation
internal import Model

extension Feed {
  /// The feed in a format, ending in a newline.
  ///
  /// - Parameter format: `text` is a block of lines an entry, `markdown` and `html` are lists of links, `json` is one
  ///   object with all entries.
  /// - Returns: the whole document.
  package func rendered(as format: ArticleFormat) -> String {
    switch format {
    case .text: document(entries.map(\.plain), heading: { $0 }, separator: "\n\n")
    case .markdown: document(entries.map(\.markdown), heading: { "# \($0)" }, separator: "\n")
    case .html: htmlDocument
    case .json: jsonDocument
    }
  }

  private func document(_ parts: [String], heading: (String) -> String, separator: String) -> String {
    (title.map { heading($0) + "\n\n" } ?? "") + parts.joined(separator: separator) + "\n"
  }

  private var htmlDocument: String {
    let heading = title.map { "<h1>\($0.escapedForHTML)</h1>\n" } ?? ""
    return heading + "<ul>\n" + entries.map(\.html).joined() + "</ul>\n"
  }

  private var jsonDocument: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    let document = FeedDocument(
      kind: "feed",
      title: title,
      url: link,
      language: language,
      entries: entries.map(EntryDocument.init)
    )
    let data = try? encoder.encode(document)  // strings and dates alone always encode
    return String(decoding: data ?? Data(), as: UTF8.self) + "\n"
  }
}

/// The object that `json` writes.
private struct FeedDocument: Encodable {
  var kind: String
  var title, url, language: String?
  var entries: [EntryDocument]
}

private struct EntryDocument: Encodable {
  var id: String
  var title, url, date, summary, text, language, source: String?
  var published, updated: Date?
  var author: [String]

  init(_ entry: FeedEntry) {
    id = entry.id
    title = entry.title
    url = entry.link
    date = entry.published?.day.description
    summary = entry.summary
    text = entry.content
    language = entry.language
    source = entry.source
    published = entry.published?.moment
    updated = entry.updated?.moment
    author = entry.authors
  }
}

extension FeedEntry {
  private var credit: String {
    let parts = [
      (published ?? updated)?.day.description, source,
      authors.isEmpty ? nil : authors.joined(separator: ", "),
    ]
    return parts.compactMap { $0 }.joined(separator: " · ")
  }

  private var name: String { title ?? link ?? id }

  fileprivate var plain: String {
    [name, credit, link ?? "", summary ?? ""].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  fileprivate var markdown: String {
    let linked = link.map { "[\(name.replacing("]", with: "\\]"))](<\($0)>)" } ?? name
    return "- " + [linked, credit].filter { !$0.isEmpty }.joined(separator: " · ")
  }

  fileprivate var html: String {
    let shown = name.escapedForHTML
    let linked = link.map { "<a href=\"\($0.escapedForHTML)\">\(shown)</a>" } ?? shown
    return "<li>\([linked, credit.escapedForHTML].filter { !$0.isEmpty }.joined(separator: " · "))</li>\n"
  }
}

extension String {
  fileprivate var escapedForHTML: String {
    replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}
