internal import Glibc
internal import Synchronization

/// Asks on the terminal for what nobody may see: what is typed is not shown and not kept in a history.
package enum HiddenPrompt {
  /// Longer lines are cut: no secret is that long.
  private static let bytesMax = 4_096

  /// What came of a question.
  package enum Answer: Sendable, Hashable {
    /// The line that was typed.
    case line(String)
    /// Ctrl-C, Ctrl-D, or the task was cancelled.
    case givenUp
    /// The process has no terminal.
    case noTerminal
  }

  /// Asks. Ctrl-U takes all that was typed back.
  package static func ask(_ question: String) async -> Answer {
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard terminal >= 0 else { return .noTerminal }
    defer { close(terminal) }
    var modes = termios()
    guard tcgetattr(terminal, &modes) == 0 else { return .noTerminal }
    var hidden = modes
    // Keys come one by one and none ends the program, so that the echo is never left off.
    hidden.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
    tcsetattr(terminal, TCSAFLUSH, &hidden)
    defer { tcsetattr(terminal, TCSAFLUSH, &modes) }
    Printer.writeAll(question, to: terminal)
    defer { Printer.writeAll("\n", to: terminal) }
    return await readLine(terminal).map(Answer.line) ?? .givenUp
  }

  private static func readLine(_ terminal: Int32) async -> String? {
    var line: [UInt8] = []
    while !Task.isCancelled {
      switch await nextByte(terminal) {
      case .none, 3, 4: return nil
      case 10, 13: return String(decoding: line, as: UTF8.self)
      case 8, 127:
        while let last = line.popLast(), last & 0xC0 == 0x80 {}
      case 21: line = []
      case .some(let byte) where byte >= 32 && line.count < bytesMax: line.append(byte)
      default: break
      }
    }
    return nil
  }

  /// Waits for a key without holding a thread; nil when the terminal is gone or the task is cancelled.
  private static func nextByte(_ terminal: Int32) async -> UInt8? {
    var waiting = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
    while poll(&waiting, 1, 0) == 0 {
      do { try await Task.sleep(for: .milliseconds(20)) } catch { return nil }
    }
    var byte: UInt8 = 0
    return read(terminal, &byte, 1) == 1 ? byte : nil
  }
}
