import Exchange
import Foundation
import TestSupport
import Testing

@Suite("Lines of input")
struct LineSourceTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(
    "end in LF only, and the last one needs none",
    arguments: [
      ("", []), ("\n", [""]), ("a", ["a"]), ("a\n", ["a"]), ("a\nb", ["a", "b"]),
      ("a\n\nb\n", ["a", "", "b"]),
      ("a\r\nb", ["a\r", "b"]), ("a\u{2028}b\u{85}c\n", ["a\u{2028}b\u{85}c"]),
    ] as [(String, [String])]
  )
  func lines(text: String, expected: [String]) throws {
    #expect(try read(text) == expected)
  }

  @Test("that are too long are passed over, and those after them are read")
  func tooLong() throws {
    #expect(try read("12345678\n123456789\n1\n", lineBytesMax: 8) == ["12345678", "too long: 2", "1"])
    #expect(try read("123456789", lineBytesMax: 8) == ["too long: 1"])
  }

  @Test("may be longer than one read of the system")
  func longerThanAChunk() throws {
    let long = String(repeating: "x", count: 3 << 20)
    #expect(try read("a\n\(long)\nb\n").map(\.utf8.count) == [1, 3 << 20, 1])
  }

  private func read(_ text: String, lineBytesMax: Int = LineSource.Limits.lineBytes) throws -> [String] {
    let path = folder.file("lines")
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    let file = try #require(FileHandle(forReadingAtPath: path))
    defer { try? file.close() }
    var source = LineSource(descriptor: file.fileDescriptor, lineBytesMax: lineBytesMax)
    var lines: [String] = []
    while let line = try source.next() {
      switch line {
      case .line(let bytes, let number):
        #expect(number == lines.count + 1)
        lines.append(String(decoding: bytes, as: UTF8.self))
      case .tooLong(let number): lines.append("too long: \(number)")
      }
    }
    return lines
  }
}

@Suite("Work in order")
struct OrderedWorkTests {
  @Test("gives results in the order of the items, however many work at once", arguments: [1, 2, 8])
  func order(jobs: Int) throws {
    var next = 0
    let collected = Collected()
    try OrderedWork(jobs: jobs).run(
      take: { () throws(ExchangeError) -> Int? in
        next += 1
        return next <= 500 ? next : nil
      },
      work: { item in
        // The first items take the longest, so that order is not an accident.
        (0..<(500 - item) * 20).reduce(item) { sum, _ in sum }
      },
      give: { output throws(ExchangeError) in collected.append(output) }
    )
    #expect(collected.values == Array(1...500))
  }

  @Test("never holds more items than its window")
  func bounded() throws {
    var taken = 0
    let collected = Collected()
    var farthest = 0
    try OrderedWork(jobs: 2).run(
      take: { () throws(ExchangeError) -> Int? in
        taken += 1
        farthest = max(farthest, taken - collected.values.count)
        return taken <= 200 ? taken : nil
      },
      work: { $0 },
      give: { output throws(ExchangeError) in collected.append(output) }
    )
    #expect(farthest <= 2 * 8 + 1)
  }

  @Test("works on as many large items at once as fit its budget of bytes, and on one that fits none alone")
  func bytes() throws {
    let mebibytes = [1, 30, 30, 30, 80, 1, 40, 40, 2, 63, 2]
    let (lock, collected) = (NSLock(), Collected())
    nonisolated(unsafe) var (now, most) = (0, 0)  // guarded by the lock
    var next = -1
    try OrderedWork(jobs: 8).run(
      take: { () throws(ExchangeError) -> Int? in
        next += 1
        return next < mebibytes.count ? mebibytes[next] : nil
      },
      size: { $0 << 20 },
      work: { item in
        lock.withLock {
          now += item
          most = max(most, item == 80 ? now - 16 : now)
        }
        _ = (0..<100_000).reduce(item) { sum, _ in sum }
        lock.withLock { now -= item }
        return item
      },
      give: { output throws(ExchangeError) in collected.append(output) }
    )
    #expect(collected.values == mebibytes)
    #expect(most <= 64)
  }

  @Test("ends with the error of its sink", arguments: [1, 2])
  func failure(jobs: Int) {
    #expect(throws: ExchangeError.cannotWrite(reason: "full")) {
      try OrderedWork(jobs: jobs).run(
        take: { () throws(ExchangeError) -> Int? in 1 },
        work: { $0 },
        give: { _ throws(ExchangeError) in throw .cannotWrite(reason: "full") }
      )
    }
  }
}

private final class Collected: @unchecked Sendable {  // guarded by the lock
  private let lock = NSLock()
  private var items: [Int] = []

  var values: [Int] { lock.withLock { items } }

  func append(_ item: Int) { lock.withLock { items.append(item) } }
}
