import Foundation
package import Model

/// How an extracted article may be written out.
package enum ArticleFormat: String, Sendable, CaseIterable {
  /// Headline and paragraphs parted by blank lines.
  case text
  /// CommonMark, with headings, quotations, lists and tables kept.
  case markdown
  /// One object with all metadata.
  case json
  /// One element with headings, quotations, lists and tables kept.
  case html
}

extension Article {
  /// The article in a format, ending in a newline.
  ///
  /// - Parameter format: `text` is headline and paragraphs parted by blank lines, `markdown` and `html` keep headings,
  ///   quotations, lists and tables, `json` is one object with all metadata.
  /// - Returns: the whole document.
  package func rendered(as format: ArticleFormat) -> String {
    switch format {
    case .text: plainDocument
    case .markdown: MarkdownWriter(self).document
    case .json: jsonDocument
    case .html: HTMLWriter(self).document
    }
  }

  /// Its paragraphs with their texts; one paragraph a line for text that came without markup.
  var writtenParagraphs: [(kind: ParagraphKind, text: String)] {
    guard !paragraphs.isEmpty else { return text.split(separator: "\n").map { (.text, String($0)) } }
    let bytes = Array(text.utf8)
    return paragraphs.map { ($0.kind, String(decoding: bytes[$0.range], as: UTF8.self)) }
  }

  /// Outlet, authors and day in one line; empty where none is known.
  var creditLine: String {
    [site, authors.isEmpty ? nil : authors.joined(separator: ", "), published?.description].compactMap { $0 }
      .joined(separator: " · ")
  }

  private var plainDocument: String {
    let parts = [title, creditLine].compactMap { $0 }.filter { !$0.isEmpty } + writtenParagraphs.map(\.text)
    return parts.joined(separator: "\n\n") + "\n"
  }

  private var jsonDocument: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    let data = try? encoder.encode(ArticleDocument(self))  // strings and numbers alone always encode
    return String(decoding: data ?? Data(), as: UTF8.self) + "\n"
  }
}

/// The object that `json` writes.
private struct ArticleDocument: Encodable {
  struct Part: Encodable {
    var kind: String
    var text: String
  }

  var kind, text: String
  var url, site, domain, title, date, language, section, source: String?
  var author, captions: [String]
  var published, modified: Date?
  var paywalled: Bool
  var paragraphs: [Part]

  init(_ article: Article) {
    kind = article.kind.rawValue
    text = article.text
    url = article.url
    site = article.site
    domain = article.domain
    title = article.title
    date = article.published?.description
    language = article.language
    section = article.section
    source = article.creditedSource
    author = article.authors
    captions = article.captions
    published = article.publishedAt
    modified = article.modifiedAt
    paywalled = article.isPaywalled
    paragraphs = article.writtenParagraphs.map { Part(kind: $0.kind.rawValue, text: $0.text) }
  }
}

/// An article as Markdown (CommonMark, tables as in GitHub's).
private struct MarkdownWriter {
  private(set) var document = ""

  init(_ article: Article) {
    if let title = article.title { document += "# \(Self.escaped(title))\n\n" }
    if !article.creditLine.isEmpty { document += "*\(Self.escaped(article.creditLine))*\n\n" }
    var last: ParagraphKind?
    for (kind, text) in article.writtenParagraphs {
      let goesOn = last == kind && (kind == .listItem || kind == .table)
      if !goesOn, last == .listItem || last == .table { document += "\n" }
      document += line(text, kind: kind, goesOn: goesOn)
      last = kind
    }
    while document.hasSuffix("\n\n") { document.removeLast() }
  }

  private func line(_ text: String, kind: ParagraphKind, goesOn: Bool) -> String {
    switch kind {
    case .text: return Self.escaped(text) + "\n\n"
    case .heading: return "## \(Self.escaped(text))\n\n"
    case .quotation: return "> \(Self.escaped(text))\n\n"
    case .listItem: return "- \(Self.escaped(text))\n"
    case .table:
      let cells = text.split(separator: "\t", omittingEmptySubsequences: false)
      let row =
        "| " + cells.map { Self.escaped(String($0)).replacing("|", with: "\\|") }.joined(separator: " | ")
        + " |\n"
      return goesOn ? row : row + "|" + String(repeating: " --- |", count: cells.count) + "\n"
    }
  }

  /// Foreign words as words: marks of HTML, links, emphasis and code get a backslash (CommonMark 0.31, 2.4), and so does a
  /// first mark that would make a heading, list, quotation or fence of the paragraph.
  private static func escaped(_ text: String) -> String {
    var safe = ""
    for character in text {
      let isFirst = safe.last?.isNewline ?? true
      if "\\`*_[]<>~".contains(character) || isFirst && "#-+|=".contains(character) { safe.append("\\") }
      safe.append(character)
    }
    return safe
  }
}

/// An article as a fragment of HTML.
private struct HTMLWriter {
  private(set) var document = "<article>\n"
  private var open: String?

  init(_ article: Article) {
    if let title = article.title { document += "<h1>\(Self.escaped(title))</h1>\n" }
    if !article.creditLine.isEmpty {
      document += "<p><small>\(Self.escaped(article.creditLine))</small></p>\n"
    }
    for (kind, text) in article.writtenParagraphs { append(text, kind: kind) }
    switchTo(nil)
    document += "</article>\n"
  }

  private mutating func append(_ text: String, kind: ParagraphKind) {
    switch kind {
    case .text, .heading:
      switchTo(nil)
      let tag = kind == .heading ? "h2" : "p"
      document += "<\(tag)>\(Self.escaped(text))</\(tag)>\n"
    case .quotation:
      switchTo("blockquote")
      document += "<p>\(Self.escaped(text))</p>\n"
    case .listItem:
      switchTo("ul")
      document += "<li>\(Self.escaped(text))</li>\n"
    case .table:
      switchTo("table")
      let cells = text.split(separator: "\t", omittingEmptySubsequences: false)
      document += "<tr>" + cells.map { "<td>\(Self.escaped(String($0)))</td>" }.joined() + "</tr>\n"
    }
  }

  /// Closes the element that paragraphs of one kind share, and opens another.
  private mutating func switchTo(_ tag: String?) {
    guard open != tag else { return }
    if let open { document += "</\(open)>\n" }
    if let tag { document += "<\(tag)>\n" }
    open = tag
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
