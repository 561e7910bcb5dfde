internal import Foundation
internal import Logging
internal import Model
internal import Storage
internal import Synchronization
internal import Terminal
internal import Webhooks

/// The session at a terminal: reads a command, runs it, tells what happens meanwhile, until Ctrl-D.
struct REPL {
  private let desk: Desk
  private let runner: CommandRunner
  private let editor: LineEditor
  private let running: RunningCommand

  /// Makes a session; nil where there is no terminal.
  init?(desk: Desk) {
    let running = RunningCommand()
    let environment = desk.settings.environment
    let completion = CommandCompletion(desk: desk)
    let settings = LineEditor.Settings(
      prompt: "tocsin> ",
      hasColour: desk.output.appearance.hasColour,
      environment: environment,
      history: Self.historyFile(environment),
      mayKeep: { !REPLSecrets.bears($0) },
      complete: { completion.complete($0, cursor: $1) },
      disturbed: { running.disturb($0) }
    )
    guard let editor = LineEditor(settings) else { return nil }
    self.desk = desk
    self.editor = editor
    self.running = running
    runner = CommandRunner(desk: desk)
  }

  /// Runs until Ctrl-D, `quit`, or a signal that ends the program.
  func run() async -> ExitStatus {
    desk.log.hushAtPrompt()
    let background = await startBackground()
    desk.output.print("tocsin \(Version.current): help lists the commands, Ctrl-D leaves.")
    await runner.evaluateAtStart()
    let status = await converse()
    background.cancel()
    await background.value
    desk.notices.leave()
    await editor.close()
    return status
  }

  private func converse() async -> ExitStatus {
    var pending = ""
    while true {
      switch await editor.readLine(continuation: !pending.isEmpty) {
      case .interrupted: pending = ""
      case .endOfInput: return .done
      case .terminated: return .interrupted
      case .line(let line):
        let command = pending.isEmpty ? line : pending + "\n" + line
        guard !REPLLine.goesOn(command) else {
          pending = command.hasSuffix("\\") ? String(command.dropLast()) : command
          continue
        }
        pending = ""
        editor.remember(command)
        guard let status = await perform(command) else { return .done }
        if status == .interrupted, running.isTerminated { return .interrupted }
      }
    }
  }

  /// Runs one command; nil where it asks to leave.
  private func perform(_ command: String) async -> ExitStatus? {
    let words: [String]
    do throws(REPLLine.Problem) {
      words = try REPLLine(command).texts
    } catch {
      desk.errors.print("tocsin: a quote is not closed")
      return .usage
    }
    guard let first = words.first else { return .done }
    if ["quit", "exit"].contains(first), words.count == 1 { return nil }
    return await running.run { [runner] in await runner.run(words) }
  }

  /// What goes on while the analyst types: deliveries, and firings that other processes bring about.
  private func startBackground() async -> Task<Void, Never> {
    let (desk, editor) = (desk, editor)
    do {
      let worker = try desk.worker { editor.notify($0) }
      desk.notices.attend({ editor.notify($0) }, wakeWorker: { worker.wake() })
      let watch = try FiringWatch(store: desk.store(), notices: desk.notices)
      return Task {
        await withDiscardingTaskGroup { group in
          group.addTask { await worker.run() }
          group.addTask { await watch.run() }
          group.addTask { await Self.passTime(desk) }
        }
      }
    } catch {
      desk.errors.print("tocsin: \(Wording.failure(for: error)?.message ?? "\(error)")")
      return Task {}
    }
  }

  /// Lets time pass until the task is cancelled. A store that fails is asked again, and that is told once.
  private static func passTime(_ desk: Desk) async {
    var told: String?
    while !Task.isCancelled {
      try? await Task.sleep(for: pauseBetweenRounds)
      do {
        try desk.passTime()
        told = nil
      } catch {
        let words = Wording.failure(for: error)?.message ?? "\(type(of: error))"
        if told != words {
          desk.notices.post(["rules wait: \(words)"])
          desk.logger.error("rules wait", metadata: ["reason": "\(words)"])
        }
        told = words
      }
    }
  }

  /// `for` and `wait` count minutes.
  private static let pauseBetweenRounds = Duration.seconds(5)

