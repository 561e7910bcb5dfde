internal import GRDB
internal import Postgres

/// The tables on a server: those of the same list of steps as in a file.
///
/// A new store gets the tables that all steps together make in SQLite, each in the words of PostgreSQL; steps that came
/// since then are taken one by one.
enum PostgresSchema {
  /// Whoever makes tables holds this lock: `tocS` in ASCII.
  private static let makers = PostgresLock(0x746F_6353)

  /// Makes the tables where there are none, and takes the steps that are missing; one process at a time.
  ///
  /// - Throws: `StorageError` for tables of another program or a newer Tocsin, `PostgresError`.
  static func bringUpToDate(_ pool: PostgresPool, path: String, isDrill: Bool) throws {
    if try pool.read({ try missing(.postgres($0), path: path) })?.isEmpty == true { return }
    try pool.write(holding: [makers]) { connection in
      let database = Database.postgres(connection)
      let missing = try missing(database, path: path)
      for statement in try missing?.flatMap(\.statements) ?? statements() {
        try database.execute(sql: statement)
      }
      for step in missing ?? Migrations.steps {
        try database.execute(sql: "INSERT INTO schema_step (name) VALUES (?)", arguments: [step.name])
      }
      if missing == nil, isDrill { try Setting.isDrill.set(database) }
    }
  }

  /// The steps that are still to be taken; nil where there are no tables.
  private static func missing(_ database: Database, path: String) throws -> [Migrations.Step]? {
    let tables = try String.fetchAll(
      database,
      sql:
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = CAST(current_schema() AS REGNAMESPACE)"
    )
    if tables.isEmpty { return nil }
    guard tables.contains("schema_step") else { throw StorageError.foreignDatabase(path: path) }
    let taken = Set(try String.fetchAll(database, sql: "SELECT name FROM schema_step"))
    guard taken.isSubset(of: Migrations.steps.map(\.name)) else {
      throw StorageError.newerVersion(path: path)
    }
    return Migrations.steps.filter { !taken.contains($0.name) }
  }

  /// The statements that make all tables, those first that others refer to.
  static func statements() throws -> [String] {
    let made = try made()
    let indices = made.filter { $0.type == "index" }.map(\.sql)
    return before + inOrder(made).map { PostgresTableText.text($0.sql) } + indices.map(PostgresTableText.text)
      + after
  }

  /// The names of all tables that both engines have, those first that others refer to.
  static func tables() throws -> [String] { inOrder(try made()).map(\.table) }

  private typealias Made = (type: String, table: String, sql: String)

  /// What all steps make in a file.
  private static func made() throws -> [Made] {
    let queue = try DatabaseQueue()
    try Migrations.all.migrate(queue)
    return try queue.read { database in
      try StoredRow.fetchAll(
        .sqlite(database),
        sql: """
          SELECT type, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type IN ('table', 'index')
          AND tbl_name NOT LIKE 'sqlite%' AND tbl_name NOT LIKE 'grdb%' AND tbl_name NOT LIKE 'article_search%'
          AND tbl_name NOT LIKE 'article_pieces%' ORDER BY rowid
          """
      ).map { (try $0["type"], try $0["tbl_name"], try $0["sql"]) }
    }
  }

  private static func inOrder(_ made: [Made]) -> [Made] {
    var (waiting, ordered) = (made.filter { $0.type == "table" }, [Made]())
    while !waiting.isEmpty {
      let names = Set(waiting.map(\.table))
      let ready = waiting.filter { made in
        names.isDisjoint(with: PostgresTableText.references(of: made.sql).subtracting([made.table]))
      }
      // Tables that refer to one another in a circle would be none of ours.
      guard !ready.isEmpty else { return ordered + waiting }
      ordered += ready
      let taken = Set(ready.map(\.table))
      waiting.removeAll { taken.contains($0.table) }
    }
    return ordered
  }

  /// Names are compared without case, as SQLite's NOCASE does, and in any script.
  private static let before = [
    "CREATE COLLATION nocase (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
    "CREATE TABLE schema_step (name TEXT PRIMARY KEY)",
  ]

  /// What stands in triggers and virtual tables in a file.
  private static let after = [
    """
    CREATE TABLE article_words (
      article_id BIGINT PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE, words TSVECTOR NOT NULL
    )
    """,
    "CREATE TABLE worker (owner TEXT PRIMARY KEY, until BIGINT NOT NULL)",
    "CREATE TABLE host_claim (host TEXT PRIMARY KEY, owner TEXT NOT NULL, until BIGINT NOT NULL)",
    "CREATE INDEX article_words_by_word ON article_words USING gin (words)",
    """
    CREATE FUNCTION event_person_come() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      UPDATE person SET events = events + 1 WHERE id = NEW.person_id;
      RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER event_person_come AFTER INSERT ON event_person FOR EACH ROW EXECUTE FUNCTION event_person_come()
    """,
    """
    CREATE FUNCTION event_person_gone() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      UPDATE person SET events = events - 1 WHERE id = OLD.person_id;
      DELETE FROM person WHERE id = OLD.person_id AND events = 0;
      RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER event_person_gone AFTER DELETE ON event_person FOR EACH ROW EXECUTE FUNCTION event_person_gone()
    """,
  ]
}

/// The words of a table or an index in PostgreSQL.
enum PostgresTableText {
  static func text(_ sql: String) -> String {
    sql.replacing("WITHOUT ROWID", with: "")
      // Addresses are longer than what its ordered indices take, and are only ever looked up whole.
      .replacing(#/\b(identity|url) TEXT NOT NULL UNIQUE,/#) {
        "\($0.output.1) TEXT NOT NULL, EXCLUDE USING hash (\($0.output.1) WITH =),"
      }
      .replacing(#/ \((requested_url|url)\)/#) { " USING hash (\($0.output.1))" }
      .replacing(
        #/\bid INTEGER PRIMARY KEY( AUTOINCREMENT)?,/#,
        with: "id BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,"
      )
      .replacing(#/\b(is_\w+) INTEGER NOT NULL DEFAULT 0/#) {
        "\($0.output.1) BOOLEAN NOT NULL DEFAULT FALSE"
      }
      .replacing(#/\b(is_\w+) INTEGER/#) { "\($0.output.1) BOOLEAN" }
      .replacing(#/\bINTEGER\b/#, with: "BIGINT")
      .replacing(#/\bREAL\b/#, with: "DOUBLE PRECISION")
      .replacing(#/\bBLOB\b/#, with: "BYTEA")
      // Text is compared by its bytes, as SQLite does, whatever language the server speaks.
      .replacing(#/\bTEXT\b(?![^,\n]*COLLATE)/#, with: #"TEXT COLLATE "C""#)
      .replacing(#/\bend\b/#, with: #""end""#)
  }

  /// The tables that a table refers to.
  static func references(of sql: String) -> Set<String> {
    Set(sql.matches(of: #/REFERENCES "?(\w+)/#).map { String($0.output.1) })
  }
}
