internal import Postgres

/// What whoever works on a store on a server tells the others.
package enum StoreNotice: String, Sendable {
  /// An article came that rules have to be shown.
  case article
  /// An alert fired.
  case firing
  /// A message waits.
  case delivery
  /// The connection was lost for a while, or has just been made: something may have been missed.
  case missed
}

extension Store {
  /// What processes that work on the same store tell, this one included, from now on; nil for a file, which nobody can
  /// listen to: it is looked at.
  package func notices() -> AsyncStream<StoreNotice>? {
    guard case .postgres(let pool) = engine else { return nil }
    return AsyncStream(bufferingPolicy: .bufferingNewest(Self.noticesKept)) { continuation in
      let listener = PostgresListener(to: Database.channel, at: pool.address) { told in
        continuation.yield(told.flatMap(StoreNotice.init) ?? .missed)
      }
      continuation.onTermination = { _ in listener.end() }
    }
  }

  /// Each says only that there is something to look at: nobody needs more of them.
  private static let noticesKept = 64

  /// Does what one process at a time does on a store on a server; in a file at once.
  ///
  /// - Parameters:
  ///   - work: what it is.
  ///   - body: does it.
  /// - Returns: what `body` gives; nil where another process is at it, which will see what there is.
  /// - Throws: `StorageError`, and what `body` throws.
  package func alone<Value>(at work: StoreWork, _ body: () throws -> Value) throws -> Value? {
    guard case .postgres(let pool) = engine else { return try body() }
    return try pool.withConnection { connection in
      let lock = "(\(work.rawValue), hashtext(current_schema()))"
      let isTaken = try Bool.fetchOne(.postgres(connection), sql: "SELECT pg_try_advisory_lock\(lock)")
      guard isTaken == true else { return nil }
      // A connection that is lost lets go of it by itself.
      defer { _ = try? connection.query("SELECT pg_advisory_unlock\(lock)") }
      return try body()
    }
  }
}

/// What one process at a time does on a store on a server.
package enum StoreWork: Int32, Sendable {
  /// Rules are shown articles in the order of time: `tocE`.
  case evaluation = 0x746F_6345
}

extension Database {
  static let channel = "tocsin"

  /// Tells those who listen, once this transaction is kept. In a file nobody does.
  func tell(_ notice: StoreNotice) throws {
    guard case .postgres = self else { return }
    try execute(sql: "SELECT pg_notify('\(Self.channel)', '\(notice.rawValue)')")
  }
}
