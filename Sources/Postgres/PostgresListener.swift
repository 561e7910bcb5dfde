internal import CLibpq
internal import Glibc
internal import Synchronization

/// Hears what others tell over a channel of the server (PostgreSQL, "LISTEN").
///
/// It has a connection of its own, and a thread that waits at it. While the connection is lost nothing is heard: once it is
/// there again it is told that something may have been missed.
package final class PostgresListener: Sendable {
  /// Between two tries to connect again.
  private static let retrySeconds: UInt32 = 1
  /// So often it looks whether it is still wanted.
  private static let pollMilliseconds: Int32 = 1_000

  private let isWanted = Mutex(true)

  /// Begins to listen.
  ///
  /// - Parameters:
  ///   - channel: a plain word.
  ///   - address: where the database is.
  ///   - hear: called with what was told, by a thread of its own; nil where something may have been missed.
  package init(to channel: String, at address: PostgresAddress, hear: @escaping @Sendable (String?) -> Void) {
    Thread.begin { [weak self] in
      while self?.isWanted.withLock({ $0 }) ?? false {
        Self.listen(to: channel, at: address, while: { self?.isWanted.withLock { $0 } ?? false }, hear)
        sleep(Self.retrySeconds)
      }
    }
  }

  /// Ends listening within a second.
  package func end() { isWanted.withLock { $0 = false } }

  private static func listen(
    to channel: String,
    at address: PostgresAddress,
    while isWanted: () -> Bool,
    _ hear: (String?) -> Void
  ) {
    guard let connection = PostgresConnection.connect(address) else { return }
    defer { PQfinish(connection) }
    guard PQstatus(connection) == CONNECTION_OK else { return }
    pqx_silence(connection)
    let answer = PQexec(connection, "LISTEN \(channel)")
    defer { PQclear(answer) }
    guard PQresultStatus(answer) == PGRES_COMMAND_OK else { return }
    hear(nil)
    while isWanted() {
      var status = pollfd(fd: PQsocket(connection), events: Int16(POLLIN), revents: 0)
      guard poll(&status, 1, pollMilliseconds) > 0 else { continue }
      guard PQconsumeInput(connection) == 1 else { return }
      while let notice = PQnotifies(connection) {
        hear(String(cString: notice.pointee.extra))
        PQfreemem(notice)
      }
    }
  }
}

/// A thread that waits where no task may.
private enum Thread {
  static func begin(_ body: @escaping @Sendable () -> Void) {
    let context = Unmanaged.passRetained(Body(body)).toOpaque()
    var thread = pthread_t()
    let failed = pthread_create(
      &thread,
      nil,
      { context in
        if let context { Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run() }
        return nil
      },
      context
    )
    if failed == 0 { pthread_detach(thread) } else { Unmanaged<Body>.fromOpaque(context).release() }
  }

  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }
}