  /// `tocsin/history` under the state directory (XDG Base Directory Specification 0.8); nil where it cannot be made.
  private static func historyFile(_ environment: [String: String]) -> HistoryFile? {
    let given = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let folder = (given ?? (environment["HOME"] ?? NSHomeDirectory()) + "/.local/state") + "/tocsin"
    do {
      try FileManager.default.createDirectory(
        atPath: folder,
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700]
      )
      return HistoryFile(path: folder + "/history")
    } catch {
      return nil
    }
  }
}

/// Commands whose line may bear a secret, and is kept out of the history: addresses of webhooks are credentials.
enum REPLSecrets {
  /// True for `webhook add` however it is quoted or mistyped, and for a line with a key or with an address behind `add`.
  static func bears(_ line: String) -> Bool {
    let words = ((try? REPLLine(line).texts) ?? line.split(whereSeparator: \.isWhitespace).map(String.init))
      .map { $0.lowercased() }
    if words.contains(where: { word in marks.contains { word.contains($0) } }) { return true }
    guard let first = words.first else { return false }
    let isWebhook = first.contains("hook") || Suggestion.nearest(to: first, among: ["webhook"]) != nil
    return isWebhook && words.count > 1 && !harmless.contains(words[1])
      || words.dropFirst().first == "add" && words.contains { $0.contains("://") }
  }

  private static let marks = ["whsec_", "whsk_", "--header", "authorization:", "bearer "]
  /// What follows `webhook` in commands that bear no secret.
  private static let harmless: Set<String> = [
    "list", "test", "pause", "resume", "remove", "verify", "rotate",
  ]
}

/// The command that runs, so that Ctrl-C can end it.
final class RunningCommand: Sendable {
  private struct State {
    var task: Task<Void, Never>?
    var finish: (@Sendable (ExitStatus) -> Void)?
    var interruptedAt: ContinuousClock.Instant?
    var isTerminated = false
  }

  /// A second Ctrl-C within this time stops waiting for a command that does not end by itself.
  private static let impatience = Duration.seconds(2)

  private let state = Mutex(State())

  var isTerminated: Bool { state.withLock { $0.isTerminated } }

  /// Runs a command until it ends or is given up.
  func run(_ command: @escaping @Sendable () async -> ExitStatus) async -> ExitStatus {
    let (results, continuation) = AsyncStream.makeStream(
      of: ExitStatus.self,
      bufferingPolicy: .bufferingOldest(1)
    )
    let finish: @Sendable (ExitStatus) -> Void = {
      continuation.yield($0)
      continuation.finish()
    }
    let task = Task { finish(await command()) }
    state.withLock {
      $0.task = task
      $0.finish = finish
      $0.interruptedAt = nil
    }
    defer { state.withLock { ($0.task, $0.finish) = (nil, nil) } }
    for await status in results { return status }
    return .interrupted
  }

  /// Ctrl-C cancels the command; a second one soon after gives it up. A signal that ends the program does both.
  func disturb(_ disturbance: LineEditor.Disturbance) {
    let now = ContinuousClock.now
    state.withLock { state in
      state.task?.cancel()
      let isSecond = state.interruptedAt.map { now - $0 < Self.impatience } ?? false
      state.interruptedAt = now
      if disturbance == .terminated { state.isTerminated = true }
      if isSecond || disturbance == .terminated { state.finish?(.interrupted) }
    }
  }
}

/// Looks for firings that other processes recorded, and tells of them.
struct FiringWatch {
  let store: Store
  let notices: NoticeBoard
  private let lastAtStart: Int64

  /// Soon enough for a person, seldom enough to cost nothing: one indexed read.
  private static let pause = Duration.milliseconds(500)
  private static let shownMax = 20

  /// A watch for firings later than those that are there.
  init(store: Store, notices: NoticeBoard) throws {
    self.store = store
    self.notices = notices
    lastAtStart = try store.lastFiring()
  }

  /// Watches until the task is cancelled. A store that fails is asked again.
  func run() async {
    var last = lastAtStart
    while !Task.isCancelled {
      // A store that fails is told of by those that write to it.
      let fresh = (try? store.firings(after: last, limit: Self.shownMax)) ?? []
      last = fresh.last?.id.number ?? last
      let untold = fresh.filter { notices.tell($0.id) }
      notices.post(untold.map(FiringNotice.line))
      // The process that fired leaves the delivery to whoever holds the lease: this one.
      if !untold.isEmpty { notices.wakeWorker() }
      try? await Task.sleep(for: Self.pause)
    }
  }
}
