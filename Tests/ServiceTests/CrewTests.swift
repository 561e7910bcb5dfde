import Dispatch
import Foundation
import Service
import Synchronization
import Testing

/// Counts jobs that are at work, and those that are done.
private final class Tally: Sendable {
  private let counts = Mutex((running: 0, most: 0, done: 0))

  var most: Int { counts.withLock { $0.most } }
  var done: Int { counts.withLock { $0.done } }

  /// Lets others begin while it is at work.
  func work() {
    counts.withLock { counts in
      counts.running += 1
      counts.most = max(counts.most, counts.running)
    }
    sched_yield()
    counts.withLock { counts in
      counts.running -= 1
      counts.done += 1
    }
  }
}

@Suite("Crews of threads", .timeLimit(.minutes(10)))
struct CrewTests {
  @Test("start a thread wherever none is idle: who waits holds up nobody")
  func waiting() async {
    let crew = Crew("test", threadsMax: 8)
    let gate = DispatchSemaphore(value: 0)
    await withTaskGroup { group in
      // Each waits in the kernel for the last to come.
      for _ in 0..<7 { group.addTask(executorPreference: crew) { Self.wait(gate) } }
      group.addTask(executorPreference: crew) { for _ in 0..<7 { gate.signal() } }
    }
  }

  @Test("run no more at once than they have threads, and all in the end")
  func bound() async {
    let crew = Crew("test", threadsMax: 2)
    let tally = Tally()
    await withTaskGroup { group in
      for _ in 0..<200 { group.addTask(executorPreference: crew) { tally.work() } }
    }
    #expect(tally.done == 200)
    #expect(tally.most <= 2)
  }

  private static func wait(_ gate: DispatchSemaphore) { gate.wait() }
}

@Suite("Values that are kept")
struct KeptTests {
  @Test(
    "are made for every reader where that is cheap, else as often as takes a twentieth of the time",
    arguments: [
      (makingSeconds: 0.01, readEverySeconds: 0.1, reads: 50, made: 50),
      (makingSeconds: 0.13, readEverySeconds: 0.15, reads: 100, made: 8),
      (makingSeconds: 1.03, readEverySeconds: 1.5, reads: 43, made: 4),
    ]
  )
  func often(makingSeconds: Double, readEverySeconds: Double, reads: Int, made: Int) {
    let now = Mutex(ContinuousClock.now)
    let count = Mutex(0)
    let kept = Kept<Int> { now.withLock { $0 } }
    for _ in 0..<reads {
      _ = kept.value {
        now.withLock { $0 += .seconds(makingSeconds) }
        return count.withLock { count in
          count += 1
          return count
        }
      }
      now.withLock { $0 += .seconds(readEverySeconds) }
    }
    #expect(count.withLock { $0 } == made)
  }

  @Test("that could not be made are made by the next reader")
  func failure() throws {
    struct Failed: Error {}
    let kept = Kept<Int>()
    #expect(throws: Failed.self) { try kept.value { throw Failed() } }
    #expect(kept.value { 7 } == 7)
  }
}
