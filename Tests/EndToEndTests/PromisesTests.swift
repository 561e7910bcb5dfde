import Foundation
import Testing

@Suite("Documentation/promises.md", .onlyOverFiles("no store is in it"))
struct PromisesTests {
  @Test("names a test for each promise, and each is there")
  func tests() throws {
    let manual = Binary.repository.appendingPathComponent("Documentation/promises.md")
    let rows = try String(contentsOf: manual, encoding: .utf8).split(separator: "\n")
      .filter { $0.hasPrefix("| ") && !$0.hasPrefix("| promise") && !$0.hasPrefix("| ---") }
    #expect(rows.count > 30)
    for row in rows {
      let name = try #require(row.split(separator: "`").dropLast().last, "\(row)")
      let parts = name.split { "/.".contains($0) }.map(String.init)
      try #require(parts.count == 3, "\(name)")
      #expect(try Self.isThere(target: parts[0], suite: parts[1], function: parts[2]), "\(name)")
    }
  }

  private static func isThere(target: String, suite: String, function: String) throws -> Bool {
    let folder = Binary.repository.appendingPathComponent("Tests/\(target)")
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).contains {
      file in
      let text = try String(contentsOf: file, encoding: .utf8)
      // A suite of many tests stands in several files.
      let isOfSuite = ["struct", "extension"].contains { text.contains("\($0) \(suite) ") }
      return isOfSuite && text.contains("func \(function)(")
    }
  }
}
