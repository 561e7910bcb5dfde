import Foundation
import Testing

/// Commands that stand in documents are typed by those who read them.
@Suite("Commands in the documents")
struct DocumentedCommandTests {
  /// What stands for something of the reader's own, and what it is in the test's store.
  private static let placeholders = [
    ("WEBHOOK[, WEBHOOK…]", "ops"), ("WEBHOOK", "ops"), ("CONDITION", "severity at least 4"),
    ("MATCHER", "rule is nato-rupture"),
    ("NAME…", "nato-rupture"), ("RULE", "nato-rupture"), ("NAME", "nato-rupture"), ("WORDS", "mission"),
    ("NOTE", "a note"), ("OTHER", "other"), ("ACTOR, ACTOR", "Russia, China"),
    ("ADDRESS", "https://feeds.example/a"),
    ("TIME", "2d"), ("DATE", "2021-10-01"), ("COMMANDS", "status"), ("COMMAND", "status"), ("…", ""),
  ]
  /// What would wait for somebody, asks the world, or is a form rather than a command.
  private static let left = [
    "every", "open", "report", "serve", "restore", "backup", "move", "demo", "quit", "read", "explain",
    "extract",
    "analyse",
    "sentences", "summarise",
  ]
  /// Commands whose second word names a command too.
  private static let groups = ["alert", "webhook", "silence", "watch", "robots", "import"]
  /// Answers by which a command was not understood; others are about what is not stored.
  private static let misunderstood = [
    "Unknown option", "nexpected argument", "there is no command", "there is no field", "cannot stand here",
    "Missing",
    "is not a time", "is no duration", "is invalid", "nobody is known as", "write:", "there is no setting",
    "Usage:",
    "is an actor already",
  ]

  private let program: Binary

  init() throws { program = try Binary() }

  /// Commands of a document: in marks of code and in indented blocks, where the first word is a command's.
  private static func commands(in text: String, _ names: Set<String>) -> [String] {
    let marks = text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map {
        String($0.element).replacing("\n", with: " ").replacing("\\|", with: "|")
      }
    return marks.filter { mark in
      let words = mark.split(separator: " ").map(String.init)
      guard words.count > 1, let first = words.first, names.contains(first), !left.contains(first) else {
        return false
      }
      // A command's name alone is spoken of and not typed.
      let isName = words.count == 2 && groups.contains(first)
      guard !isName, !mark.hasPrefix("alert edit NAME"), !mark.hasPrefix("watch add") else { return false }
      return !mark.contains("|") && !mark.contains("[") && !mark.contains("FILE") && !mark.contains("URL")
        && !mark.contains("--jsonl") && !mark.contains("--export") && !mark.contains("CIDR")
    }
  }

  @Test("are understood as they stand")
  func understood() throws {
    let help = try program.run(["--help"]).output
    let names = Set(
      help.split(separator: "\n").filter { $0.hasPrefix("  ") }.compactMap {
        $0.split { !$0.isLetter }.first.map(String.init)
      }
    )
    try program.run(["webhook", "add", "ops", "https://hooks.example/ops"])
    try program.run(["alert", "add", "nato-rupture", "when", "severity at least 4"])
    try program.run(["read", try program.report(1)])
    let folder = Binary.repository.appendingPathComponent("Documentation")
    let documents =
      [Binary.repository.appendingPathComponent("README.md")]
      + (try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil))
    var count = 0
    for document in documents where document.pathExtension == "md" {
      for written in Self.commands(in: try String(contentsOf: document, encoding: .utf8), names) {
        let command = Self.placeholders.reduce(written) { $0.replacing($1.0, with: $1.1) }
        let run = try program.run(["-c", command])
        count += 1
        for words in Self.misunderstood {
          #expect(!run.errors.contains(words), "\(document.lastPathComponent): \(written): \(run.errors)")
        }
      }
    }
    #expect(count > 60)
  }
}
