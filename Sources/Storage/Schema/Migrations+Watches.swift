extension Migrations {
  /// What is watched, what its feeds have shown, what hosts asked for, and by which watch and tag an article came.
  ///
  /// A `watch_item` is an entry of a feed, a line of a sitemap or a link of a page. One that is `pending` is to be read; what
  /// its feed said of it is kept until then, so that a process that ends loses nothing. `imported_line` tells which lines of
  /// imports were taken. An article with `withdrawn_at` was deleted by an analyst, and is kept as what an alert rests on.
  static let watches = """
    CREATE TABLE watch (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL UNIQUE COLLATE NOCASE,
      added_url TEXT NOT NULL,
      url TEXT NOT NULL UNIQUE,
      host TEXT NOT NULL,
      title TEXT,
      page TEXT,
      kind TEXT,
      state TEXT NOT NULL,
      every_min REAL NOT NULL,
      every_max REAL NOT NULL,
      first_count INTEGER NOT NULL,
      webhook TEXT,
      created_at INTEGER NOT NULL,
      next_poll_at INTEGER NOT NULL,
      last_poll_at INTEGER,
      last_success_at INTEGER,
      last_new_at INTEGER,
      is_filled INTEGER NOT NULL DEFAULT 0,
      polls INTEGER NOT NULL DEFAULT 0,
      usual_gap REAL,
      etag TEXT,
      last_modified TEXT,
      body_hash TEXT,
      failures INTEGER NOT NULL DEFAULT 0,
      failing_since INTEGER,
      failure TEXT,
      told TEXT
    );
    CREATE INDEX watch_by_due ON watch (next_poll_at) WHERE state = 'active';

    CREATE TABLE watch_tag (
      watch_id INTEGER NOT NULL REFERENCES watch (id) ON DELETE CASCADE,
      tag TEXT NOT NULL COLLATE NOCASE,
      PRIMARY KEY (watch_id, tag)
    ) WITHOUT ROWID;

    CREATE TABLE watch_item (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      watch_id INTEGER NOT NULL REFERENCES watch (id) ON DELETE CASCADE,
      key TEXT NOT NULL,
      url TEXT,
      host TEXT,
      title TEXT,
      published_at INTEGER,
      fingerprint TEXT NOT NULL,
      state TEXT NOT NULL,
      first_seen_at INTEGER NOT NULL,
      last_seen_at INTEGER NOT NULL,
      read_at INTEGER,
      reads INTEGER NOT NULL DEFAULT 0,
      attempts INTEGER NOT NULL DEFAULT 0,
      next_try_at INTEGER,
      reason TEXT,
      entry TEXT,
      article_id INTEGER REFERENCES article (id) ON DELETE SET NULL,
      UNIQUE (watch_id, key)
    );
    CREATE INDEX watch_item_by_url ON watch_item (url);
    CREATE INDEX watch_item_pending ON watch_item (next_try_at) WHERE state = 'pending';
    CREATE INDEX watch_item_by_article ON watch_item (article_id) WHERE article_id IS NOT NULL;
    CREATE INDEX watch_item_by_age ON watch_item (watch_id, first_seen_at);

    CREATE TABLE article_label (
      article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
      kind TEXT NOT NULL,
      label TEXT NOT NULL COLLATE NOCASE,
      PRIMARY KEY (article_id, kind, label)
    ) WITHOUT ROWID;
    CREATE INDEX article_label_by_label ON article_label (kind, label, article_id);
    CREATE INDEX article_by_requested_url ON article (requested_url);

    CREATE TABLE imported_line (
      mark BLOB PRIMARY KEY,
      article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE
    ) WITHOUT ROWID;
    CREATE INDEX imported_line_by_article ON imported_line (article_id);
    ALTER TABLE article ADD COLUMN withdrawn_at INTEGER;

    CREATE TABLE host_memory (
      host TEXT PRIMARY KEY,
      rests_until INTEGER
    ) WITHOUT ROWID;
    CREATE TABLE robots_memory (
      origin TEXT PRIMARY KEY,
      answer TEXT NOT NULL,
      bytes BLOB NOT NULL,
      reason TEXT,
      expires_at INTEGER NOT NULL,
      unreachable_since INTEGER
    ) WITHOUT ROWID;

    CREATE TABLE watch_lease (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      owner TEXT NOT NULL,
      until INTEGER NOT NULL
    );
    """
}
