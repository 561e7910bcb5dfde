import Testing
import Text

@Suite("Hostile text")
struct HostileTextTests {
  /// What must hold of any text: ranges ascend, lie on character boundaries, and sentences cover all tokens.
  private func check(_ text: String) {
    let document = Document(text)
    let bytes = Array(text.utf8)
    #expect(zip(document.tokens, document.tokens.dropFirst()).allSatisfy { $0.end <= $1.start })
    #expect(document.tokens.allSatisfy { $0.start < $0.end })
    #expect(document.tokens.allSatisfy { bytes[Int($0.start)] & 0xC0 != 0x80 })
    #expect(document.tokens.allSatisfy { Int($0.end) == bytes.count || bytes[Int($0.end)] & 0xC0 != 0x80 })
    #expect(document.tokens.allSatisfy { $0.range.count <= 1_024 })
    #expect(document.sentences.flatMap(\.tokens).elementsEqual(document.tokens.indices))
  }

  @Test(
    "keeps every promise about ranges",
    arguments: [
      "", " ", "\n\n", ".", "...", "'", "\"", "a", "a.", "🇺🇦", "e\u{301}", "\u{301}", "\u{202E}abc\u{202C}",
      "\u{FEFF}",
      "\u{FFFD}\u{FFFD}", "a\u{0}b", "1.", "1)", "http://", "@", "#", "''s", "n't", "-", "--", "a-", "-a",
      "$", "’s’",
      "....................a", "\r\n.\r\n", "U.S.", "(((((((((((((((((a", "。。。", "「「「。", "x@@@y",
      "a.b.c.d.e.f.g.",
    ]
  )
  func edges(text: String) { check(text) }

  @Test(
    "in large pieces is analysed within the limits",
    arguments: [
      "a", "é", "\u{301}", "\u{202E}", "👩\u{200D}", "漢", "ก", "。", "「", ".", "1", "a.", "'s", "'a", "n't",
      "-a", "(",
      "! ", "1) ", "• ", "1/2/26 10:30 PM ", "_____ ", "a@", "aaa.bbb", "\"a. ",
    ]
  )
  func repeated(piece: String) { check(String(repeating: piece, count: 20_000)) }

  @Test("without a space for a million bytes is cut into tokens and sentences of bounded length")
  func unbroken() {
    let document = Document(String(repeating: "abcdefghij", count: 100_000))
    #expect(document.tokens.count == 977)
    #expect(document.sentences.count == 1)
    #expect(document.vocabulary.count <= 12)
  }

  @Test("of a million combining marks is cut too")
  func marks() {
    let document = Document("e" + String(repeating: "\u{301}", count: 1_000_000))
    #expect(document.tokens.allSatisfy { $0.range.count <= 1_024 })
    #expect(document.bytes.count == 2_000_001)
  }

  @Test("of invalid UTF-8 and halves of surrogate pairs is repaired, not refused")
  func invalid() {
    let bytes: [UInt8] = [0x61, 0x20, 0xFF, 0x20, 0xED, 0xA0, 0x80, 0x20, 0xC3, 0x2E, 0x20, 0x42, 0x2E]
    let document = Document(String(decoding: bytes, as: UTF8.self))
    #expect(document.tokens.first.map(document.text(of:)) == "a")
    #expect(document.tokens.last.map(document.text(of:)) == "B.")
    check(document.text(in: document.bytes.indices))
  }

  @Test("with marks of direction inside is read as if they were not there")
  func direction() {
    let document = Document("\u{202B}Kyiv\u{202C} \u{200F}Ky\u{200E}iv\u{202E}. It fell.")
    #expect(document.tokens.prefix(2).map { document.vocabulary.text(of: $0.term) } == ["kyiv", "kyiv"])
    #expect(document.sentences.count == 2)
  }
}
