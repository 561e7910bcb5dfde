import Dispatch
import Foundation

/// Waiting for what others do, which ends where it never comes: tests share a few threads, and one that waits for ever on one
/// of them holds up all the others.
package enum Patience {
  /// What was waited for did not come.
  package struct Ended: Error {}

  /// As long as a whole run may take where hundreds of tests take turns on two threads.
  private static let minutes = 10.0

  /// Holds this thread until something is so, or some time has passed; the test then expects it.
  ///
  /// - Throws: what `holds` throws.
  package static func hold(seconds: Double = 60, until holds: () throws -> Bool) rethrows {
    let deadline = Date() + seconds
    while try !holds(), Date() < deadline { usleep(20_000) }
  }

  /// Gives others their turn until something holds.
  ///
  /// - Throws: `Ended` where it never does; what `holds` throws; `CancellationError` where the test is out of time.
  package static func until(_ holds: () throws -> Bool) async throws {
    let deadline = Date() + minutes * 60
    while try !holds() {
      try Task.checkCancellation()
      guard Date() < deadline else { throw Ended() }
      await Task.yield()
    }
  }
}

/// Work that a thread of its own does, for what may wait long: tasks share the threads of all tests, and could be asked for
/// what they did long after they did it.
///
/// What came of it is written before the end is signalled, and read after it.
package final class Aside<Value: Sendable>: @unchecked Sendable {
  private let done = DispatchSemaphore(value: 0)
  private var result: Result<Value, any Error>?

  /// Begins at once.
  package init(_ work: @escaping @Sendable () throws -> Value) {
    Thread.detachNewThread { [self] in
      result = Result { try work() }
      done.signal()
    }
  }

  /// Waits for the end of the work; to be asked once.
  ///
  /// - Throws: what the work throws.
  package func value() throws -> Value {
    done.wait()
    guard let result else { throw Patience.Ended() }
    return try result.get()
  }
}
