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
    arguments: ["a", "é", "\u{301}", "漢", ".", "1", "a.", "'s", "-a", "(", "! "]
  )
  func repeated(piece: String) { check(String(repeating: piece, count: 20_000)) }
}
