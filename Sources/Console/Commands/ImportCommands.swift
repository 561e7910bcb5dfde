internal import ArgumentParser
internal import Exchange
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage
internal import Synchronization
internal import Terminal

/// `import`: a past that is loaded.
struct LoadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Load articles of the past; they never alert.",
    subcommands: [ImportArticlesCommand.self]
  )
}

/// `import articles FILE.jsonl`.
struct ImportArticlesCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "articles",
    abstract: "Load articles from JSON Lines, with their stories and events.",
    discussion: """
      A line is what analyse reads: {"html" or "text", "url"?, "title"?, "published"?}, and when it came: "arrived"? (RFC 3339 \
      or a day; else its publication). Best the oldest first. An import that is broken off goes on where it ended, and one \
      that is repeated changes nothing. No rule is shown these articles; backtests see them as come then.
      """
  )

  @Argument(help: ArgumentHelp("A file of JSON Lines, or - for standard input.", valueName: "file|-"))
  var path: String

  @OptionGroup var jobs: JobsOption

  static func takes(after words: [String]) -> [Completing] { [.files] }

  func run(at desk: Desk) async throws {
    let store = try desk.store()
    if path == "-" { try desk.refuseStandardInput() }
    let file = path == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: path)
    guard let file else { throw CommandFailure(message: "\(path) cannot be opened for reading") }
    let size = path == "-" ? nil : try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    let saving = ArticleImport(store: store)
    let outcome = Mutex(ArticleImport.Outcome())
    let bar = ImportBar(total: size, isShown: !desk.isAttended)
    let progress = try ImportExchange(
      jobs: jobs.jobs,
      analyser: desk.analyser,
      ingest: try desk.ingest(knowing: store)
    ).run(
      LineSource(descriptor: file.fileDescriptor),
      now: try desk.stamp(),
      mark: StableHash.bytes,
      isKnown: { (try? saving.isKnown($0)) ?? false },
      save: { batch in
        let saved = try saving.save(batch.map { ($0.read, $0.arrivedAt, $0.mark) })
        outcome.withLock { outcome in
          outcome.added += saved.added
          outcome.known += saved.known
        }
      },
      telling: { [errors = desk.errors] line, error in
        bar.clear()
        errors.print("tocsin: \(path), line \(String(line)): \(error.message) (\(error.code))")
      },
      showing: { bar.show($0) }
    )
    bar.clear()
    let (added, known) = outcome.withLock { ($0.added, $0.known + progress.known) }
    desk.output.print(
      "\(String(added)) articles are loaded, \(String(known)) were there already, \(String(progress.failed)) lines could not be read"
    )
    if Task.isCancelled {
      throw CommandFailure(
        message: "broken off; the same command goes on from here",
        exitStatus: .interrupted
      )
    }
    if progress.failed > 0 { throw CommandFailure(message: nil) }
  }
}

/// How far an import is, on a terminal: share, rate, time left. Nothing elsewhere.
final class ImportBar: Sendable {
  private struct State {
    var isShown = false
    var shownAt = ContinuousClock.now
  }

  private let total: Int?
  private let isTerminal: Bool
  private let start = ContinuousClock.now
  private let state = Mutex(State())

  /// Seconds between two looks of it.
  private static let refresh = Duration.milliseconds(250)

  init(total: Int?, isShown: Bool) {
    self.total = total
    isTerminal = isShown && isatty(STDERR_FILENO) == 1
  }

  func show(_ progress: ImportExchange.Progress) {
    guard isTerminal else { return }
    state.withLock { state in
      guard !state.isShown || ContinuousClock.now - state.shownAt >= Self.refresh else { return }
      state = State(isShown: true, shownAt: .now)
      write(line(progress))
    }
  }

  func clear() {
    guard isTerminal else { return }
    state.withLock { state in
      if state.isShown { write("") }
      state.isShown = false
    }
  }

  private func line(_ progress: ImportExchange.Progress) -> String {
    let elapsed = start.duration(to: .now) / .seconds(1)
    let rate = Double(progress.lines) / max(elapsed, 0.001)
    var parts = ["\(progress.lines) articles", "\(Int(rate)) a second"]
    if let total, total > 0 {
      let share = min(Double(progress.bytes) / Double(total), 1)
      let filled = Int(share * 20)
      let left = share > 0 ? elapsed / share - elapsed : 0
      parts.insert(
        "[\(String(repeating: "#", count: filled))\(String(repeating: ".", count: 20 - filled))] \(Int(share * 100)) %",
        at: 0
      )
      parts.append("\(WatchScreen.length(left)) left")
    }
    return parts.joined(separator: "  ")
  }

  /// Writes over the line.
  private func write(_ text: String) { FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8)) }
}
