import CLibedit
import Foundation
import Synchronization

/// The thread that owns libedit. Nothing here is shared: other threads only post to the mailbox.
///
/// The order of initialisation matters: locale, editor, history, functions and keys, the user's `.editrc` last, since
/// `bind -v` in it takes all keys back.
final class EditorLoop {
  let settings: LineEditor.Settings
  let mailbox: EditorMailbox
  let editor: OpaquePointer
  let history: OpaquePointer
  /// What the prompt callback hands to libedit; lives as long as the editor.
  var prompt: UnsafeMutablePointer<CChar>?
  /// The rows of the line that were tied together as it stands.
  var joinedRows: JoinedRows?
  /// Columns of the prompt, from which the rows of a typed line are counted.
  var promptColumns = 0

  /// What turns the marks of pasted text on and off; nothing for a terminal that knows no sequences.
  var pasteMarks: (on: String, off: String) { BracketedPaste.marks(environment: settings.environment) }

  var assembler = UTF8Assembler()
  /// Notices that came while a line was typed and are not shown yet.
  var notices: [SafeText] = []
  var noticesShownAt = ContinuousClock.now - .seconds(1)
  /// Why the callback ended the reading of a line; libedit's own answer does not tell.
  var interruption: LineEditor.Outcome?
  private var requests: [EditorMailbox.Request] = []
  private var isTerminated = false

  /// Opens the editor on standard input and output; nil where libedit cannot.
  init?(settings: LineEditor.Settings, mailbox: EditorMailbox) {
    Self.makeLocaleUTF8()
    TerminalModes.save(environment: settings.environment)
    guard let editor = clibedit_open("tocsin"), let history = history_init() else { return nil }
    self.settings = settings
    self.mailbox = mailbox
    self.editor = editor
    self.history = history
    SignalForwarding.start(into: mailbox.signals)
    clibedit_set_client(editor, Unmanaged.passUnretained(self).toOpaque())
    loadHistory()
    installCallbacks()
    bindKeys()
    show(KeyBindings.source(environment: settings.environment, into: editor))
    rebindKeys()
    Printer.writeAll(pasteMarks.on, to: STDOUT_FILENO)
  }

  /// Serves requests until the session closes the editor.
  func run() {
    while true {
      requests += mailbox.takeAll()
      guard !requests.isEmpty else {
        waitIdle()
        continue
      }
      switch requests.removeFirst() {
      case .read(let isContinuation, let waiting):
        waiting.resume(returning: isTerminated ? .terminated : readLine(isContinuation: isContinuation))
      case .remember(let command): remember(command)
      case .notice(let lines):
        if mailbox.isHeld.load(ordering: .sequentiallyConsistent) { notices += lines } else { show(lines) }
      case .close(let waiting):
        shutDown()
        waiting.resume()
        return
      }
    }
  }

  /// Waits for a request or a signal while a command runs.
  private func waitIdle() {
    wait(forInput: false, timeoutMilliseconds: -1)
    for number in mailbox.signals.drain() {
      switch Int32(number) {
      case SIGINT: settings.disturbed(.interrupted)
      case SIGTERM, SIGHUP:
        isTerminated = true
        settings.disturbed(.terminated)
      case SIGTSTP: raise(SIGSTOP)
      default: break
      }
    }
  }

  private func readLine(isContinuation: Bool) -> LineEditor.Outcome {
    setPrompt(isContinuation: isContinuation)
    (interruption, joinedRows) = (nil, nil)
    var count: Int32 = 0
    // libedit shows the prompt first and turns the kernel's own echo and line editing off afterwards: what is typed
    // between the two would be shown twice.
    clibedit_set_int(editor, EL_PREP_TERM, 1)
    let typed = el_gets(editor, &count).map { String(cString: $0) }
    if let interruption {
      if interruption == .interrupted { Printer.writeAll("^C\n", to: STDOUT_FILENO) }
      isTerminated = interruption == .terminated
      flushNotices()
      return interruption
    }
    guard let typed else {
      Printer.writeAll("\n", to: STDOUT_FILENO)
      return .endOfInput
    }
    flushNotices()
    return .line(typed.hasSuffix("\n") ? String(typed.dropLast()) : typed)
  }

  /// Shows lines where no line is being typed.
  func show(_ lines: [SafeText]) {
    Printer(fileDescriptor: STDOUT_FILENO, environment: settings.environment).print(wrapped: lines)
  }

  private func flushNotices() {
    show(notices)
    notices = []
  }

  private func shutDown() {
    SignalForwarding.stop()
    el_end(editor)
    history_end(history)
    free(prompt)
    TerminalModes.restore()
  }

  /// Takes what came in while a line is read: notices are collected, the rest waits its turn.
  func collectRequests() {
    for request in mailbox.takeAll() {
      if case .notice(let lines) = request { notices += lines } else { requests.append(request) }
    }
  }

  /// Waits until there is something to read from the pipes, or from the terminal too. True where the terminal has input.
  @discardableResult
  func wait(forInput: Bool, timeoutMilliseconds: Int32) -> Bool {
    let watched = [mailbox.wakeUp.readEnd, mailbox.signals.readEnd] + (forInput ? [STDIN_FILENO] : [])
    var descriptors = watched.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    poll(&descriptors, nfds_t(descriptors.count), timeoutMilliseconds)
    return forInput && descriptors[2].revents != 0
  }

  /// Without a UTF-8 locale libedit drops every letter beyond ASCII. In containers none is set.
  private static func makeLocaleUTF8() {
    setlocale(LC_CTYPE, "")
    let codeset = nl_langinfo(nl_item(CODESET)).map { String(cString: $0) }
    if codeset != "UTF-8" { setlocale(LC_CTYPE, "C.UTF-8") }
  }

  /// The prompt, with its colour between marks that count no columns. The reset stands before the last visible
  /// character, since libedit loses a mark at the end.
  private func setPrompt(isContinuation: Bool) {
    let words =
      isContinuation
      ? String(repeating: " ", count: max(0, settings.prompt.count - 5)) + "...> " : settings.prompt
    promptColumns = words.count
    let name = words.prefix { $0 != ">" }
    let coloured = "\u{1}\u{1B}[1;36m\u{1}\(name)\u{1}\u{1B}[0m\u{1}\(words.dropFirst(name.count))"
    free(prompt)
    prompt = strdup(settings.hasColour && !isContinuation ? coloured : words)
  }
}
