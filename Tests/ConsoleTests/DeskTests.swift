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
    let (output, errors) = (Words(), Words())
    let appearance = Appearance(hasColour: false, columns: 120)
    func printer(_ words: Words) -> Printer {
      Printer(appearance: { appearance }) { text in words.text.withLock { $0 += text } }
    }
    let program = Program(
      environment: ["HOME": folder.path, "TOCSIN_NOW": "2021-10-18T20:00:00Z"],
      output: printer(output),
      errors: printer(errors)
    )
    let status = await program.run(arguments)
    return (output.text.withLock { $0 }, errors.text.withLock { $0 }, status)
  }

  func file(_ name: String, _ text: String) throws -> String {
    let path = folder.file(name)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
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
    #expect(check.output.contains("would match 0 of 0 stored articles, fire 0 times"))
  }

  @Test("retention is shown, set, and told in days")
  func retention() async throws {
    #expect(await desk.run("retention").output.contains("messages   kept for 90d, 0 now"))
    #expect(await desk.run("retention", "messages", "36h").output == "messages are kept for 2d\n")
    #expect(await desk.run("retention", "messages", "never").output == "messages are never dropped\n")
    #expect(await desk.run("retention").output.contains("messages   never dropped"))
  }
}
