internal import GRDB

/// The tables, step by step. A step that was released is never changed: a new one is added.
enum Migrations {
  static var all: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 articles, sentences, events, evaluations") { try $0.execute(sql: core) }
    migrator.registerMigration("2 rules, endpoints, firings, deliveries") { try $0.execute(sql: alerts) }
    migrator.registerMigration("3 stories") { try $0.execute(sql: stories) }
    migrator.registerMigration("delivery queues") { try $0.execute(sql: deliveryQueues) }
    migrator.registerMigration("occasions of a firing") { try $0.execute(sql: occasions) }
    migrator.registerMigration("the life of alerts") { try $0.execute(sql: alertLife) }
    migrator.registerMigration("definitions, silences, marks, heartbeat") { try $0.execute(sql: alertUpkeep) }
    migrator.registerMigration("severity of what is not coded") { try $0.execute(sql: notCoded) }
    migrator.registerMigration("verdicts on firings") { try $0.execute(sql: marks) }
    migrator.registerMigration("what is set aside, drills, notes, indices") { try $0.execute(sql: upkeep) }
    migrator.registerMigration("stories that words stand in") { try $0.execute(sql: storyCounts) }
    migrator.registerMigration("what is dropped once it is old") { try $0.execute(sql: retention) }
    migrator.registerMigration("indices of what is listed") { try $0.execute(sql: listingIndices) }
    migrator.registerMigration("what an article is") { try $0.execute(sql: judgement) }
    migrator.registerMigration("stories that are looked at again") { try $0.execute(sql: storyMakers) }
    migrator.registerMigration("watches") { try $0.execute(sql: watches) }
    migrator.registerMigration("tokens of the service") { try $0.execute(sql: accessTokens) }
    migrator.registerMigration("what the desk keeps for its analyst") { try $0.execute(sql: desk) }
    migrator.registerMigration("persons that events name") { try $0.execute(sql: persons) }
    migrator.registerMigration("text without blanks between words", migrate: unspaced)
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
