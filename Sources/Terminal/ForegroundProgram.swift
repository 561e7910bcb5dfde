import Foundation
import Glibc

/// Another program that has the terminal for a while: a pager, an editor, what opens an address.
struct ForegroundProgram {
  /// What a shell runs.
  let command: String
  let environment: [String: String]

  /// Runs it in this process's own group, so that it may read keys, and waits until it ends. Ctrl-C is its own meanwhile.
  ///
  /// - Parameters:
  ///   - input: what it reads; nil for what this process does.
  ///   - feed: done while it runs.
  /// - Returns: false where it could not be started.
  func run(reading input: Int32?, _ feed: () -> Void = {}) -> Bool {
    var process: pid_t = 0
    guard spawn(input, &process) else { return false }
    var (ignoring, before) = (sigaction(), sigaction())
    ignoring.__sigaction_handler.sa_handler = SIG_IGN
    sigaction(SIGINT, &ignoring, &before)
    defer { sigaction(SIGINT, &before, nil) }
    feed()
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return true
  }

  private func spawn(_ input: Int32?, _ process: inout pid_t) -> Bool {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let input { posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGPIPE, SIGXFSZ, SIGINT, SIGTSTP] { sigaddset(&signals, number) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    let arguments = ["sh", "-c", command]
    let words = arguments.map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (words + variables).forEach { free($0) } }
    return posix_spawn(&process, "/bin/sh", &actions, &attributes, words, variables) == 0
  }

  /// Waits for it on a thread of its own: somebody works in it as long as he likes.
  func runAside() async -> Bool {
    await withCheckedContinuation { waiting in
      Thread { waiting.resume(returning: run(reading: nil)) }.start()
    }
  }
}

/// Programs of the user's that take a file or an address.
package enum UserProgram {
  /// Opens a file in the editor that VISUAL or EDITOR names, and waits until it is left.
  ///
  /// - Returns: false where none is named, or it cannot be started.
  package static func edit(_ path: String, environment: [String: String]) async -> Bool {
    guard let editor = environment["VISUAL"] ?? environment["EDITOR"], !editor.isEmpty else { return false }
    return await ForegroundProgram(command: "\(editor) \(quoted(path))", environment: environment).runAside()
  }

  /// Opens an address by what BROWSER names, else by `xdg-open`.
  ///
  /// - Returns: false where it cannot be started, or no such program is there.
  package static func open(_ address: String, environment: [String: String]) async -> Bool {
    let opener = environment["BROWSER"].flatMap { $0.isEmpty ? nil : $0 } ?? "xdg-open"
    guard isThere(opener, environment) else { return false }
    return await ForegroundProgram(command: "\(opener) \(quoted(address))", environment: environment)
      .runAside()
  }

  /// True where the program that a command begins with can be run; a shell would only say so in its own words.
  private static func isThere(_ command: String, _ environment: [String: String]) -> Bool {
    guard let name = command.split(separator: " ").first.map(String.init) else { return false }
    if name.contains("/") { return access(name, X_OK) == 0 }
    let folders = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
    return folders.contains { access("\($0)/\(name)", X_OK) == 0 }
  }

  /// A word as a shell takes it: whatever stands in it, it is one word and no command.
  private static func quoted(_ word: String) -> String { "'" + word.replacing("'", with: "'\\''") + "'" }
}
