import Terminal
import Testing

@Suite("Layout")
struct LayoutTests {
  @Test(
    "counts columns",
    arguments: [
      ("abc", 3), ("Москва", 6), ("警報", 4), ("e\u{301}", 1), ("👩‍👩‍👧", 2), ("❤️", 2), ("🇫🇷", 2), ("ｶﾅ", 2),
      ("한국", 4), ("", 0),
      ("…", 1),
    ]
  )
  func columns(text: String, count: Int) {
    #expect(SafeText(text).columns == count)
  }

  @Test(
    "cuts between characters, with an ellipsis",
    arguments: [
      ("short", 10, "short"), ("exactly", 7, "exactly"), ("longer text", 7, "longer…"), ("警報警報", 6, "警報…"),
      ("警報警報", 4, "警…"), ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"), ("abc", 1, "…"), ("abc", 0, ""),
    ]
  )
  func truncation(text: String, width: Int, shown: String) {
    #expect(SafeText(text).truncated(to: width).plain == shown)
  }

  @Test("wraps at spaces, breaks only what is longer than a line, and keeps styles")
  func wrapping() {
    let text: SafeText = "one two \("three", style: .bold) abcdefghijklmnop 警報警報警報"
    let lines = text.wrapped(to: 10, indent: "- ", hanging: "  ")
    #expect(lines.map(\.plain) == ["- one two", "  three", "  abcdefgh", "  ijklmnop", "  警報警報", "  警報"])
    #expect(lines[1].rendered(inColour: true).contains("\u{1B}[1mthree"))
    #expect(lines.allSatisfy { $0.columns <= 10 })
  }

  @Test("gives one line for an empty paragraph")
  func emptyParagraph() {
    #expect(SafeText("").wrapped(to: 10).map(\.plain) == [""])
    #expect(SafeText("  ").wrapped(to: 10, indent: "> ").map(\.plain) == ["> "])
  }

  private let table = TableRenderer([
    .init("id"), .init("title", isFlexible: true), .init("severity", .trailing), .init("note"),
  ])

  @Test("lines columns up, numbers to the right, without spaces at the end")
  func tableColumns() {
    let lines = table.lines([["a1", "Short", "4.0", ""], ["a12", "Москва 警報", "10.0", "x"]], width: 80)
    #expect(
      lines.map(\.plain) == [
        "id   title        severity  note", "a1   Short             4.0", "a12  Москва 警報      10.0  x",
      ]
    )
  }

  @Test(
    "lets a column that gives way first do so before the flexible ones",
    arguments: [
      (43, "e1  Russia expels two envoys  expelled them"), (38, "e1  Russia expels two envoys  expelle…"),
      (36, "e1  Russia expels two env…  expelle…"),
    ]
  )
  func givingWay(width: Int, line: String) {
    let table = TableRenderer([
      .init("id"), .init("act", isFlexible: true), .init("trigger", givesWayFirst: true),
    ])
    let rows: [[SafeText]] = [["e1", "Russia expels two envoys", "expelled them"]]
    #expect(table.lines(rows, width: width).last?.plain == line)
  }

  @Test(
    "puts a headline below its row where little of it would be seen beside it, and cuts it at the screen's edge",
    arguments: [
      (
        70,
        ["id  event          title", "f1  Russia → NATO  Russia shuts its NATO mission after the expulsions"]
      ), (48, ["id  event", "f1  Russia → NATO", "    Russia shuts its NATO mission after the exp…"]),
      (16, ["id  event", "f1  Russia → NA…", "    Russia shut…"]),
    ]
  )
  func standingBelow(width: Int, lines: [String]) {
    let table = TableRenderer([
      .init("id"), .init("event", isFlexible: true), .init("title", mayStandBelow: true),
    ])
    let rows: [[SafeText]] = [
      ["f1", "Russia → NATO", "Russia shuts its NATO mission after the expulsions"]
    ]
    #expect(table.lines(rows, width: width).map(\.plain) == lines)
  }

  @Test("lets flexible columns give way on a narrow screen")
  func narrowTable() {
    let lines = table.lines([["a1", "A title that is far too long", "4.0", "kept"]], width: 34)
    #expect(
      lines.map(\.plain) == ["id  title           severity  note", "a1  A title that …       4.0  kept"]
    )
  }

  @Test(
    "uses colour only on a willing terminal",
    arguments: [
      (["TERM": "xterm"], 100, true, 100), (["TERM": "xterm", "NO_COLOR": "1"], 100, false, 100),
      (["TERM": "xterm", "NO_COLOR": ""], 100, true, 100), (["TERM": "dumb"], 100, false, 100),
      ([:], 100, false, 100),
      (["TERM": "xterm"], nil, false, 80), (["TERM": "xterm", "COLUMNS": "120"], nil, false, 120),
      (["TERM": "xterm", "COLUMNS": "120"], 0, true, 120), (["COLUMNS": "x"], 3, false, 20),
    ] as [([String: String], Int?, Bool, Int)]
  )
  func appearance(environment: [String: String], columns: Int?, hasColour: Bool, width: Int) {
    let appearance = Appearance(environment: environment, terminalColumns: columns)
    #expect(appearance.hasColour == hasColour && appearance.columns == width)
    #expect(appearance.isEndless == (columns == nil && environment["COLUMNS"] == nil))
  }

  @Test(
    "knows the height of a terminal that tells it",
    arguments: [(24, 24), (0, nil), (nil, nil)] as [(Int?, Int?)]
  )
  func rows(told: Int?, rows: Int?) {
    #expect(Appearance(environment: [:], terminalColumns: 80, terminalRows: told).rows == rows)
  }
}
