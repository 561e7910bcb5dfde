extension Migrations {
  /// What tells how old a thing is that may be dropped: when a message's body was, and when a thread was last touched.
  ///
  /// Each kind of what is dropped has an index that holds no more than what may be dropped, so that looking for it costs the
  /// same however much is kept.
  static let retention = """
    ALTER TABLE delivery ADD COLUMN body_dropped_at INTEGER;
    ALTER TABLE alert_thread ADD COLUMN touched_at INTEGER NOT NULL DEFAULT 0;
    UPDATE alert_thread SET touched_at = max(coalesce(told_at, 0), act_day * 86400000);

    CREATE INDEX decision_unfired ON decision (decided_at) WHERE firing_id IS NULL;
    CREATE INDEX delivery_whole ON delivery (created_at)
      WHERE body_dropped_at IS NULL AND state IN ('accepted', 'failed for good', 'dead');
    CREATE INDEX delivery_notice ON delivery (created_at)
      WHERE firing_id IS NULL AND state IN ('accepted', 'failed for good', 'dead');
    CREATE INDEX alert_thread_asleep ON alert_thread (touched_at) WHERE NOT is_open AND wake_at IS NULL;

    DROP INDEX delivery_due;
    CREATE INDEX delivery_due ON delivery (next_attempt_at) WHERE state IN ('pending', 'trying');
    """

  /// What lists and deletions look for by a name, a state or another row.
  static let listingIndices = """
    CREATE INDEX delivery_by_endpoint ON delivery (endpoint_name COLLATE NOCASE);
    CREATE INDEX firing_by_rule ON firing (rule_name COLLATE NOCASE);
    CREATE INDEX firing_open ON firing (id) WHERE resolved_at IS NULL;
    CREATE INDEX decision_held ON decision (decided_at) WHERE outcome LIKE 'held:%';
    CREATE INDEX story_by_merge ON story (merged_into) WHERE merged_into IS NOT NULL;
    CREATE INDEX story_correction_by_story ON story_correction (story_id);
    CREATE INDEX story_correction_by_other ON story_correction (other_id);
    """
}
