import Foundation
import Model
import Testing
import Webhooks

@Suite("The documented payload")
struct DocumentedSchemaTests {
  private let manual: String
  private let data: [String: Any]

  init() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    manual = try String(contentsOf: root.appending(path: "Documentation/delivery.md"), encoding: .utf8)
    data = try #require(try SampleAlert.json(.standard, try SampleAlert.notice())["data"] as? [String: Any])
  }

  /// The words in code marks of a part of the manual.
  private func words(from start: String, to end: String) throws -> Set<String> {
    let from = try #require(manual.range(of: start)?.upperBound)
    let upTo = try #require(manual.range(of: end, range: from..<manual.endIndex)?.lowerBound)
    let pieces = manual[from..<upTo].split(separator: "`", omittingEmptySubsequences: false)
    return Set(pieces.enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) })
  }

  @Test("names every member of an alert, and no other")
  func members() throws {
    let from = try #require(manual.range(of: "`data` of an alert:")?.upperBound)
    let rows = manual[from...].split(separator: "\n").drop { !$0.hasPrefix("| `") }.prefix {
      $0.hasPrefix("| `")
    }
    let documented = Set(rows.compactMap { $0.split(separator: "`").dropFirst().first.map(String.init) })
    #expect(documented == Set(data.keys))
  }

  @Test("names every member of an event and of a source")
  func inner() throws {
    let event = try #require((data["events"] as? [[String: Any]])?.first)
    #expect(try words(from: "An event:", to: "A source:").isSuperset(of: event.keys))
    let source = try #require((data["sources"] as? [[String: Any]])?.first)
    #expect(try words(from: "A source:", to: "`data` of an endpoint's trouble").isSuperset(of: source.keys))
  }

  @Test("names every type")
  func types() {
    for change in AlertChange.allCases { #expect(manual.contains("`tocsin.alert.\(change.rawValue)`")) }
  }

  @Test("names every format", arguments: WebhookFormat.allCases)
  func formats(format: WebhookFormat) { #expect(manual.contains("`\(format.rawValue)`")) }
}
