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
      ("video/mp4", "", .video), ("text/plain", "\n\n<!DOCTYPE html><html>", .html),
      ("text/plain", "<HTML><body>", .html),
      ("text/plain", "<3 is a heart", .plainText), ("text/html", "\n\n\n%PDF-1.4", .pdf),
      (nil, "\n\n%PDF-1.4", .pdf), ("text/html", "{\\rtf1 words}", .office),
      ("text/html", "OggS and so on", .audio),
      ("text/html", "RIFF....WEBPVP8 ", .image), ("text/html", "....ftypisom.", .video),
    ] as [(String?, String, ContentKind)]
  )
  func kinds(declared: String?, body: String, kind: ContentKind) {
    #expect(ContentKind(declared: declared, body: Array(body.utf8)) == kind)
  }

  @Test("of UTF-16 are told behind its mark")
  func wide() {
    let page = "<html><p>text".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(ContentKind(declared: nil, body: [0xFF, 0xFE] + page) == .html)
    #expect(ContentKind(declared: nil, body: [0xFE, 0xFF, 0, 0x68, 0, 0x69]) == .plainText)
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
