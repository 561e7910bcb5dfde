extension Migrations {
  /// Who may ask the service over HTTP. Of a token only the SHA-256 of its secret is kept; one that was revoked stays, so that
  /// the list says so, and so that a service that once asked for tokens never does without again.
  static let accessTokens = """
    CREATE TABLE access_token (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL,
      scope TEXT NOT NULL,
      secret_hash BLOB NOT NULL,
      created_at INTEGER NOT NULL,
      expires_at INTEGER,
      last_used_at INTEGER,
      revoked_at INTEGER
    );
    CREATE UNIQUE INDEX access_token_by_name ON access_token (name) WHERE revoked_at IS NULL;
    """
}
