internal import Foundation
internal import Logging
internal import Model
internal import Service
internal import ServiceLifecycle
internal import Storage
internal import Synchronization
internal import Terminal

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
      mayKeep: { !LineSecrets.bears($0) },
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
    desk.isAttended = true
    desk.holdNotices.withLock { [editor] in $0 = { editor.hold($0) } }
    desk.output.print("tocsin \(Version.current): help lists the commands, Ctrl-D leaves.")
    greetFirst()
    let service = startService()
    let status = await converse()
    await service?.end()
    desk.isAttended = false
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
        let commands = REPLLine.commands(in: command)
        for command in commands {
          editor.remember(command)
          if commands.count > 1 { desk.output.print(SafeText("> " + command).styled(.dim)) }
          guard let status = await perform(command) else { return .done }
          if running.isTerminated { return .interrupted }
          if status == .interrupted {
            desk.output.print()  // the terminal has shown ^C, and no newline
            break
          }
        }
      }
    }
  }

  /// Where nothing is stored yet, what to begin with.
  private func greetFirst() {
    guard let store = try? desk.store(), (try? store.articles.isEmpty()) ?? false else { return }
    for line in [
      "Nothing is stored yet. read https://… reads an article, and a feed's newest ones.",
      "alert add NAME when severity at least 4 watches for what comes; search WORDS looks for what came.",
      "demo plays all of it with sample pages in a store that is thrown away.",
    ] as [SafeText] { desk.output.print(paragraph: line) }
  }

  /// Runs one command; nil where it asks to leave.
  private func perform(_ command: String) async -> ExitStatus? {
    let words: [String]
    do throws(REPLLine.Problem) {
      words = try REPLLine.words(of: command, desk.preferences.current)
    } catch {
      desk.errors.print(paragraph: "tocsin: a quote is not closed")
      return .usage
    }
    guard let first = words.first else { return .done }
    if ["quit", "exit"].contains(first), words.count == 1 { return nil }
    return await running.run { [runner] in await runner.run(words) }
  }

  /// Runs the service beside the prompt, and tells its news above the line that is typed; nil where the store cannot be
  /// opened, which is said.
  private func startService() -> ServiceRun? {
    do {
      let (service, watches) = (try desk.service(), try desk.watches())
      let group = ServiceGroup(
        configuration: ServiceGroupConfiguration(
          services: [
            .init(service: service, successTerminationBehavior: .gracefullyShutdownGroup),
            .init(service: watches, successTerminationBehavior: .gracefullyShutdownGroup),
          ],
          logger: desk.logger
        )
      )
      let (desk, editor) = (desk, editor)
      return ServiceRun(
        group: group,
        running: Task {
          do {
            try await group.run()
          } catch {
            editor.notify(DeskNewsScreen.lines(.rulesWait(error), desk.systemTimes))
            desk.logger.error("the service has ended", metadata: .failed(error))
          }
        },
        telling: [
          Task {
            for await news in service.news { editor.notify(DeskNewsScreen.lines(news, desk.systemTimes)) }
          },
          Task {
            for await news in watches.news {
              let lines = WatchNewsScreen.lines(news, desk.stampedTimes)
              if !lines.isEmpty { editor.notify(lines) }
            }
          },
        ]
      )
    } catch {
      desk.errors.print(paragraph: "tocsin: \(Wording.line(error))")
      return nil
    }
  }

  /// `history` in the folder of what sessions leave; nil where it cannot be made.
  private static func historyFile(_ environment: [String: String]) -> HistoryFile? {
    let folder = StateFolder.path(environment)
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

/// Where is kept what a session leaves for the next.
enum StateFolder {
  /// `tocsin` under the state directory (XDG Base Directory Specification 0.8).
  static func path(_ environment: [String: String]) -> String {
    let given = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    return (given ?? (environment["HOME"] ?? NSHomeDirectory()) + "/.local/state") + "/tocsin"
  }
}

/// The service while a session lasts.
private struct ServiceRun {
  let group: ServiceGroup
  let running: Task<Void, Never>
  let telling: [Task<Void, Never>]

  /// Lets the service close what it has begun, and waits for it.
  func end() async {
    await group.triggerGracefulShutdown()
    await running.value
    telling.forEach { $0.cancel() }
  }
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
