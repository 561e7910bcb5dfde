import CoreFoundation
import Foundation
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

  private static let russian =
    "Паром между двумя островами был остановлен в пятницу после шторма, сообщил совет города."
  private static let german =
    "Der Bürgermeister hat die Brücke über den Fluss für größere Schiffe gesperrt, weil Öl ausläuft."
  private static let japanese = "二つの島を結ぶフェリーは金曜日に運航を停止したと町議会が発表した。乗客はバスで戻った。"
  private static let chinese = "周五，工程师在船体上发现裂缝后，两座岛屿之间的渡轮停运，市议会表示，没有人受伤。"

  private func bytes(_ text: String, _ encoding: String) throws -> [UInt8] {
    let encodings: [String: CFStringEncodings] = [
      "windows-1251": .windowsCyrillic, "koi8-r": .KOI8_R, "shift_jis": .shiftJIS, "gb18030": .GB_18030_2000,
      "iso-2022-jp": .ISO_2022_JP, "windows-1250": .windowsLatin2,
    ]
    let known = try #require(encodings[encoding])
    let number = CFStringConvertEncodingToNSStringEncoding(CFStringEncoding(known.rawValue))
    return Array(try #require(text.data(using: String.Encoding(rawValue: number))))
  }

  @Test(
    "is found in the bytes where nobody names it",
    arguments: [
      (russian, "windows-1251"), (russian, "koi8-r"), (japanese, "shift_jis"), (chinese, "gb18030"),
      (japanese, "iso-2022-jp"),
    ]
  )
  func detected(text: String, encoding: String) throws {
    let page = "<html><body><p>".utf8 + (try bytes(text, encoding)) + "</p></body></html>".utf8
    #expect(decoded(Array(page)) == "<html><body><p>\(text)</p></body></html>")
  }

  @Test("stays windows-1252 for the little that Latin script has beyond ASCII")
  func latin() {
    let page = Self.german.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    #expect(decoded(page) == Self.german)
    #expect(
      decoded(Array("The ".utf8) + [0x93] + Array("last".utf8) + [0x94] + Array(" word".utf8))
        == "The “last” word"
    )
  }

  @Test("is not UTF-8 where the header says so and the bytes are something else")
  func contradicted() throws {
    let page = try bytes(Self.russian, "windows-1251")
    #expect(decoded(page, "utf-8") == Self.russian)
    let named = Array("<meta charset=koi8-r>".utf8) + (try bytes(Self.russian, "koi8-r"))
    #expect(decoded(named, "utf-8") == "<meta charset=koi8-r>" + Self.russian)
    #expect(decoded(Array("<meta charset=utf-8>".utf8) + page) == "<meta charset=utf-8>" + Self.russian)
    // A name of two-byte characters under which the bytes are full of faults.
    #expect(decoded(Array("<meta charset=euc-jp>".utf8) + page) == "<meta charset=euc-jp>" + Self.russian)
  }

  @Test("is not what a header calls UTF-8 text by habit")
  func reencoded() { #expect(decoded(Array(Self.russian.utf8), "iso-8859-1") == Self.russian) }

  @Test("stays UTF-8 around some wrong bytes, which become U+FFFD", arguments: ["utf-8", nil])
  func faulty(declared: String?) {
    let page = Array(Self.russian.utf8) + [0x20, 0xFF, 0x20, 0xE9, 0x20]
    #expect(decoded(page, declared) == Self.russian + " \u{FFFD} \u{FFFD} ")
    #expect(
      decoded(Array("na".utf8) + [0xC3, 0xAF] + Array("ve caf".utf8) + [0xE9], declared)
        == "naïve caf\u{FFFD}"
    )
  }

  @Test(
    "is taken from what the page writes, wherever in its head and in whatever form",
    arguments: [
      "<?xml version='1.0' encoding='windows-1251'?><html>",
      "\n\n <?xml version=\"1.0\" encoding=\"windows-1251\"?>",
      "<!-- <meta charset=koi8-r> --><meta charset=windows-1251>",
      "<meta name=description content='charset=koi8-r wins'><META CHARSET = 'windows-1251' />",
      "<meta content='text/html; charset = windows-1251' http-equiv=content-type>",
      "<script>\(String(repeating: "x", count: 100_000))</script><meta charset=windows-1251>",
    ]
  )
  func written(head: String) throws {
    // Too little to be told from its bytes.
    #expect(decoded(Array(head.utf8) + (try bytes("мир", "windows-1251"))) == head + "мир")
  }
}
