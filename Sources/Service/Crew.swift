internal import Dispatch
internal import Foundation
internal import Glibc
internal import Synchronization

/// Threads for tasks that compute for long or wait in the kernel, as a store's writers do.
///
/// Swift's own pool has one thread for each core: two tasks that wait for a disk stop all others there. A crew starts a thread
/// wherever none is idle, up to a bound, and the kernel shares the cores among them; a crew of few threads keeps work that
/// nobody waits for from taking the cores of the others.
package final class Crew: TaskExecutor {
  private struct State {
    var jobs: [UnownedJob] = []
    var idle = 0
    var threads = 0
  }

  private let name: String
  private let threadsMax: Int
  private let state = Mutex(State())
  /// As many signals as there are jobs that no thread has taken.
  private let work = DispatchSemaphore(value: 0)

  /// A crew without threads; they are started as they are needed, and stay.
  ///
  /// - Parameters:
  ///   - name: what its threads are called within the program (`Thread.name`).
  ///   - threadsMax: how many jobs run at once.
  package init(_ name: String, threadsMax: Int) {
    (self.name, self.threadsMax) = (name, max(1, threadsMax))
  }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let needsThread = state.withLock { state in
      state.jobs.append(job)
      guard state.jobs.count > state.idle, state.threads < threadsMax else { return false }
      state.threads += 1
      return true
    }
    if needsThread { start() }
    work.signal()
  }

  private func start() {
    let thread = Thread { [self] in run() }
    thread.name = name
    thread.start()
  }

  private func run() -> Never {
    blockSignals()
    while true {
      state.withLock { $0.idle += 1 }
      work.wait()
      let job = state.withLock { state in
        state.idle -= 1
        return state.jobs.removeFirst()
      }
      unsafe job.runSynchronously(on: asUnownedTaskExecutor())
    }
  }

  /// Signals are for the main thread.
  private func blockSignals() {
    var signals = sigset_t()
    unsafe sigfillset(&signals)
    unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
  }
}
