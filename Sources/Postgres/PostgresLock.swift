/// A lock that a transaction holds to its end, within one schema of a database (PostgreSQL, "Advisory Locks").
package struct PostgresLock: Sendable, Hashable {
  private let number: Int32
  private var isShared = false

  /// A lock that one transaction at a time holds.
  package init(_ number: Int32) { self.number = number }

  /// The same, held beside others that share it, but not beside one that does not.
  package var shared: PostgresLock {
    var shared = self
    shared.isShared = true
    return shared
  }

  fileprivate var statement: String {
    "SELECT pg_advisory_xact_lock\(isShared ? "_shared" : "")(\(number), hashtext(current_schema()))"
  }
}

extension PostgresConnection {
  /// Takes a lock within a transaction: each statement that follows sees what its former holders committed.
  package func lock(_ lock: PostgresLock) throws(PostgresError) { try send(lock.statement) }

  // MARK: Presence

  /// Names that a connection holds at most: a process has one for each kind of its work.
  private static let presencesMax = 8

  /// Shows others that whoever bears a name is there, for as long as this connection stands: the server knows when it ends,
  /// however it does. Several connections may bear one name.
  package func show(presenceOf name: String) throws(PostgresError) {
    if let place = presences.firstIndex(of: name) {
      presences.append(presences.remove(at: place))
      return
    }
    if presences.count >= Self.presencesMax { try end(presenceOf: presences[0]) }
    let sql = "SELECT pg_try_advisory_lock_shared(\(Self.key("CAST($1 AS TEXT)")))"
    let answer = try query(sql, [.text(name)])
    if answer.count == 1, answer.value(row: 0, column: 0) == .integer(1) { presences.append(name) }
  }

  /// Ends it, as far as this connection bears it.
  package func end(presenceOf name: String) throws(PostgresError) {
    guard let place = presences.firstIndex(of: name) else { return }
    presences.remove(at: place)
    try send("SELECT pg_advisory_unlock_shared(\(Self.key("CAST($1 AS TEXT)")))", [.text(name)])
  }

  /// SQL that holds where some connection bears the name that an expression gives.
  package static func isPresent(_ name: String) -> String {
    """
    EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND mode = 'ShareLock' AND granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND (CAST(classid AS BIGINT) << 32 | CAST(objid AS BIGINT)) = \(key(name)))
    """
  }

  private static func key(_ name: String) -> String {
    "hashtextextended(current_schema() || ' ' || \(name), 0)"
  }
}
