internal import Crypto
package import Foundation

/// Tokens of the service.
extension Store {
  /// Makes a token.
  ///
  /// - Parameters:
  ///   - name: whom it is for.
  ///   - scope: what it allows.
  ///   - now: when it is made.
  ///   - end: from when on it is good no more; nil for never.
  /// - Returns: the token, which can be read here and never again.
  /// - Throws: `StorageError.conflict` for a name that a good token has.
  package func addToken(
    named name: String,
    scope: AccessScope,
    at now: Date,
    until end: Date?
  ) throws(StorageError) -> String {
    let secret = AccessTokenText.newSecret()
    let hash = Data(SHA256.hash(data: secret))
    return try commit { database in
      let isTaken = try Bool.fetchOne(
        database,
        sql: "SELECT 1 FROM access_token WHERE name = ? AND revoked_at IS NULL",
        arguments: [name]
      )
      if isTaken != nil { throw StorageError.conflict(.tokenNameTaken(name)) }
      let number = try database.insertNew(
        sql:
          "INSERT INTO access_token (name, scope, secret_hash, created_at, expires_at) VALUES (?, ?, ?, ?, ?)",
        arguments: [name, scope.rawValue, hash, now.milliseconds, end?.milliseconds]
      )
      return AccessTokenText.text(number: number, secret: secret)
    }
  }

  /// All tokens that there ever were, the newest first.
  package func tokens() throws(StorageError) -> [AccessToken] {
    try read { database in
      try StoredRow.fetchAll(
        database,
        sql: "SELECT * FROM access_token ORDER BY id DESC LIMIT \(Limits.listedRows)"
      ).map(AccessToken.init)
    }
  }

  /// Whether the token of a number lets anybody in.
  package func isTokenGood(_ number: Int64, at now: Date) throws(StorageError) -> Bool {
    try read { database in
      try StoredRow.fetchOne(
        database,
        sql: "SELECT * FROM access_token WHERE id = ?",
        arguments: [number]
      ).map(AccessToken.init)?.isGood(at: now) ?? false
    }
  }

  /// Whether a token was ever made: a service that had one asks for one.
  package func hadToken() throws(StorageError) -> Bool {
    try read { try Bool.fetchOne($0, sql: "SELECT 1 FROM access_token LIMIT 1") != nil }
  }

  /// Revokes the good token of a name.
  ///
  /// - Throws: `StorageError.conflict` where there is none.
  package func revokeToken(named name: String, at now: Date) throws(StorageError) {
    try commit { database in
      try database.execute(
        sql: "UPDATE access_token SET revoked_at = ? WHERE name = ? AND revoked_at IS NULL",
        arguments: [now.milliseconds, name]
      )
      guard try database.changesCount() == 1 else { throw StorageError.conflict(.noSuchToken(name)) }
    }
  }

  /// The token that a text is, where it is a good one; the hashes are compared in constant time.
  package func token(_ text: AccessTokenText, at now: Date) throws(StorageError) -> AccessToken? {
    let hash = SHA256.hash(data: text.secret)
    return try read { database in
      guard
        let row = try StoredRow.fetchOne(
          database,
          sql: "SELECT * FROM access_token WHERE id = ?",
          arguments: [text.number]
        )
      else { return nil }
      // A digest compares itself with bytes in constant time.
      guard hash == (try row["secret_hash"] as Data) else { return nil }
      let token = try AccessToken(row)
      return token.isGood(at: now) ? token : nil
    }
  }

  /// Remembers that a token was used, at most once a minute: a poll every second is no reason to write every second.
  package func noteUse(of token: AccessToken, at now: Date) throws(StorageError) {
    guard token.lastUsedAt.map({ now.timeIntervalSince($0) > 60 }) ?? true, !isReadOnly else { return }
    try commit { database in
      try database.execute(
        sql: "UPDATE access_token SET last_used_at = ? WHERE id = ?",
        arguments: [now.milliseconds, token.number]
      )
    }
  }
}

extension AccessToken {
  fileprivate init(_ row: StoredRow) throws {
    self.init(
      number: try row["id"],
      name: try row["name"],
      scope: try row.word(AccessScope.self, "scope"),
      createdAt: Date(milliseconds: try row["created_at"]),
      expiresAt: (try row["expires_at"] as Int64?).map(Date.init(milliseconds:)),
      lastUsedAt: (try row["last_used_at"] as Int64?).map(Date.init(milliseconds:)),
      revokedAt: (try row["revoked_at"] as Int64?).map(Date.init(milliseconds:))
    )
  }
}
