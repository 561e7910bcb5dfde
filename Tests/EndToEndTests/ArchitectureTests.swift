import Foundation
import Testing

@Suite("Documentation/architecture.md", .onlyOverFiles("no store is in it"))
struct ArchitectureTests {
  private static func text(_ path: String) throws -> String {
    try String(contentsOf: Binary.repository.appendingPathComponent(path), encoding: .utf8)
  }

  @Test("names files and functions that are there")
  func walks() throws {
    let steps = try Self.text("Documentation/architecture.md").split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 3, Int(cells[0]) != nil, cells[1].contains(".swift") else {
        return nil as [String]?
      }
      return cells[1].split(separator: "`").map(String.init).filter { $0 != " " }
    }
    #expect(steps.count > 30)
    for step in steps {
      try #require(step.count == 2, "\(step)")
      let source = try Self.text("Sources/\(step[0])")
      #expect(source.contains("func \(step[1])(") || source.contains("func \(step[1])<"), "\(step)")
    }
  }

  @Test("no room imports one that stands above it, or one that the table of targets does not give it")
  func layers() throws {
    let table = try Self.text("Package.swift")
    let rooms = table.matches(of: /room\(\s*"(\w+)"(?:,\s*\[([^\]]*)\])?/).map { match in
      (name: String(match.1), uses: (match.2 ?? "").matches(of: /"(\w+)"/).map { String($0.1) })
    }
    #expect(rooms.count > 20)
    let names = Set(rooms.map(\.name))
    var below: Set<String> = []
    for room in rooms {
      let used = Set(room.uses).intersection(names)
      #expect(used.isSubset(of: below), "\(room.name) uses \(used.subtracting(below))")
      let imported = try Self.imports(of: room.name).intersection(names)
      #expect(imported.isSubset(of: used), "\(room.name) imports \(imported.subtracting(used))")
      below.insert(room.name)
    }
  }

  private static func imports(of room: String) throws -> Set<String> {
    let folder = Binary.repository.appendingPathComponent("Sources/\(room)")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects ?? []
    let texts = try files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
      .map { try String(contentsOf: $0, encoding: .utf8) }
    return Set(texts.flatMap { $0.matches(of: /(?m)^(?:\w+ )?import (\w+)/).map { String($0.1) } })
  }
}
