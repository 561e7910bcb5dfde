extension Migrations {
  /// A firing is told of more than once: when it fires, when it develops, when it is over. `occasion` counts these from 1,
  /// and a delivery is for a firing, an endpoint and an occasion: UNIQUE makes it one, whoever writes.
  ///
  /// SQLite cannot change a constraint, so the table is made anew ("Making Other Kinds Of Table Schema Changes").
  static let occasions = """
    CREATE TABLE delivery_anew (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      endpoint_id INTEGER REFERENCES endpoint (id) ON DELETE SET NULL,
      endpoint_name TEXT NOT NULL,
      firing_id INTEGER REFERENCES firing (id) ON DELETE SET NULL,
      occasion INTEGER NOT NULL DEFAULT 1,
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
      UNIQUE (firing_id, endpoint_id, occasion),
      UNIQUE (endpoint_id, sequence)
    );
    INSERT INTO delivery_anew (
      id, endpoint_id, endpoint_name, firing_id, sequence, message_id, type, content_type, headers, body, state,
      created_at, next_attempt_at, attempts_made, reason
    ) SELECT
      id, endpoint_id, endpoint_name, firing_id, sequence, message_id, type, content_type, headers, body, state,
      created_at, next_attempt_at, attempts_made, reason
    FROM delivery;
    DROP TABLE delivery;
    ALTER TABLE delivery_anew RENAME TO delivery;
    CREATE INDEX delivery_due ON delivery (next_attempt_at) WHERE state IN ('pending', 'trying', 'paused');
    CREATE INDEX delivery_queue ON delivery (endpoint_id, next_attempt_at, sequence) WHERE state = 'pending';
    CREATE INDEX delivery_order ON delivery (endpoint_id, sequence) WHERE state = 'pending';
    """
}
