internal import Exchange
internal import Foundation
internal import Synchronization

/// How far an import is, on a terminal: share, rate, time left. Nothing elsewhere.
final class ImportBar: Sendable {
  private struct State {
    var isShown = false
    var shownAt = ContinuousClock.now
  }

  private let total: Int?
  private let isTerminal: Bool
  private let start = ContinuousClock.now
  private let state = Mutex(State())

  /// Seconds between two looks of it.
  private static let refresh = Duration.milliseconds(250)

  init(total: Int?, isShown: Bool) {
    self.total = total
    isTerminal = isShown && isatty(STDERR_FILENO) == 1
  }

  func show(_ progress: ImportExchange.Progress) {
    guard isTerminal else { return }
    state.withLock { state in
      guard !state.isShown || ContinuousClock.now - state.shownAt >= Self.refresh else { return }
      state = State(isShown: true, shownAt: .now)
      write(line(progress))
    }
  }

  func clear() {
    guard isTerminal else { return }
    state.withLock { state in
      if state.isShown { write("") }
      state.isShown = false
    }
  }

  private func line(_ progress: ImportExchange.Progress) -> String {
    let elapsed = start.duration(to: .now) / .seconds(1)
    let rate = Double(progress.lines) / max(elapsed, 0.001)
    var parts = ["\(progress.lines) articles", "\(Int(rate)) a second"]
    if let total, total > 0 {
      let share = min(Double(progress.bytes) / Double(total), 1)
      let filled = Int(share * 20)
      let left = share > 0 ? elapsed / share - elapsed : 0
      parts.insert(
        "[\(String(repeating: "#", count: filled))\(String(repeating: ".", count: 20 - filled))] \(Int(share * 100)) %",
        at: 0
      )
      parts.append("\(WatchScreen.length(left)) left")
    }
    return parts.joined(separator: "  ")
  }

  /// Writes over the line.
  private func write(_ text: String) { FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8)) }
}
