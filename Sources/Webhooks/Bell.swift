import Synchronization

/// Wakes one waiting task. A ring that nobody waits for is kept for the next wait; two of them are one.
package final class Bell: Sendable {
  private enum State {
    case silent
    case rung
    case awaited(CheckedContinuation<Void, Never>)
  }

  private let state = Mutex(State.silent)

  /// A silent bell.
  package init() {}

  /// Wakes whoever waits.
  package func ring() {
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

  /// Returns at the next ring, after some seconds, or when the task is cancelled. One task at a time may wait.
  package func wait(atMost seconds: Double, sleep: @escaping @Sendable (Double) async -> Void) async {
    await withTaskGroup { group in
      group.addTask { await sleep(seconds) }
      group.addTask { await self.wait() }
      await group.next()
      group.cancelAll()
    }
  }
}
