import Extraction
import Feeds
import Markup
import Model

// Feeds the extractor and the feed parser whatever libFuzzer thinks of. Built only with TOCSIN_FUZZING=1 and
// `--sanitize=fuzzer`; the first byte of an input chooses page or feed and the charset that is claimed for the rest.

private let charsets: [String?] = [
  nil, "utf-8", "windows-1252", "gb18030", "shift_jis", "utf-16le", "iso-2022-jp", "no such",
]
private let extractor = Extractor()
private let address = "https://www.example.com/a"

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start = unsafe start, count > 0 else { return 0 }
  let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  let charset = charsets[Int(bytes[0]) % charsets.count]
  let body = Array(bytes.dropFirst())
  if bytes[0] & 0x80 == 0 { testPage(body, charset: charset) } else { testFeed(body, charset: charset) }
  return 0
}

private func testPage(_ bytes: [UInt8], charset: String?) {
  guard let article = try? extractor.extract(html: bytes, url: address, charset: charset).article else {
    return
  }
  for paragraph in article.paragraphs {
    precondition(paragraph.range.upperBound <= article.text.utf8.count)
  }
  for format in ArticleFormat.allCases { _ = article.rendered(as: format) }
}

/// The parser is given the bytes behind a prologue too, so that every input reaches it.
private func testFeed(_ bytes: [UInt8], charset: String?) {
  for prologue in ["", "<rss><channel><item>", "<feed xmlns='http://www.w3.org/2005/Atom'><entry>"] {
    guard let feed = try? FeedParser.parse(Array(prologue.utf8) + bytes, url: address, charset: charset)
    else { continue }
    precondition(feed.entries.count <= FeedLimits.entriesMax)
    precondition(feed.newest(3).count == min(3, feed.entries.count))
    for format in ArticleFormat.allCases { _ = feed.rendered(as: format) }
  }
}
