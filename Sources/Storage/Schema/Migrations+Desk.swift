extension Migrations {
  /// What the desk keeps for its analyst. `digest_told`: stories that a digest showed while others that began or developed
  /// by the same time still wait to be shown, and up to when each was told. `undo_step`: what the last changes took away.
  /// `digest_schedule`: to whom a digest is sent, at which minute of the day and on which weekday (1 is Sunday; NULL is every day).
  /// A rule with `disabled_at` sees nothing until it is enabled.
  ///
  /// The indices hold what listings pick rows by, in the order in which they show them: what is not shown is not read, whose
  /// texts stand before the other columns of its row.
  static let desk = """
    CREATE TABLE digest_told (
      story_id INTEGER PRIMARY KEY REFERENCES story (id) ON DELETE CASCADE,
      until INTEGER NOT NULL
    );
    CREATE TABLE digest_schedule (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      endpoints TEXT NOT NULL,
      minute_of_day INTEGER NOT NULL,
      weekday INTEGER,
      zone TEXT NOT NULL,
      next_at INTEGER NOT NULL,
      last_at INTEGER
    );
    CREATE TABLE undo_step (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      what TEXT NOT NULL,
      change TEXT NOT NULL,
      made_at INTEGER NOT NULL
    );
    ALTER TABLE rule ADD COLUMN disabled_at INTEGER;
    DROP INDEX article_by_arrival;
    CREATE INDEX article_listed ON article (arrived_at, severity, kind, withdrawn_at, site COLLATE NOCASE, domain COLLATE NOCASE);
    DROP INDEX event_by_actor_name;
    DROP INDEX event_by_target_name;
    CREATE INDEX event_by_actor_name ON event (actor COLLATE NOCASE, article_id DESC, position);
    CREATE INDEX event_by_target_name ON event (target COLLATE NOCASE, article_id DESC, position);
    """
}
