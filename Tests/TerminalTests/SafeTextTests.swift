import Terminal
import Testing

@Suite("Safe text")
struct SafeTextTests {
  @Test(
    "takes out what a terminal would obey",
    arguments: [
      ("a colour", "\u{1B}[31mred\u{1B}[0m", "red"),
      ("the screen cleared", "a\u{1B}[2J\u{1B}[Hb", "ab"),
      ("a window title ended by BEL", "a\u{1B}]0;owned\u{07}b", "ab"),
      ("a link ended by ST", "\u{1B}]8;;http://x\u{1B}\\click\u{1B}]8;;\u{1B}\\", "click"),
      ("a device control string", "a\u{1B}Pq#0;2\u{1B}\\b", "ab"),
      ("a title without an end", "a\u{1B}]0;the rest stays", "a0;the rest stays"),
      ("a title whose end is on another line", "a\u{1B}]0;x\ny\u{07}z", "a0;x yz"),
      ("a control sequence without an end", "a\u{1B}[31", "a31"),
      ("eight-bit introducers", "a\u{9B}31mb\u{9D}0;t\u{9C}c", "abc"),
      ("a character set", "a\u{1B}(0b", "ab"),
      ("a full reset", "a\u{1B}cb", "ab"),
      ("an escape at the end", "a\u{1B}", "a"),
      ("bell, backspace, delete, NUL", "a\u{07}\u{08}\u{7F}\u{00}b", "ab"),
      ("a carriage return over the line", "good\rbad", "good bad"),
      ("newlines and tabs, as one space", "a\r\n\t\u{2028}\u{85}b", "a b"),
    ]
  )
  func controls(_: String, foreign: String, shown: String) {
    #expect(SafeText(foreign).plain == shown)
  }

  @Test(
    "takes out what deceives a reader",
    arguments: [
      ("text running backwards", "pay\u{202E}gnp.exe\u{202C}", "paygnp.exe"),
      ("isolates and marks", "\u{2067}a\u{2069}\u{200E}b\u{200F}\u{061C}", "ab"),
      ("letters parted by nothing", "Rus\u{200B}sia\u{2060}\u{FEFF}\u{00AD}", "Russia"),
      ("a joiner between Latin letters", "Rus\u{200D}s\u{200C}ia", "Russia"),
      ("a hidden second text of tags", "ok\u{E0041}\u{E0042}\u{E007F}", "ok"),
      ("hidden variation selectors", "ok\u{E0100}", "ok"),
      ("a letter that looks like nothing", "a\u{3164}b", "a b"),
      ("noncharacters", "a" + (Unicode.Scalar(0xFFFE as UInt32).map(String.init) ?? "?") + "b", "ab"),
      ("a run of replacement characters", "a\u{FFFD}\u{FFFD}\u{FFFD}b", "a\u{FFFD}b"),
      ("marks piled up", "Z\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}o", "Z\u{300}\u{301}\u{302}\u{303}o"),
    ]
  )
  func deceptions(_: String, foreign: String, shown: String) {
    #expect(SafeText(foreign).plain.unicodeScalars.elementsEqual(shown.unicodeScalars))
  }

  @Test(
    "keeps honest text as it is",
    arguments: [
      "Москва отозвала посла", "警報：ミサイル", "می‌خواهم", "क्‍ष", "👩‍👩‍👧 ❤️ 🇫🇷", "Việt Nam", "naïve café", "a — b “c”",
      "שָׁלוֹם", "",
    ]
  )
  func honest(text: String) {
    #expect(SafeText(text).plain.unicodeScalars.elementsEqual(text.unicodeScalars))
  }

  @Test("sanitises what is put into a literal, and nothing of the literal")
  func interpolation() {
    let title = "Bad\u{1B}[2J\nnews"
    let line: SafeText = "read \(title),\n\(3) sentences"
    #expect(line.plain == "read Bad news,\n3 sentences")
  }

  @Test("shows styles only in colour, and keeps those of text put into text")
  func styles() {
    let name: SafeText = "\("x\u{1B}[0m", style: .red)"
    let line: SafeText = "a \(name.styled(.bold)) b"
    #expect(line.rendered(inColour: false) == "a x b")
    #expect(line.rendered(inColour: true) == "a \u{1B}[1;31mx\u{1B}[0m b")
  }

  @Test(
    "keeps the value of JSON and escapes what a terminal would obey",
    arguments: [
      ("{\"a\":\"b\"}\n", "{\"a\":\"b\"}\n"),
      ("\"\u{7F}\u{9B}2J\u{202E}\"", "\"\\u007F\\u009B2J\\u202E\""),
      ("\"\u{E0041}\u{2028}\"", "\"\\uDB40\\uDC41\\u2028\""),
      ("\"Москва 👩‍👧\"", "\"Москва 👩‍👧\""),
    ]
  )
  func json(encoded: String, shown: String) {
    #expect(SafeText(json: encoded).plain == shown)
  }

  @Test("parts a foreign text into its lines")
  func lines() {
    #expect(SafeText.lines(of: "a\r\nb\u{1B}[1m\n\nc").map(\.plain) == ["a", "b", "", "c"])
  }
}
