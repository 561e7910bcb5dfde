import Foundation
import Synchronization

/// Reads lines from a terminal with history, completion and editing, and shows notices above a line being typed.
///
/// libedit blocks and is not thread-safe, so one thread of its own owns it (`EditorLoop`); this is its async face. While
/// no line is asked for, the thread watches for signals, so that Ctrl-C reaches a running command at once.
package final class LineEditor: Sendable {
  /// How reading a line ended.
  package enum Outcome: Sendable, Hashable {
    /// What was typed, without its newline.
    case line(String)
    /// Ctrl-C: the line was dropped.
    case interrupted
    /// Ctrl-D on an empty line, or the terminal is gone.
    case endOfInput
    /// SIGTERM or SIGHUP: leave.
    case terminated
  }

  /// What happens to the session while a command runs.
  package enum Disturbance: Sendable {
    /// Ctrl-C: the running command is to end, the session is not.
    case interrupted
    /// SIGTERM or SIGHUP: the session is to end.
    case terminated
  }

  /// What the editor needs to know of the session.
  package struct Settings: Sendable {
    /// ASCII, without escape sequences: what stands before a line, as `tocsin> `.
    package var prompt: String
    /// Whether notices and lists may be written in colour.
    package var hasColour: Bool
    /// The variables by which the terminal is known.
    package var environment: [String: String]
    /// Nil keeps no history.
    package var history: HistoryFile?
    /// Whether a line may be kept in the history; false for one that bears a secret.
    package var mayKeep: @Sendable (String) -> Bool
    /// Called on the editor's thread when Tab is pressed.
    ///
    /// - line: the whole line. - cursor: the Unicode scalars before the cursor.
    package var complete: @Sendable (_ line: String, _ cursor: Int) -> Completion
    /// Called on the editor's thread for Ctrl-C, SIGTERM or SIGHUP while no line is being read.
    package var disturbed: @Sendable (Disturbance) -> Void

    /// Makes settings.
    package init(
      prompt: String,
      hasColour: Bool,
      environment: [String: String],
      history: HistoryFile?,
      mayKeep: @escaping @Sendable (String) -> Bool,
      complete: @escaping @Sendable (_ line: String, _ cursor: Int) -> Completion,
      disturbed: @escaping @Sendable (Disturbance) -> Void
    ) {
      self.prompt = prompt
      self.hasColour = hasColour
      self.environment = environment
      self.history = history
      self.mayKeep = mayKeep
      self.complete = complete
      self.disturbed = disturbed
    }
  }

  private let mailbox: EditorMailbox

  /// Starts the editor's thread; nil where standard input or output is no terminal, or libedit cannot open it.
  package init?(_ settings: Settings) {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1, let mailbox = EditorMailbox() else {
      return nil
    }
    self.mailbox = mailbox
    let thread = Thread {
      let loop = EditorLoop(settings: settings, mailbox: mailbox)
      mailbox.isOpen.store(loop != nil, ordering: .releasing)
      mailbox.started.signal()
      loop?.run()
    }
    thread.name = "line editor"
    thread.start()
    mailbox.started.wait()
    guard mailbox.isOpen.load(ordering: .acquiring) else { return nil }
  }

  /// Reads one line. One at a time.
  ///
  /// - Parameter continuation: the line goes on with what was typed before: another prompt.
  /// - Returns: how it ended.
  package func readLine(continuation: Bool = false) async -> Outcome {
    await withCheckedContinuation { waiting in
      mailbox.post(.read(isContinuation: continuation, waiting))
    }
  }

  /// Adds a whole command, which may have been typed in several lines, to the history.
  package func remember(_ command: String) { mailbox.post(.remember(command)) }

  /// Shows lines: above the line that is being typed, which is drawn again, or at once where none is.
  package func notify(_ lines: [SafeText]) { mailbox.post(.notice(lines)) }

  /// While another program has the screen notices wait; they are shown at the next line that is read.
  package func hold(_ isHeld: Bool) { mailbox.isHeld.store(isHeld, ordering: .sequentiallyConsistent) }

  /// Gives the terminal back as it was found, and ends the thread.
  package func close() async {
    await withCheckedContinuation { waiting in mailbox.post(.close(waiting)) }
  }
}

/// What the session asks of the editor's thread.
final class EditorMailbox: Sendable {
  enum Request: Sendable {
    case read(isContinuation: Bool, CheckedContinuation<LineEditor.Outcome, Never>)
    case remember(String)
    case notice([SafeText])
    case close(CheckedContinuation<Void, Never>)
  }

  let wakeUp: Pipe
  let signals: Pipe
  /// Raised once when the thread knows whether libedit could open the terminal, which `isOpen` tells.
  let started = DispatchSemaphore(value: 0)
  let isOpen = Atomic(false)
  /// True while another program has the screen.
  let isHeld = Atomic(false)
  private let requests = Mutex<[Request]>([])

  init?() {
    guard let wakeUp = Pipe(), let signals = Pipe() else { return nil }
    self.wakeUp = wakeUp
    self.signals = signals
  }

  func post(_ request: Request) {
    requests.withLock { $0.append(request) }
    wakeUp.send()
  }

  /// All requests so far, in order.
  func takeAll() -> [Request] {
    _ = wakeUp.drain()
    return requests.withLock { requests in
      defer { requests = [] }
      return requests
    }
  }

  deinit {
    wakeUp.close()
    signals.close()
  }
}
