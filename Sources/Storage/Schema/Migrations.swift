internal import GRDB

/// The tables, step by step. A step that was released is never changed: a new one is added.
enum Migrations {
  /// One step of the list that both engines go by.
  struct Step: Sendable {
    /// By it a store remembers that the step was taken.
    let name: String
    let migrate: @Sendable (GRDB.Database) throws -> Void
    /// What a file runs for it; empty for a step that SQLite alone takes.
    private let sql: String
    /// What PostgreSQL runs for it. It is worded anew each time, by expressions that take long to read: no file needs it.
    var statements: [String] { sql.split(separator: ";\n").map { PostgresTableText.text(String($0)) } }

    /// A step of statements, each of which ends with a semicolon at the end of its line.
    init(_ name: String, _ sql: String) {
      (self.name, self.sql) = (name, sql)
      migrate = { try $0.execute(sql: sql) }
    }

    /// A step that SQLite alone takes: a server's tables were first made with what came of it.
    init(_ name: String, migrate: @escaping @Sendable (GRDB.Database) throws -> Void) {
      (self.name, self.migrate, sql) = (name, migrate, "")
    }
  }

  static let steps = [
    Step("1 articles, sentences, events, evaluations", core),
    Step("2 rules, endpoints, firings, deliveries", alerts),
    Step("3 stories", stories),
    Step("delivery queues", deliveryQueues),
    Step("occasions of a firing", occasions),
    Step("the life of alerts", alertLife),
    Step("definitions, silences, marks, heartbeat", alertUpkeep),
    Step("severity of what is not coded", notCoded),
    Step("verdicts on firings", marks),
    Step("what is set aside, drills, notes, indices", upkeep),
    Step("stories that words stand in", storyCounts),
    Step("what is dropped once it is old", retention),
    Step("indices of what is listed", listingIndices),
    Step("what an article is", judgement),
    Step("stories that are looked at again", storyMakers),
    Step("watches", watches),
    Step("tokens of the service", accessTokens),
    Step("what the desk keeps for its analyst", desk),
    Step("persons that events name", persons),
    Step("text without blanks between words", migrate: unspaced),
    Step("who did what", audit),
    Step("who saw and ended an alert", alertHandlers),
    Step("who can take a change back", undoOwners),
  ]

  static var all: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for step in steps { migrator.registerMigration(step.name, migrate: step.migrate) }
    return migrator
  }

  /// An article's `identity` is its canonical URL, or a hash of its text where it has none: reading it again updates.
  /// `arrived_at` is when it first came, `read_at` when it was last read. An `evaluation` row says that rules have not
  /// seen the article in its present form; it is deleted in the transaction that records what they said.
  private static let core = """
    CREATE TABLE article (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      identity TEXT NOT NULL UNIQUE,
      requested_url TEXT,
      url TEXT,
      site TEXT,
      domain TEXT,
      title TEXT,
      authors TEXT NOT NULL,
      published TEXT,
      published_at INTEGER,
      modified_at INTEGER,
      language TEXT,
      section TEXT,
      credited_source TEXT,
      is_paywalled INTEGER NOT NULL,
      kind TEXT NOT NULL,
      text TEXT NOT NULL,
      paragraphs TEXT NOT NULL,
      captions TEXT NOT NULL,
      provenance TEXT NOT NULL,
      summary TEXT NOT NULL,
      rejected_triggers TEXT NOT NULL,
      severity REAL NOT NULL,
      is_escalatory INTEGER NOT NULL,
      verdict TEXT NOT NULL,
      arrived_at INTEGER NOT NULL,
      read_at INTEGER NOT NULL,
      revision INTEGER NOT NULL DEFAULT 1
    );
    CREATE INDEX article_by_arrival ON article (arrived_at);
    CREATE INDEX article_by_domain ON article (domain, arrived_at);

    CREATE TABLE sentence (
      article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      start INTEGER NOT NULL,
      end INTEGER NOT NULL,
      PRIMARY KEY (article_id, position)
    ) WITHOUT ROWID;

    CREATE TABLE event (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      actor TEXT,
      target TEXT,
      code TEXT NOT NULL,
      category TEXT,
      goldstein REAL NOT NULL,
      status TEXT NOT NULL,
      trigger_text TEXT NOT NULL,
      part TEXT NOT NULL,
      start INTEGER NOT NULL,
      end INTEGER NOT NULL,
      sentence TEXT NOT NULL,
      sentence_position INTEGER,
      date TEXT,
      first_day TEXT,
      last_day TEXT,
      severity REAL NOT NULL,
      severity_factors TEXT NOT NULL,
      grounds TEXT NOT NULL
    );
    CREATE INDEX event_by_article ON event (article_id, position);
    CREATE INDEX event_by_dyad ON event (actor, target, first_day);
    CREATE INDEX event_by_target ON event (target, first_day);

    CREATE TABLE evaluation (
      article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
      queued_at INTEGER NOT NULL
    );

    CREATE VIRTUAL TABLE article_search USING fts5 (
      title, text, content='article', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'
    );
    CREATE TRIGGER article_search_insert AFTER INSERT ON article BEGIN
      INSERT INTO article_search (rowid, title, text) VALUES (new.id, new.title, new.text);
    END;
    CREATE TRIGGER article_search_delete AFTER DELETE ON article BEGIN
      INSERT INTO article_search (article_search, rowid, title, text)
      VALUES ('delete', old.id, old.title, old.text);
    END;
    CREATE TRIGGER article_search_update AFTER UPDATE OF title, text ON article BEGIN
      INSERT INTO article_search (article_search, rowid, title, text)
      VALUES ('delete', old.id, old.title, old.text);
      INSERT INTO article_search (rowid, title, text) VALUES (new.id, new.title, new.text);
    END;
    """
}
