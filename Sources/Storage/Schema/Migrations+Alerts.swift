extension Migrations {
  /// Rules, endpoints, firings, deliveries.
  ///
  /// A firing is for a rule and an act: UNIQUE (rule_id, act_stem, act_day) makes it one, whoever writes. A delivery is for
  /// a firing and an endpoint: so is its row. Firings and deliveries outlive the rule and the endpoint they came from.
  static let alerts = """
    CREATE TABLE endpoint (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL UNIQUE COLLATE NOCASE,
      url TEXT NOT NULL,
      format TEXT NOT NULL,
      signing_keys TEXT NOT NULL,
      headers TEXT NOT NULL,
      credential TEXT,
      template TEXT,
      allowed_ranges TEXT NOT NULL,
      certificate_file TEXT,
      is_strictly_ordered INTEGER NOT NULL,
      condition TEXT NOT NULL,
      last_sequence INTEGER NOT NULL DEFAULT 0,
      created_at INTEGER NOT NULL
    );

    CREATE TABLE rule (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL UNIQUE COLLATE NOCASE,
      text TEXT NOT NULL,
      created_at INTEGER NOT NULL
    );
    CREATE TABLE rule_endpoint (
      rule_id INTEGER NOT NULL REFERENCES rule (id) ON DELETE CASCADE,
      endpoint_id INTEGER NOT NULL REFERENCES endpoint (id) ON DELETE RESTRICT,
      PRIMARY KEY (rule_id, endpoint_id)
    ) WITHOUT ROWID;
    CREATE INDEX rule_endpoint_by_endpoint ON rule_endpoint (endpoint_id);

    CREATE TABLE firing (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      rule_id INTEGER REFERENCES rule (id) ON DELETE SET NULL,
      rule_name TEXT NOT NULL,
      condition TEXT NOT NULL,
      act_stem TEXT NOT NULL,
      act_day INTEGER NOT NULL,
      severity REAL NOT NULL,
      fired_at INTEGER NOT NULL,
      UNIQUE (rule_id, act_stem, act_day)
    );
    CREATE INDEX firing_by_time ON firing (fired_at);
    CREATE TABLE firing_source (
      firing_id INTEGER NOT NULL REFERENCES firing (id) ON DELETE CASCADE,
      article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
      event_id INTEGER REFERENCES event (id) ON DELETE SET NULL,
      event TEXT,
      findings TEXT NOT NULL,
      added_at INTEGER NOT NULL,
      PRIMARY KEY (firing_id, article_id)
    ) WITHOUT ROWID;
    CREATE INDEX firing_source_by_article ON firing_source (article_id);

    CREATE TABLE decision (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      rule_id INTEGER NOT NULL REFERENCES rule (id) ON DELETE CASCADE,
      article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
      event_id INTEGER REFERENCES event (id) ON DELETE SET NULL,
      firing_id INTEGER REFERENCES firing (id) ON DELETE CASCADE,
      outcome TEXT NOT NULL,
      reason TEXT NOT NULL,
      findings TEXT NOT NULL,
      decided_at INTEGER NOT NULL
    );
    CREATE INDEX decision_by_article ON decision (article_id, rule_id);
    CREATE INDEX decision_by_time ON decision (decided_at);

    CREATE TABLE delivery (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      endpoint_id INTEGER REFERENCES endpoint (id) ON DELETE SET NULL,
      endpoint_name TEXT NOT NULL,
      firing_id INTEGER REFERENCES firing (id) ON DELETE SET NULL,
      sequence INTEGER NOT NULL,
      message_id TEXT NOT NULL UNIQUE,
      type TEXT NOT NULL,
      content_type TEXT NOT NULL,
      headers TEXT NOT NULL,
      body BLOB NOT NULL,
      state TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      next_attempt_at INTEGER,
      attempts_made INTEGER NOT NULL DEFAULT 0,
      reason TEXT NOT NULL,
      UNIQUE (firing_id, endpoint_id, type),
      UNIQUE (endpoint_id, sequence)
    );
    CREATE INDEX delivery_due ON delivery (next_attempt_at) WHERE state IN ('pending', 'trying', 'paused');
    CREATE TABLE attempt (
      delivery_id INTEGER NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
      number INTEGER NOT NULL,
      owner TEXT NOT NULL,
      started_at INTEGER NOT NULL,
      duration_seconds REAL,
      outcome TEXT NOT NULL,
      status INTEGER,
      bytes_sent INTEGER NOT NULL DEFAULT 0,
      answer TEXT,
      reason TEXT NOT NULL,
      PRIMARY KEY (delivery_id, number)
    ) WITHOUT ROWID;
    CREATE TABLE delivery_lease (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      owner TEXT NOT NULL,
      until INTEGER NOT NULL
    );
    CREATE TABLE host_hold (
      origin TEXT PRIMARY KEY,
      until INTEGER NOT NULL
    ) WITHOUT ROWID;
    """
}
