import Markup
import Testing

@Suite("A page's charset")
struct CharsetTests {
  private func decoded(_ bytes: [UInt8], _ declared: String? = nil) -> String {
    String(decoding: Charset.decode(bytes, declared: declared), as: UTF8.self)
  }

  @Test("is taken from the byte order mark before anything else")
  func mark() {
    #expect(decoded([0xEF, 0xBB, 0xBF, 0x61], "windows-1252") == "a")
    #expect(decoded([0xFE, 0xFF, 0x00, 0x61]) == "a")
    #expect(decoded([0xFF, 0xFE, 0x61, 0x00]) == "a")
  }

  @Test(
    "is taken from the transport, by any of its usual labels",
    arguments: ["iso-8859-1", " Latin1 ", "\"CP1252\""]
  )
  func transport(label: String) { #expect(decoded([0x93, 0xE9, 0x94], label) == "“é”") }

  @Test(
    "is taken from meta where the transport says nothing",
    arguments: [
      ("<meta charset=windows-1251>", [0xEF, 0xF0], "пр"), ("<meta charset='shift_jis'>", [0x93, 0xFA], "日"),
      ("<META http-equiv=Content-Type content='text/html; charset=GB2312'>", [0xD6, 0xD0], "中"),
      ("<meta charset=euc-kr>", [0xC7, 0xD1], "한"), ("<meta charset=no-such>", [0xE9], "é"),
      ("", [0xE9], "é"),
    ] as [(String, [UInt8], String)]
  )
  func meta(head: String, bytes: [UInt8], text: String) {
    #expect(decoded(Array(head.utf8) + bytes) == head + text)
  }

  @Test("is UTF-8 where the bytes are, whatever meta says")
  func valid() { #expect(decoded(Array("<meta charset=iso-8859-1>é".utf8)) == "<meta charset=iso-8859-1>é") }

  @Test("lets wrong bytes become U+FFFD and drops null bytes")
  func wrong() {
    #expect(decoded([0x61, 0xFF, 0x62], "utf-8") == "a\u{FFFD}b")
    #expect(decoded([0x61, 0x00, 0x62], "utf-8") == "ab")
    #expect(decoded([0x81, 0x20], "shift_jis") == "\u{FFFD} ")
    #expect(decoded([]) == "")
  }
}
