package import Foundation
import Synchronization

/// Time that passes when there is nothing to do: tasks run one after the other on one thread, and once all of them sleep, it is the
/// moment for which the first has set its alarm. A day of a service that mostly waits takes seconds, and goes the same way each time.
///
/// Only tasks that are parts of `run`'s own are seen: what goes on elsewhere is to be announced by `outside`.
package final class VirtualTime: TaskExecutor {
  private struct Sleeper {
    var moment: Date
    var continuation: CheckedContinuation<Void, Never>
  }

  private struct State {
    var now: Date
    var jobs: [UnownedJob] = []
    var sleepers: [Int: Sleeper] = [:]
    var cancelled: Set<Int> = []
    var nextSleeper = 0
    var outside = 0
    var isOver = false
  }

  private let state: Mutex<State>
  private let arrivals = DispatchSemaphore(value: 0)
  /// Whatever goes on outside takes no longer.
  private static let patience = DispatchTimeInterval.seconds(180)

  package init(_ start: Date = Date(timeIntervalSince1970: 1_700_000_000)) {
    state = Mutex(State(now: start))
  }

  package var now: Date { state.withLock { $0.now } }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    state.withLock { $0.jobs.append(job) }
    arrivals.signal()
  }

  /// Waits for seconds, or until the task is cancelled.
  package func sleep(_ seconds: Double) async {
    let number = state.withLock { state in
      defer { state.nextSleeper += 1 }
      return state.nextSleeper
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { state in
          if state.cancelled.remove(number) != nil { return true }
          state.sleepers[number] = Sleeper(moment: state.now + max(seconds, 0), continuation: continuation)
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      let sleeper = state.withLock { state in
        let sleeper = state.sleepers.removeValue(forKey: number)
        if sleeper == nil { state.cancelled.insert(number) }
        return sleeper
      }
      sleeper?.continuation.resume()
    }
  }

  /// Does something that takes real time; no time passes meanwhile.
  package func outside<Value>(_ body: () async throws -> Value) async rethrows -> Value {
    state.withLock { $0.outside += 1 }
    defer { state.withLock { $0.outside -= 1 } }
    return try await body()
  }

  /// Runs until a moment; what has not ended then is cancelled.
  package func run(until end: Date, _ body: @escaping @Sendable () async -> Void) async {
    state.withLock { $0.isOver = false }
    let task = Task(executorPreference: self) { [self] in
      await body()
      state.withLock { $0.isOver = true }
    }
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { [self] in
        drive(until: end) { task.cancel() }
        continuation.resume()
      }
    }
  }

  private func drive(until end: Date, cancel: () -> Void) {
    var isCancelled = false
    while true {
      let (jobs, isOver, isWaiting) = state.withLock { state in
        defer { state.jobs = [] }
        return (state.jobs, state.isOver, state.outside > 0)
      }
      for job in jobs { unsafe job.runSynchronously(on: asUnownedTaskExecutor()) }
      guard jobs.isEmpty else { continue }
      if isOver { return }
      let next = state.withLock { $0.sleepers.values.map(\.moment).min() }
      if let next, next <= end, !isWaiting {
        wake(at: next)
      } else if next != nil, !isWaiting, !isCancelled {
        state.withLock { $0.now = max($0.now, end) }
        cancel()
        isCancelled = true
      } else {
        precondition(
          arrivals.wait(timeout: .now() + Self.patience) == .success,
          "nothing goes on, and nothing sleeps"
        )
      }
    }
  }

  private func wake(at moment: Date) {
    let due = state.withLock { state in
      state.now = max(state.now, moment)
      let due = state.sleepers.filter { $0.value.moment <= moment }
      for number in due.keys { state.sleepers[number] = nil }
      return due
    }
    // In the order in which they lay down: dictionaries have none.
    for (_, sleeper) in due.sorted(by: { $0.key < $1.key }) { sleeper.continuation.resume() }
  }
}
