extension Migrations {
  /// What could not be evaluated is set aside with its reason, so that the rest goes on. `setting` is of the store itself.
  /// A delivery's `note` is what an analyst should know of its message.
  ///
  /// The indices of events and firings are what their deletion looks for; names are compared without case.
  static let upkeep = """
    CREATE TABLE setting (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;

    ALTER TABLE evaluation ADD COLUMN set_aside_at INTEGER;
    ALTER TABLE evaluation ADD COLUMN set_aside_reason TEXT;
    CREATE INDEX evaluation_waiting ON evaluation (queued_at, article_id) WHERE set_aside_at IS NULL;
    CREATE INDEX evaluation_set_aside ON evaluation (set_aside_at) WHERE set_aside_at IS NOT NULL;
    ALTER TABLE alert_thread ADD COLUMN set_aside_at INTEGER;
    ALTER TABLE alert_thread ADD COLUMN set_aside_reason TEXT;
    CREATE INDEX alert_thread_wake ON alert_thread (rule_id, wake_at) WHERE wake_at IS NOT NULL;
    CREATE INDEX alert_thread_set_aside ON alert_thread (set_aside_at) WHERE set_aside_at IS NOT NULL;

    ALTER TABLE delivery ADD COLUMN note TEXT;
    CREATE INDEX delivery_given_up ON delivery (id) WHERE state IN ('failed for good', 'dead');

    CREATE INDEX decision_by_event ON decision (event_id) WHERE event_id IS NOT NULL;
    CREATE INDEX decision_by_firing ON decision (firing_id) WHERE firing_id IS NOT NULL;
    CREATE INDEX firing_source_by_event ON firing_source (event_id) WHERE event_id IS NOT NULL;
    CREATE INDEX event_by_actor_name ON event (actor COLLATE NOCASE);
    CREATE INDEX event_by_target_name ON event (target COLLATE NOCASE);
    """
}
