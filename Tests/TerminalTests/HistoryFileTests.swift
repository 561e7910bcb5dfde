import Foundation
import Terminal
import Testing

@Suite("A history file")
struct HistoryFileTests {
  private let path = FileManager.default.temporaryDirectory.appending(path: "history-\(UUID().uuidString)")
    .path

  @Test("gives back what was typed, each line once, where it was last typed")
  func roundTrip() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    let history = HistoryFile(path: path)
    for line in ["read a", "статус", "read a", "quotes \"and\\ \n newline"] { try history.append(line) }
    #expect(try history.load() == ["статус", "read a", "quotes \"and\\ \n newline"])
  }

  @Test("is for its owner only")
  func mode() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    try HistoryFile(path: path).append("status")
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test("skips damaged lines and what is too long, and is empty where there is no file")
  func damage() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    let history = HistoryFile(path: path)
    #expect(try history.load().isEmpty)
    try Data("\"good\"\nnot json\n\u{FF}\n\"half".utf8).write(to: URL(filePath: path))
    try history.append(String(repeating: "x", count: HistoryFile.entryBytesMax + 1))
    #expect(try history.load() == ["good"])
  }

  @Test("is compacted to the newest lines when it has grown to twice their number")
  func compaction() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    let lines = (0...(2 * HistoryFile.entriesMax)).map { "\"line \($0)\"\n" }.joined()
    try Data(lines.utf8).write(to: URL(filePath: path))
    let history = HistoryFile(path: path)
    try history.append("last")
    let kept = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    #expect(kept.count == HistoryFile.entriesMax)
    #expect(kept.last == "\"last\"")
    #expect(try history.load().count == HistoryFile.entriesMax)
  }

  @Test("a lock that somebody keeps holds no prompt up")
  func locked() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    let descriptor = open(path, O_RDWR | O_CREAT, 0o600)
    defer { close(descriptor) }
    #expect(flock(descriptor, LOCK_EX) == 0)
    let start = Date()
    #expect(throws: CocoaError.self) { try HistoryFile(path: path).append("status") }
    #expect(Date().timeIntervalSince(start) < 5)
  }
}
