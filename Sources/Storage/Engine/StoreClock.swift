package import Foundation
internal import Postgres
internal import Synchronization

/// The time that work on a store goes by: this machine's for a file; for a server the server's, so that machines whose clocks
/// differ mean the same by what they write down.
package final class StoreClock: Sendable {
  /// This machine's time; another one in tests.
  @TaskLocal package static var machine: @Sendable () -> Date = { Date() }
  /// Up to this the clocks are one: as long may an answer be under way.
  package static let toleranceSeconds = 2.0

  private let machine = StoreClock.machine
  private let ahead = Mutex(0.0)

  init() {}

  /// The time.
  package var now: Date { machine() - secondsAhead }

  /// How far this machine is ahead of the server, or behind it where it is negative; 0 for a file.
  package var secondsAhead: Double { ahead.withLock(\.self) }

  /// Hears the server's time.
  func hear(_ time: Date?) {
    guard let time else { return }
    let seconds = machine().timeIntervalSince(time)
    ahead.withLock { $0 = abs(seconds) > Self.toleranceSeconds ? seconds : 0 }
  }

  /// Asks a server for its time.
  func ask(_ pool: PostgresPool) throws {
    let milliseconds = try pool.read { connection in
      try Int64.fetchOne(.postgres(connection), sql: "SELECT \(WorkerSigns.now)")
    }
    hear(milliseconds.map(Date.init(milliseconds:)))
  }
}
