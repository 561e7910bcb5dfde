import Foundation
import Glibc
import Synchronization

/// The program that shows what is taller than the screen, as `PAGER` names it, else `less` where it is installed.
package struct Pager: Sendable {
  /// What a shell runs.
  private let command: String
  private let environment: [String: String]

  /// Shows what fits one screen as it is, keeps colours, and leaves the text on the screen, as git asks of less.
  private static let lessOptions = "FRX"
  private static let usual = "less"

  /// The pager of an environment; nil where none is wanted (`PAGER` is empty or `cat`), the terminal is dumb, or there is none.
  package init?(environment: [String: String]) {
    let term = environment["TERM"] ?? ""
    guard !term.isEmpty, term != "dumb" else { return nil }
    if let wanted = environment["PAGER"] {
      guard !wanted.allSatisfy(\.isWhitespace), wanted != "cat" else { return nil }
      command = wanted
    } else {
      guard Self.isInstalled(Self.usual, environment) else { return nil }
      command = Self.usual
    }
    self.environment = environment.merging(["LESS": Self.lessOptions]) { own, _ in own }
  }

  private static func isInstalled(_ program: String, _ environment: [String: String]) -> Bool {
    (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").contains { folder in
      access("\(folder)/\(program)", X_OK) == 0
    }
  }

  /// Shows a text, and waits until the pager ends.
  ///
  /// - Returns: false where it could not be started.
  func show(_ text: String) -> Bool {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return false }
    let (input, output) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let isShown = ForegroundProgram(command: command, environment: environment).run(reading: input) {
      close(input)
      Printer.writeAll(text, to: output)
      close(output)
    }
    if !isShown { for end in ends { close(end) } }
    return isShown
  }
}

/// What a command prints, held until it has ended: then it goes to the screen, or through a pager where it is taller.
package final class Page: Sendable {
  private let screen: Printer
  private let pager: Pager
  private let text = Mutex("")

  /// A page of what would go to a screen; nil where the output is none, or there is no pager.
  package init?(of screen: Printer, environment: [String: String]) {
    guard screen.appearance.rows != nil, let pager = Pager(environment: environment) else { return nil }
    self.screen = screen
    self.pager = pager
  }

  /// Where the command prints.
  package var printer: Printer {
    Printer(appearance: { [screen] in screen.appearance }, failure: screen.failure) { [self] words in
      text.withLock { $0 += words }
    }
  }

  /// Shows what was printed.
  ///
  /// - Parameter hold: called with true before a pager takes the screen, and with false when it has given it back.
  package func show(holding hold: @escaping @Sendable (Bool) -> Void) async {
    let text = text.withLock { text in
      defer { text = "" }
      return text
    }
    guard !text.isEmpty else { return }
    // The next prompt takes a line.
    let isTall = screen.appearance.rows.map { text.utf8.count { $0 == 0x0A } >= $0 } ?? false
    guard isTall else { return screen.write(text) }
    hold(true)
    let isShown = await withCheckedContinuation { waiting in
      // A thread of its own: the pager is waited for as long as somebody reads.
      let thread = Thread { [pager] in waiting.resume(returning: pager.show(text)) }
      thread.start()
    }
    hold(false)
    if !isShown { screen.write(text) }
  }
}
