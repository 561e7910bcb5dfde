internal import Glibc
internal import Synchronization

/// Connections to one database, lent to one task at a time.
package final class PostgresPool: Sendable {
  /// Named limits, with their reasons.
  package enum Limits {
    /// Connections of one process: as many as write, read and listen at once; a server has a hundred for all.
    package static let connections = 8
    /// How long a task waits for one before it is told that all are at work.
    package static let waitSeconds = 15.0
  }

  /// Where they lead.
  package let address: PostgresAddress
  private let rewrite: @Sendable (String) -> String
  private let shelf = Mutex(Shelf())
  private let places: Places

  private struct Shelf: @unchecked Sendable {
    var idle: [PostgresConnection] = []
  }

  /// A pool; nothing is connected before it is asked for.
  ///
  /// - Parameters:
  ///   - address: where the database is.
  ///   - connections: how many there are at most.
  ///   - rewrite: what a statement's text is to the server.
  package init(
    of address: PostgresAddress,
    connections: Int = Limits.connections,
    rewriting rewrite: @escaping @Sendable (String) -> String
  ) {
    self.address = address
    self.rewrite = rewrite
    places = Places(connections)
  }

  /// Lends a connection. One that was lost is not lent again, and one that is at rest is looked at before it is.
  ///
  /// - Throws: what `body` throws; `PostgresError` where none can be had.
  package func withConnection<Value>(_ body: (PostgresConnection) throws -> Value) throws -> Value {
    guard places.take(within: Limits.waitSeconds) else {
      throw PostgresError(.busy, "all connections of this process are at work")
    }
    defer { places.give() }
    let connection = try idle() ?? PostgresConnection(to: address, rewriting: rewrite)
    defer { if !connection.isLost { shelf.withLock { $0.idle.append(connection) } } }
    return try body(connection)
  }

  /// Runs a body in one transaction in which nothing can be written, as of one moment.
  package func read<Value>(_ body: (PostgresConnection) throws -> Value) throws -> Value {
    try withConnection { connection in
      try connection.send("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")
      do {
        let value = try body(connection)
        try connection.leave(with: "COMMIT")
        return value
      } catch {
        connection.rollBack()
        throw error
      }
    }
  }

  /// Runs a body in one transaction that holds locks, taken in their order, by which those of its kind go one after another.
  ///
  /// Each statement sees what was committed before it began: after the locks are had, all that others of the kind wrote.
  package func write<Value>(
    holding locks: [PostgresLock],
    _ body: (PostgresConnection) throws -> Value
  ) throws -> Value {
    try withConnection { connection in
      try connection.send("BEGIN ISOLATION LEVEL READ COMMITTED, READ WRITE")
      do {
        for lock in locks { try connection.lock(lock) }
        let value = try body(connection)
        try connection.commit()
        return value
      } catch {
        connection.rollBack()
        throw error
      }
    }
  }

  private func idle() -> PostgresConnection? {
    while let connection = shelf.withLock({ $0.idle.popLast() }) {
      if connection.isUsable() { return connection }
    }
    return nil
  }
}

/// A number of places that tasks wait for.
private final class Places: @unchecked Sendable {
  private var lock = pthread_mutex_t()
  private var freed = pthread_cond_t()
  private var count: Int

  init(_ count: Int) {
    self.count = count
    pthread_mutex_init(&lock, nil)
    pthread_cond_init(&freed, nil)
  }

  deinit {
    pthread_cond_destroy(&freed)
    pthread_mutex_destroy(&lock)
  }

  /// - Returns: false where none was free in time.
  func take(within seconds: Double) -> Bool {
    var moment = timespec()
    clock_gettime(CLOCK_REALTIME, &moment)
    moment.tv_sec += Int(seconds)
    pthread_mutex_lock(&lock)
    defer { pthread_mutex_unlock(&lock) }
    while count == 0 {
      if pthread_cond_timedwait(&freed, &lock, &moment) == ETIMEDOUT, count == 0 { return false }
    }
    count -= 1
    return true
  }

  func give() {
    pthread_mutex_lock(&lock)
    count += 1
    pthread_mutex_unlock(&lock)
    pthread_cond_signal(&freed)
  }
}
