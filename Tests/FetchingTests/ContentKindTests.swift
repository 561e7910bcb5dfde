import Fetching
import Testing

@Suite("Kinds of content")
struct ContentKindTests {
  @Test(
    "follow the declared type unless the first bytes know better",
    arguments: [
      ("text/html; charset=utf-8", "<html>", .html), ("TEXT/HTML", "", .html),
      ("application/xhtml+xml", "<", .html),
      ("application/rss+xml", "<rss>", .xml), ("text/plain", "words", .plainText),
      ("application/pdf", "", .pdf),
      ("text/html", "%PDF-1.7", .pdf), ("application/octet-stream", "PK\u{3}\u{4}", .archive),
      ("image/webp", "RIFF", .image), ("application/ld+json", "{}", .json), (nil, "  <!doctype html>", .html),
      (nil, "<?xml version='1.0'?>", .xml), (nil, "plain words", .plainText), (nil, "a\u{0}b", .other),
      ("nonsense", "<p>", .html), ("application/vnd.openxmlformats-officedocument", "", .office),
      ("video/mp4", "", .video),
    ] as [(String?, String, ContentKind)]
  )
  func kinds(declared: String?, body: String, kind: ContentKind) {
    #expect(ContentKind(declared: declared, body: Array(body.utf8)) == kind)
  }

  @Test(
    "have their charset read",
    arguments: [
      ("text/html; charset=UTF-8", "UTF-8"), ("text/html;charset=\"windows-1251\"", "windows-1251"),
      ("text/html; boundary=x; Charset = koi8-r", "koi8-r"), ("text/html", nil), ("text/html; charset=", nil),
    ] as [(String, String?)]
  )
  func charset(text: String, charset: String?) throws {
    #expect(try #require(MediaType(text)).charset == charset)
  }
}
