import Model
import Testing

@Suite("Ids as analysts type them")
struct RecordIDTests {
  @Test(
    "are read and written the same",
    arguments: [
      ("a12", RecordKind.article, 12, nil), ("a12.3", .article, 12, 3), ("e5", .event, 5, nil),
      ("f9", .firing, 9, nil),
    ] as [(String, RecordKind, Int64, Int?)]
  )
  func roundTrip(text: String, kind: RecordKind, number: Int64, sentence: Int?) throws {
    let id = try #require(RecordID(text))
    #expect(id == RecordID(kind, number, sentence: sentence))
    #expect(id.description == text)
  }

  @Test(
    "are refused where they are none",
    arguments: [
      "", "a", "a0", "a-1", "a+1", "12", "x1", "a1.", "a1.0", "a1.2.3", "e5.1", "a99999999999999999999",
    ]
  )
  func refused(text: String) {
    #expect(RecordID(text) == nil)
  }
}
