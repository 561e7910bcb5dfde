import Console
import Testing

/// Words stay whole on every screen.
@Suite("Lines that are longer than the screen")
struct WrappingTests {
  private let desk: CaughtDesk

  init() throws { desk = try CaughtDesk() }

  private static func words(_ text: String) -> [Substring] { text.split(whereSeparator: \.isWhitespace) }

  @Test(
    "are broken between words, whatever says them",
    arguments: [40, 80]
  )
  func words(columns: Int) async {
    await desk.readSamples(["harbour-post-mission"])
    for command in [
      "mark", "alert list", "alert check when severity is 3 and nothing", "define", "alias", "digest notify",
      "undo", "events --actor Rusia", "help nothing-such", "watch list", "silence list", "codes nothing-such",
      "alert add x when severity at least 4", "alert disable x", "retention", "show e1", "show a1", "why f1",
      "webhook list", "alert check when actor is Chna", "silence end 77", "digest since 2d",
    ] {
      let narrow = await desk.run(["-c", command], columns: columns)
      let wide = await desk.run(["-c", command], columns: 400)
      let isTable = narrow.output.contains("…") || command.hasPrefix("show a") || command == "alert list"
      for line in (narrow.output + narrow.errors).split(separator: "\n") {
        #expect(
          line.count <= columns || line.count == line.split(separator: " ").last?.count,
          "\(command): \(line)"
        )
      }
      let longest = Self.words(wide.output + wide.errors).map(\.count).max() ?? 0
      guard !isTable, longest <= columns - 4, !wide.errors.contains("^") else { continue }
      // A command that changed something says so once.
      guard narrow.status == wide.status, !["undo", "alert add x when severity at least 4"].contains(command)
      else { continue }
      if command == "alert disable x" { continue }
      #expect(
        Self.words(narrow.output + narrow.errors) == Self.words(wide.output + wide.errors),
        "\(command)"
      )
    }
  }

  /// A condition, and the word in it that is wrong.
  private static let conditions = [
    ("actor is Chna", "Chna"),
    (
      "severity at least 4 and status is realised and actor is Germany and target is Rusia and severity under 9",
      "Rusia"
    ),
    (
      "actr is Russia and severity at least 4 and status is realised and target is Germany and code is 16",
      "actr"
    ),
    (
      "severity at least 4 and status is realised and actor is Germany and target is Russia and code is 9999",
      "9999"
    ),
    (
      "title contains \"окончание переговоров\" and severity at least 4 and status is realised and target is Rusia",
      "Rusia"
    ),
  ]

  @Test(
    "carets stand under the word that is meant, on a screen of any width",
    arguments: [24, 40, 60, 80, 200]
  )
  func carets(columns: Int) async {
    for (condition, word) in Self.conditions {
      let run = await desk.run(["alert", "check", "when", condition], columns: columns)
      let lines = run.errors.split(separator: "\n").map(String.init)
      guard let place = lines.firstIndex(where: { $0.contains("^") }), place > 0 else {
        Issue.record("no caret: \(run.errors)")
        continue
      }
      let start = lines[place].prefix { $0 == " " }.count
      let marked = lines[place - 1].dropFirst(start).prefix(lines[place].filter { $0 == "^" }.count)
      #expect(marked == word, "\(run.errors)")
      #expect(lines.allSatisfy { $0.count <= columns }, "\(run.errors)")
    }
  }
}
