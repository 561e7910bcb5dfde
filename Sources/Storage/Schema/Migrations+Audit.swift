extension Migrations {
  /// Who did what: of analysts, by name, and of whoever asks over HTTP.
  static let audit = """
    CREATE TABLE audit (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      who TEXT NOT NULL,
      what TEXT NOT NULL,
      made_at INTEGER NOT NULL
    );
    """
}
