import Console
import Foundation
import Synchronization
import Terminal
import TestSupport
import Testing

/// Commands at a desk of their own, whose words are caught.
struct CaughtDesk {
  private final class Words: Sendable {
    let text = Mutex("")
  }

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Runs a command to its end.
  func run(_ arguments: String...) async -> (output: String, errors: String, status: Console.ExitStatus) {
    await run(arguments)
  }

  /// Runs a command to its end.
  func run(_ arguments: [String]) async -> (output: String, errors: String, status: Console.ExitStatus) {
    await run(arguments, columns: 120)
  }

  /// The same on a screen of another width; nil for a pipe, whose lines have no end.
  func run(
    _ arguments: [String],
    columns: Int?
  ) async -> (output: String, errors: String, status: Console.ExitStatus) {
    let (output, errors) = (Words(), Words())
    let status = await program(output, errors, columns).run(arguments)
    return (output.text.withLock { $0 }, errors.text.withLock { $0 }, status)
  }

  /// What Tab makes of a line at the prompt: what it becomes, or what is listed.
  func tab(_ line: String) throws -> (line: String, candidates: [String]) {
    let completion = try program(Words(), Words(), 80).completion(of: line)
    let place = line.unicodeScalars.count - completion.replacedScalars
    let scalars = Array(line.unicodeScalars)
    let text = { (part: ArraySlice<Unicode.Scalar>) in String(String.UnicodeScalarView(part)) }
    switch completion.effect(typed: text(scalars[place...])) {
    case .replace(let word): return (text(scalars[..<place]) + word, completion.candidates.map(\.text))
    case .list, .beep: return (line, completion.candidates.map(\.text))
    }
  }

  private func program(_ output: Words, _ errors: Words, _ columns: Int?) -> Program {
    var appearance = Appearance(hasColour: false, columns: columns ?? 80)
    appearance.isEndless = columns == nil
    let look = appearance
    func printer(_ words: Words) -> Printer {
      Printer(appearance: { look }) { text in words.text.withLock { $0 += text } }
    }
    return Program(
      environment: ["HOME": folder.path, "TOCSIN_NOW": "2021-10-18T20:00:00Z"],
      output: printer(output),
      errors: printer(errors)
    )
  }

  /// Where its database is.
  var databasePath: String { folder.path + "/.local/share/tocsin/tocsin.sqlite" }

  func file(_ name: String, _ text: String) throws -> String {
    let path = folder.file(name)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }
}

@Suite("Pasted lines")
struct PastedCommandTests {
  @Test(
    "are commands of their own, but for those that stand further in",
    arguments: [
      ("status\nalerts", ["status", "alerts"]),
      (
        "alert add x when severity at least 4\n    from 2 sources within 6h\nstatus",
        ["alert add x when severity at least 4\n    from 2 sources within 6h", "status"]
      ),
      ("  status\n  alerts", ["  status", "  alerts"]),
      ("status\n\n  # a remark\nalerts", ["status", "alerts"]),
      (
        "alert add x when \\\n  severity at least 4\n  notify ops",
        ["alert add x when \n  severity at least 4\n  notify ops"]
      ),
    ]
  )
  func parted(pasted: String, commands: [String]) {
    #expect(Program.commands(inPasted: pasted) == commands)
  }
}

@Suite("Commands at a desk")
struct DeskTests {
  private let desk: CaughtDesk

  init() throws { desk = try CaughtDesk() }

  private static let report = """
    Russia suspends its mission to NATO

    Russia suspended its mission to NATO on Monday in answer to the expulsion of eight diplomats, the ministry says.
    Foreign Minister Sergei Lavrov announced the step in Moscow and said that the offices would close in November.
    """

  @Test("an article is read, stored, shown again, and a rule that it matches fires once")
  func reading() async throws {
    #expect(await desk.run("alert", "add", "watch", "when", "title contains mission").status == .done)
    let page = try desk.file("report.txt", Self.report)
    let read = await desk.run("read", page, "--published", "2021-10-18")
    #expect(read.status == .done)
    #expect(read.output.contains("a1  Russia suspends its mission to NATO"))
    #expect(read.output.contains("alert f1  watch, severity"))
    let again = await desk.run("read", page, "--published", "2021-10-18")
    #expect(again.output.contains("read before, and unchanged since"))
    #expect(!again.output.contains("alert"))
    let shown = await desk.run("show", "a1")
    #expect(shown.output.hasPrefix("a1  Russia suspends its mission to NATO"))
    let why = await desk.run("why", "f1")
    #expect(why.output.contains(#"yes  title contains "mission""#))
    #expect(await desk.run("alerts", "--format", "csv").output.split(separator: "\n").count == 2)
  }

  @Test("what is wrong is said in one line, and tells by the exit status")
  func failures() async throws {
    for (arguments, words, status) in [
      (
        ["show", "a9"], "tocsin: there is no article a9; articles lists what there is",
        Console.ExitStatus.failed
      ),
      (["statos"], "tocsin: there is no command statos; did you mean status?", .usage),
      (["digest", "since", "soon"], "soon is not a time", .usage),
      (["timeline", "Russia", "over", "20000d"], "at most ten years", .usage),
      (
        ["alert", "backtest", "over", "ever", "when", "severity at least 4"], "“ever” is no duration", .usage
      ),
      (["retention", "articles", "3d"], "kinds are decisions, messages, notices, threads", .usage),
      (["webhook", "rotate", "ops", "--keep", "2026-01-01"], "2026-01-01 is no time", .usage),
      (["stories", "--actor", "Atlantis"], "nobody is known as “Atlantis”", .usage),
    ] {
      let run = await desk.run(arguments)
      #expect(run.status == status, "\(arguments)")
      #expect(run.errors.contains(words), "\(arguments): \(run.errors)")
      #expect(run.output.isEmpty, "\(arguments)")
    }
  }

  @Test("sets that an analyst defined are known wherever actors are asked for")
  func sets() async throws {
    #expect(await desk.run("define", "eastern-front", "is", "Ukraine,", "Moldova").status == .done)
    #expect(await desk.run("stories", "--actor", "eastern-front").status == .done)
    #expect(await desk.run("timeline", "eastern-front").status == .done)
    let check = await desk.run("alert", "check", "when", "place is eastern-front")
    #expect(
      check.output.contains("the condition holds in 0 of the newest 0 articles: it would have fired 0 times")
    )
  }

  @Test("retention is shown, set, and told in days")
  func retention() async throws {
    #expect(await desk.run("retention").output.contains("messages   kept for 90d, 0 now"))
    #expect(await desk.run("retention", "messages", "36h").output == "messages are kept for 2d\n")
    #expect(await desk.run("retention", "messages", "never").output == "messages are never dropped\n")
    #expect(await desk.run("retention").output.contains("messages   never dropped"))
  }
}
