extension Migrations {
  /// Verdicts on firings beside those on events, each with the case that it judges (`JudgedCase`), which outlives events that a
  /// new reading of their article does away with.
  static let marks = """
    CREATE TABLE mark (
      kind TEXT NOT NULL,
      number INTEGER NOT NULL,
      is_right INTEGER NOT NULL,
      note TEXT NOT NULL,
      marked_at INTEGER NOT NULL,
      judged TEXT,
      PRIMARY KEY (kind, number)
    );
    CREATE INDEX mark_by_time ON mark (marked_at);
    INSERT INTO mark (kind, number, is_right, note, marked_at)
      SELECT 'e', event_id, is_right, note, marked_at FROM event_mark;
    DROP TABLE event_mark;
    """
}
