import Foundation
import Glibc
import Synchronization

/// A program that runs under a pseudo-terminal, as a person would use it.
///
/// The program is the leader of its own session and the terminal is its controlling one, so that Ctrl-C reaches it as a
/// signal.
package final class PseudoTerminal: Sendable {
  /// What went wrong with the terminal itself.
  package enum Failure: Error {
    case cannotOpen(Int32)
    case cannotStart(Int32)
    /// What was on the screen so far.
    case neverShown(String, screen: String)
    case stillRunning(screen: String)
  }

  private let master: Int32
  private let process: pid_t
  /// The program's.
  package var processIdentifier: Int32 { process }
  private let received = Mutex<[UInt8]>([])

  /// Starts a program with a terminal of 100 columns and 40 rows.
  ///
  /// - Parameters:
  ///   - program: its path.
  ///   - arguments: without its name.
  ///   - environment: the whole of it.
  /// - Throws: `Failure` where there is no terminal to be had, or no such program.
  package init(_ program: String, _ arguments: [String], environment: [String: String]) throws {
    var size = winsize(ws_row: 40, ws_col: 100, ws_xpixel: 0, ws_ypixel: 0)
    var (master, slave): (Int32, Int32) = (-1, -1)
    var name = [CChar](repeating: 0, count: 128)
    guard openpty(&master, &slave, &name, nil, &size) == 0 else { throw Failure.cannotOpen(errno) }
    defer { close(slave) }
    _ = fcntl(master, F_SETFD, FD_CLOEXEC)
    _ = fcntl(slave, F_SETFD, FD_CLOEXEC)
    let path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    process = try Self.spawn(program, arguments, environment, terminal: path)
    self.master = master
  }

  deinit {
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
    close(master)
  }

  /// Types text as it is; `\r` is Enter, `\u{3}` Ctrl-C, `\t` Tab.
  package func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(master, bytes, bytes.count)
  }

  /// Everything written so far, escape sequences and all.
  package var output: String { received.withLock { String(decoding: $0, as: UTF8.self) } }

  /// What a screen would show of it, line by line.
  package var screen: String { TerminalScreen(output).text }

  /// Waits until the screen shows a text behind what it showed before.
  ///
  /// - Parameters:
  ///   - text: what is waited for.
  ///   - times: how many times it must stand on the screen.
  ///   - seconds: after so long it is an error.
  /// - Throws: `Failure.neverShown` with the screen.
  package func waitFor(_ text: String, times: Int = 1, seconds: Double = 30) throws {
    let deadline = Date() + seconds
    while Date() < deadline {
      if (screen + "\n").ranges(of: text).count >= times { return }
      readSome()
    }
    throw Failure.neverShown(text, screen: screen)
  }

  /// Waits until the program ends.
  ///
  /// - Returns: its exit code, or 128 and the signal that ended it.
  /// - Throws: `Failure.stillRunning` with the screen.
  package func waitForExit(seconds: Double = 30) throws -> Int32 {
    let deadline = Date() + seconds
    var status: Int32 = 0
    while Date() < deadline {
      if waitpid(process, &status, WNOHANG) == process {
        readSome()
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
      }
      readSome()
    }
    throw Failure.stillRunning(screen: screen)
  }

  /// Sends a signal to the program.
  package func signal(_ number: Int32) { kill(process, number) }

  /// Tells the terminal, and so the program, that the window has another width.
  package func resize(columns: UInt16) {
    var size = winsize(ws_row: 40, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  private func readSome() {
    var watched = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&watched, 1, 20) > 0 else { return }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = read(master, &buffer, buffer.count)
    if count > 0 { received.withLock { $0 += buffer[..<count] } }
  }

  /// POSIX_SPAWN_SETSID of glibc's <spawn.h>, which Swift does not see.
  private static let newSession: Int16 = 0x80

  private static func spawn(
    _ program: String,
    _ arguments: [String],
    _ environment: [String: String],
    terminal: String
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // A session leader without a terminal gets the first that it opens as its controlling one.
    posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, newSession)
    var process: pid_t = 0
    let words = ([program] + arguments).map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (words + variables).forEach { free($0) } }
    let result = posix_spawn(&process, program, &actions, &attributes, words, variables)
    guard result == 0 else { throw Failure.cannotStart(result) }
    return process
  }
}

/// Text as a terminal shows it, for programs that write lines and edit the last one.
package struct TerminalScreen {
  private var lines: [[Character]] = [[]]
  private var row = 0
  private var column = 0

  /// Plays output: carriage return, line feed, backspace, and the cursor movements and erasures of ECMA-48.
  package init(_ output: String) {
    var rest = output.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\r": column = 0
      case "\n": moveDown(1)
      case "\u{8}": column = max(0, column - 1)
      case "\u{7}": break
      case "\u{1B}": escape(&rest)
      default: put(scalar)
      }
    }
  }

  /// The lines, without spaces at their ends.
  package var text: String {
    lines.map { line in String(line.reversed().drop { $0 == " " }.reversed()) }.joined(separator: "\n")
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    while lines[row].count < column { lines[row].append(" ") }
    if [.nonspacingMark, .enclosingMark].contains(scalar.properties.generalCategory), column > 0 {
      lines[row][column - 1] = Character(String(lines[row][column - 1]) + String(scalar))
      return
    }
    if column < lines[row].count {
      lines[row][column] = Character(scalar)
    } else {
      lines[row].append(Character(scalar))
    }
    column += 1
  }

  private mutating func moveDown(_ count: Int) {
    row += count
    while lines.count <= row { lines.append([]) }
  }

  private mutating func escape(_ rest: inout Substring.UnicodeScalarView) {
    guard rest.popFirst() == "[" else { return }
    var parameters = ""
    while let scalar = rest.popFirst() {
      guard (0x40...0x7E).contains(scalar.value) else {
        parameters.unicodeScalars.append(scalar)
        continue
      }
      control(scalar, Int(parameters) ?? 0)
      return
    }
  }

  private mutating func control(_ final: Unicode.Scalar, _ parameter: Int) {
    let count = max(1, parameter)
    switch final {
    case "A": row = max(0, row - count)
    case "B": moveDown(count)
    case "C": column += count
    case "D": column = max(0, column - count)
    case "G": column = count - 1
    case "J", "K":
      lines[row] = Array(lines[row].prefix(column))
      if final == "J" { lines.removeSubrange((row + 1)...) }
    case "P": lines[row].removeSubrange(min(column, lines[row].count)..<min(column + count, lines[row].count))
    case "@":
      lines[row].insert(contentsOf: repeatElement(" ", count: count), at: min(column, lines[row].count))
    default: break
    }
  }
}
