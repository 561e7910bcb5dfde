import Glibc
import Synchronization

/// What the terminal was set to before the line editor came, so that no end of the program leaves it without echo.
enum TerminalModes {
  private static let saved = Mutex<termios?>(nil)

  /// Remembers the terminal's modes, and puts them back when the process exits in whatever way runs exit handlers.
  static func save() {
    var modes = termios()
    guard tcgetattr(STDIN_FILENO, &modes) == 0 else { return }
    let isFirst = saved.withLock { value in
      defer { value = modes }
      return value == nil
    }
    if isFirst { atexit { TerminalModes.restore() } }
  }

  /// Puts the modes back and forgets them.
  static func restore() {
    let modes = saved.withLock { value in
      defer { value = nil }
      return value
    }
    guard var modes else { return }
    Printer.writeAll(BracketedPaste.off, to: STDOUT_FILENO)
    tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
  }
}

/// The terminal marks pasted text (xterm control sequences, "Bracketed Paste Mode"), so that no pasted line runs itself.
enum BracketedPaste {
  static let on = "\u{1B}[?2004h"
  static let off = "\u{1B}[?2004l"
  static let begin = "\\033[200~"
  static let end: [Unicode.Scalar] = ["\u{1B}", "[", "2", "0", "1", "~"]
  /// Longer pastes are cut: a command is a line, and a screen holds a few thousand characters.
  static let scalarsMax = 16_384
}
