import Glibc
import Synchronization

/// What the terminal was set to before the line editor came, so that no end of the program leaves it without echo.
enum TerminalModes {
  private static let saved = Mutex<(modes: termios, pasteOff: String)?>(nil)

  /// Remembers the terminal's modes, and puts them back when the process exits in whatever way runs exit handlers.
  static func save(environment: [String: String]) {
    let pasteOff = BracketedPaste.marks(environment: environment).off
    var modes = termios()
    guard tcgetattr(STDIN_FILENO, &modes) == 0 else { return }
    let isFirst = saved.withLock { value in
      defer { value = (modes, pasteOff) }
      return value == nil
    }
    if isFirst { atexit { TerminalModes.restore() } }
  }

  /// Puts the modes back and forgets them.
  static func restore() {
    let before = saved.withLock { value in
      defer { value = nil }
      return value
    }
    guard var before else { return }
    Printer.writeAll(before.pasteOff, to: STDOUT_FILENO)
    tcsetattr(STDIN_FILENO, TCSADRAIN, &before.modes)
  }
}

/// The terminal marks pasted text (xterm control sequences, "Bracketed Paste Mode"), so that no pasted line runs itself.
enum BracketedPaste {
  /// What turns the marks on and off; nothing for a terminal that would only show it.
  static func marks(environment: [String: String]) -> (on: String, off: String) {
    let term = environment["TERM"] ?? ""
    return term.isEmpty || term == "dumb" ? ("", "") : ("\u{1B}[?2004h", "\u{1B}[?2004l")
  }

  static let begin = "\\033[200~"
  static let end: [Unicode.Scalar] = ["\u{1B}", "[", "2", "0", "1", "~"]
  /// Longer pastes are cut: a command is a line, and a screen holds a few thousand characters.
  static let scalarsMax = 16_384
}
