import Foundation
import Terminal
import Testing

@Suite("The line editor's parts")
struct LineEditorTests {
  @Test(
    "characters are put together from bytes, and broken ones dropped",
    arguments: [
      ("ASCII", [0x61, 0x62], "ab"), ("Cyrillic", [0xD0, 0x96, 0xD1, 0x8F], "Жя"),
      ("emoji", [0xF0, 0x9F, 0x94, 0x94], "🔔"),
      ("a broken beginning", [0xD0, 0x61], "a"), ("a lone continuation", [0x96, 0x61], "a"),
      ("a surrogate", [0xED, 0xA0, 0x80, 0x61], "a"), ("an overlong form", [0xC0, 0xAF, 0x61], "a"),
    ] as [(String, [UInt8], String)]
  )
  func assembling(_: String, bytes: [UInt8], typed: String) {
    var assembler = UTF8Assembler()
    #expect(String(String.UnicodeScalarView(bytes.compactMap { assembler.take($0) })) == typed)
  }

  @Test(
    "the cursor's row is where libedit draws it",
    arguments: [
      ("empty", "", 0), ("short", "ab", 0), ("up to the edge", "12345678901", 0),
      ("onto the edge", "123456789012", 1),
      ("over the edge", "1234567890123", 1), ("a newline", "a\nb", 1),
      ("a control of two columns", "1234567890\u{1}", 1),
      ("two rows and more", String(repeating: "x", count: 40), 2),
    ]
  )
  func rows(_: String, typed: String, row: Int) {
    let wide = typed.unicodeScalars.map { Int32(bitPattern: $0.value) }
    #expect(EditorRows.row(of: wide, promptColumns: 8, screenColumns: 20) == row)
  }

  @Test(
    "rows that end in a blank at the edge are known",
    arguments: [
      ("short", "ab cd", []), ("a letter at the edge", "12345678901234 5", []),
      ("a blank at the edge", "12345678901 34", [EditorRows.Edge(row: 0, next: 51)]),
      ("a blank at the edge and nothing behind it", "12345678901 ", []),
      ("a blank and a newline", "12345678901 \n4", []),
      (
        "a blank in the second row", "123456789012" + String(repeating: "x", count: 19) + " yz",
        [EditorRows.Edge(row: 1, next: 121)]
      ),
    ]
  )
  func blankEdges(_: String, typed: String, edges: [EditorRows.Edge]) {
    let wide = typed.unicodeScalars.map { Int32(bitPattern: $0.value) }
    #expect(EditorRows.blankEdges(of: wide, promptColumns: 8, screenColumns: 20) == edges)
  }

  @Test(
    "Tab completes one candidate, what several share, or lists them",
    arguments: [
      ("nothing fits", "x", [], Completion.Effect.beep), ("one fits", "rea", ["read"], .replace("read ")),
      ("several share more", "s", ["status", "stories"], .replace("st")),
      ("nothing more is shared", "st", ["status", "stories"], .list),
      ("letters of the other case", "rus", ["Russia", "Russians"], .replace("Russia")),
      (
        "names of several words begin a quotation", "Un", ["\"United Arab\"", "\"United States\""],
        .replace("\"United ")
      ),
      ("a quotation goes on", "\"Un", ["\"United Arab\"", "\"United States\""], .replace("\"United ")),
      ("a quotation that all go on from", "\"United ", ["\"United Arab\"", "\"United States\""], .list),
      ("names with and without quotes", "No", ["\"North Korea\"", "Norway"], .replace("Nor")),
      ("letters of most", "un", ["UNITA", "United", "Unit 61398"], .replace("Unit")),
      ("names that begin otherwise", "Pu", ["Vladimir Putin", "Purnell"], .list),
    ] as [(String, String, [String], Completion.Effect)]
  )
  func tab(_: String, typed: String, candidates: [String], effect: Completion.Effect) {
    let completion = Completion(replacedScalars: typed.count, candidates: candidates.map { .init($0) })
    #expect(completion.effect(typed: typed) == effect)
  }
}
