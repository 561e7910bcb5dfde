internal import Model
internal import Synchronization

/// Attempts that have ended and are not written yet. One task at a time writes, and takes along what others add meanwhile.
final class EndingQueue: Sendable {
  /// What whoever adds an end has to do.
  enum Duty {
    /// To write, until nothing is left.
    case writer
    /// Nothing: a writer is at work and takes the end along.
    case none
  }

  private struct State {
    var ends: [AttemptEnd] = []
    var isBeingWritten = false
  }

  private let state = Mutex(State())

  /// Adds an end.
  func add(_ end: AttemptEnd) -> Duty {
    state.withLock { state in
      state.ends.append(end)
      if state.isBeingWritten { return .none }
      state.isBeingWritten = true
      return .writer
    }
  }

  /// All that was added since the last call; nil if there is nothing, and then the next that is added needs a writer.
  func next() -> [AttemptEnd]? {
    state.withLock { state in
      guard !state.ends.isEmpty else {
        state.isBeingWritten = false
        return nil
      }
      defer { state.ends = [] }
      return state.ends
    }
  }
}
