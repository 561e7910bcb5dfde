import Extraction
import Feeds
import Markup
import Model

/// The first byte of an input chooses the charset that is claimed for the rest.
private enum Claim {
  static let charsets: [String?] = [
    nil, "utf-8", "windows-1252", "gb18030", "shift_jis", "utf-16le", "iso-2022-jp", "no such",
  ]
  static let address = "https://www.example.com/a"

  static func charset(_ bytes: [UInt8]) -> String? { charsets[Int(bytes[0]) % charsets.count] }
}

enum PageTarget {
  private static let extractor = Extractor()

  static func run(_ bytes: [UInt8]) {
    let html = Array(bytes.dropFirst())
    guard
      let page = try? extractor.extract(html: html, url: Claim.address, charset: Claim.charset(bytes))
    else { return }
    let article = page.article.bounded
    for paragraph in article.paragraphs {
      precondition(paragraph.range.upperBound <= article.text.utf8.count)
    }
    precondition((article.title ?? "").utf8.count <= Article.Bounds.titleBytesMax)
    for format in ArticleFormat.allCases { _ = article.rendered(as: format) }
  }
}

enum FeedTarget {
  /// The parser is given the bytes behind a prologue too, so that every input reaches it.
  static func run(_ bytes: [UInt8]) {
    let body = Array(bytes.dropFirst())
    for prologue in ["", "<rss><channel><item>", "<feed xmlns='http://www.w3.org/2005/Atom'><entry>"] {
      let whole = Array(prologue.utf8) + body
      guard let feed = try? FeedParser.parse(whole, url: Claim.address, charset: Claim.charset(bytes)) else {
        continue
      }
      precondition(feed.entries.count <= FeedLimits.entriesMax)
      precondition(feed.newest(3).count == min(3, feed.entries.count))
      for format in ArticleFormat.allCases { _ = feed.rendered(as: format) }
    }
  }
}

enum CharsetTarget {
  /// Whatever a page claims, what comes out is UTF-8 that a tree can be made of.
  static func run(_ bytes: [UInt8]) {
    let text = Charset.decode(Array(bytes.dropFirst()), declared: Claim.charset(bytes))
    precondition(String(validating: text, as: UTF8.self) != nil)
    precondition(!text.contains(0))
  }
}
