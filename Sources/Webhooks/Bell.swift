import Synchronization

/// Wakes one waiting task. A ring that nobody waits for is kept for the next wait; two of them are one.
final class Bell: Sendable {
  private enum State {
    case silent
    case rung
    case awaited(CheckedContinuation<Void, Never>)
  }

  private let state = Mutex(State.silent)

  /// Wakes whoever waits.
  func ring() {
    let waiting = state.withLock { state -> CheckedContinuation<Void, Never>? in
      if case .awaited(let waiting) = state {
        state = .silent
        return waiting
      }
      state = .rung
      return nil
    }
    waiting?.resume()
  }

  /// Returns at the next ring, or when the task is cancelled. One task at a time may wait.
  func wait() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isRung = state.withLock { state -> Bool in
          if case .rung = state {
            state = .silent
            return true
          }
          state = .awaited(continuation)
          return false
        }
        if isRung { continuation.resume() }
      }
    } onCancel: {
      ring()
    }
  }
}
