import Synchronization
import Testing

@testable import Storage

@Suite("Texts that are read again and again")
final class ReadTextsTests {
  private let texts = ReadTexts(bytesMax: 10)
  private let reads = Mutex<[String]>([])

  private func number(_ text: String) throws -> Int {
    try texts.value(of: text) { text in
      reads.withLock { $0.append(text) }
      guard let number = Int(text) else { throw DamagedRow("number") }
      return number
    }
  }

  @Test("are read once, for each type that they are read as")
  func once() throws {
    for _ in 0..<3 { #expect(try number("12") == 12) }
    #expect(reads.withLock { $0 } == ["12"])
    #expect(texts.value(of: "12") { $0 + "!" } == "12!")
    #expect(try number("12") == 12)
  }

  @Test("are kept while they are read, and go when others came")
  func generations() throws {
    for text in ["1111", "2222", "3333", "1111", "4444", "5555", "1111", "2222"] { _ = try number(text) }
    #expect(reads.withLock { $0 } == ["1111", "2222", "3333", "4444", "5555", "2222"])
  }

  @Test("that say nothing are read, and fail, each time")
  func broken() {
    for _ in 0..<2 { #expect(throws: DamagedRow.self) { try number("x") } }
    #expect(reads.withLock { $0 } == ["x", "x"])
  }
}
