extension Migrations {
  /// What the life of alerts needs to survive a restart exactly.
  ///
  /// `alert_thread`: all that a rule remembers of one story or group, as its room writes it; `wake_at` is when time alone
  /// changes it. A firing is the `episode`th alert of a thread: UNIQUE makes it one, whoever writes. Its sources are the
  /// events of articles, one row for each; an article without events has one row with the event number 0.
  static let alertLife = """
    CREATE TABLE alert_thread (
      rule_id INTEGER NOT NULL REFERENCES rule (id) ON DELETE CASCADE,
      key TEXT NOT NULL,
      act_stem TEXT NOT NULL,
      act_day INTEGER NOT NULL,
      state TEXT NOT NULL,
      wake_at INTEGER,
      told_at INTEGER,
      is_open INTEGER NOT NULL,
      PRIMARY KEY (rule_id, key)
    ) WITHOUT ROWID;
    CREATE INDEX alert_thread_by_act ON alert_thread (rule_id, act_stem, act_day);
    CREATE INDEX alert_thread_due ON alert_thread (wake_at) WHERE wake_at IS NOT NULL;
    CREATE INDEX alert_thread_told ON alert_thread (rule_id, told_at) WHERE told_at IS NOT NULL;

    CREATE TABLE firing_anew (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      rule_id INTEGER REFERENCES rule (id) ON DELETE SET NULL,
      rule_name TEXT NOT NULL,
      condition TEXT NOT NULL,
      thread_key TEXT NOT NULL,
      episode INTEGER NOT NULL,
      story_id INTEGER,
      act_stem TEXT NOT NULL,
      act_day INTEGER NOT NULL,
      severity REAL NOT NULL,
      reason TEXT NOT NULL DEFAULT '',
      fired_at INTEGER NOT NULL,
      updated_at INTEGER,
      acknowledged_at INTEGER,
      acknowledged_note TEXT,
      resolved_at INTEGER,
      resolved_note TEXT,
      UNIQUE (rule_id, thread_key, episode)
    );
    INSERT INTO firing_anew (
      id, rule_id, rule_name, condition, thread_key, episode, act_stem, act_day, severity, fired_at
    ) SELECT id, rule_id, rule_name, condition, 'act ' || act_stem || ' ' || date(act_day * 86400, 'unixepoch'), 1,
      act_stem, act_day, severity, fired_at FROM firing;
    DROP TABLE firing;
    ALTER TABLE firing_anew RENAME TO firing;
    CREATE INDEX firing_by_time ON firing (fired_at);

    CREATE TABLE firing_source_anew (
      firing_id INTEGER NOT NULL REFERENCES firing (id) ON DELETE CASCADE,
      article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
      event_number INTEGER NOT NULL,
      event_id INTEGER REFERENCES event (id) ON DELETE SET NULL,
      event TEXT,
      findings TEXT NOT NULL,
      added_at INTEGER NOT NULL,
      PRIMARY KEY (firing_id, article_id, event_number)
    ) WITHOUT ROWID;
    INSERT INTO firing_source_anew
      SELECT firing_id, article_id, coalesce(event_id, 0), event_id, event, findings, added_at FROM firing_source;
    DROP TABLE firing_source;
    ALTER TABLE firing_source_anew RENAME TO firing_source;
    CREATE INDEX firing_source_by_article ON firing_source (article_id);

    UPDATE decision SET outcome = 'held: same event' WHERE outcome = 'joined';
    UPDATE decision SET outcome = 'held: same article' WHERE outcome = 'already told';
    CREATE INDEX decision_by_rule ON decision (rule_id, article_id);
    """

  /// What analysts say about alerts: sets of actors, silences, verdicts on events, signs of life.
  static let alertUpkeep = """
    CREATE TABLE definition (
      name TEXT PRIMARY KEY COLLATE NOCASE,
      members TEXT NOT NULL
    ) WITHOUT ROWID;

    CREATE TABLE silence (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      matcher TEXT NOT NULL,
      starts_at INTEGER NOT NULL,
      ends_at INTEGER NOT NULL,
      comment TEXT NOT NULL
    );
    CREATE INDEX silence_by_end ON silence (ends_at);

    CREATE TABLE event_mark (
      event_id INTEGER PRIMARY KEY REFERENCES event (id) ON DELETE CASCADE,
      is_right INTEGER NOT NULL,
      note TEXT NOT NULL,
      marked_at INTEGER NOT NULL
    );

    CREATE TABLE heartbeat (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      every_seconds INTEGER NOT NULL,
      endpoints TEXT NOT NULL,
      next_at INTEGER NOT NULL,
      last_at INTEGER
    );
    """
}
