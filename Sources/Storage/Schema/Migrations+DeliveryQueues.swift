extension Migrations {
  /// What a claim asks, so that its cost does not grow with what was delivered or waits: an endpoint's queue by due time
  /// and, for strict order, by sequence; the attempts that are open, and those of the last minute. And what an endpoint
  /// was agreed with: its rate, and the name by which it was asked.
  static let deliveryQueues = """
    CREATE INDEX delivery_queue ON delivery (endpoint_id, next_attempt_at, sequence) WHERE state = 'pending';
    CREATE INDEX delivery_order ON delivery (endpoint_id, sequence) WHERE state = 'pending';
    CREATE INDEX attempt_open ON attempt (delivery_id) WHERE outcome = 'open';
    CREATE INDEX attempt_by_time ON attempt (started_at);
    ALTER TABLE endpoint ADD COLUMN attempts_per_minute_max INTEGER;
    ALTER TABLE endpoint ADD COLUMN consent_origin TEXT;
    """
}
