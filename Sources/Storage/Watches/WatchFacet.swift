package import Foundation

/// Watches and their items within one transaction.
package struct WatchFacet {
  let database: Database

  init(_ database: Database) { self.database = database }

  /// A watch by its row; nil where it was removed.
  package func watch(_ number: Int64) throws -> Watch? {
    let rows = try StoredRow.fetchAll(database, sql: "SELECT * FROM watch WHERE id = ?", arguments: [number])
    return try Watch.all(rows, database).first
  }

  /// Begins a watch; its name and address must be free.
  ///
  /// - Returns: its row.
  package func add(_ new: NewWatch, at now: Date) throws -> Int64 {
    let number = try database.insertNew(
      sql: """
        INSERT INTO watch (name, added_url, url, host, title, page, state, every_min, every_max, first_count, webhook,
          created_at, next_poll_at) VALUES (?, ?, ?, ?, ?, ?, 'active', ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        new.name, new.url, new.url, new.host, new.title, new.page, new.every.lowerBound, new.every.upperBound,
        new.firstCount, new.webhook, now.milliseconds, new.firstPollAt.milliseconds,
      ]
    )
    try add(tags: new.tags, to: number)
    return number
  }

  /// Gives a watch more tags; those that it has stay.
  package func add(tags: [String], to number: Int64) throws {
    for tag in tags {
      try database.execute(
        sql: "INSERT INTO watch_tag VALUES (?, ?) ON CONFLICT DO NOTHING",
        arguments: [number, tag]
      )
    }
  }

  /// The row of the watch of a name or an address; nil where there is none.
  package func number(named name: String, orAt url: String) throws -> Int64? {
    try Int64.fetchOne(
      database,
      sql: "SELECT id FROM watch WHERE name = ? OR url = ? OR added_url = ? ORDER BY name <> ? LIMIT 1",
      arguments: [name, url, url, name]
    )
  }

  /// Writes what a poll changed of a watch: all but its name, its tags and what an analyst sets.
  package func update(_ watch: Watch, host: String) throws {
    try database.execute(
      sql: """
        UPDATE watch SET url = ?, host = ?, title = ?, page = ?, kind = ?, state = CASE WHEN state = 'paused' THEN state ELSE ? END,
          next_poll_at = ?, last_poll_at = ?, last_success_at = ?, last_new_at = ?, is_filled = ?, polls = ?,
          usual_gap = ?, etag = ?, last_modified = ?, body_hash = ?, failures = ?, failing_since = ?, failure = ?,
          told = ? WHERE id = ?
        """,
      arguments: [
        watch.url, host, watch.title, watch.page, watch.kind?.rawValue, watch.state.rawValue,
        watch.nextPollAt.milliseconds, watch.lastPollAt?.milliseconds, watch.lastSuccessAt?.milliseconds,
        watch.lastNewAt?.milliseconds, watch.isFilled, watch.polls, watch.usualGapSeconds, watch.etag,
        watch.lastModified, watch.bodyHash, watch.failures, watch.failingSince?.milliseconds, watch.failure,
        watch.told, watch.number,
      ]
    )
  }

  /// All items of a watch that are remembered.
  package func items(of watch: Int64) throws -> [WatchItem] {
    try StoredRow.fetchAll(database, sql: "SELECT * FROM watch_item WHERE watch_id = ?", arguments: [watch])
      .map(WatchItem.init)
  }

  /// The article that stands at an address, however it came; nil where there is none.
  package func article(at url: String) throws -> Int64? {
    try Int64.fetchOne(
      database,
      sql: """
        SELECT id FROM article WHERE identity = ?1 UNION ALL SELECT id FROM article WHERE requested_url = ?1
        UNION ALL SELECT article_id FROM watch_item WHERE url = ?1 AND article_id IS NOT NULL LIMIT 1
        """,
      arguments: [url]
    )
  }

  /// True where another watch has an item of that address to be read.
  package func isPending(at url: String, besides watch: Int64) throws -> Bool {
    try Bool.fetchOne(
      database,
      sql: "SELECT 1 FROM watch_item WHERE url = ? AND watch_id <> ? AND state = 'pending'",
      arguments: [url, watch]
    ) ?? false
  }

  /// Writes items of a poll.
  package func write(_ changes: [WatchItemChange], of watch: Int64, at now: Date) throws {
    let insert = try database.cachedStatement(
      sql: """
        INSERT INTO watch_item (watch_id, key, url, host, title, published_at, fingerprint, state, first_seen_at,
          last_seen_at, next_try_at, entry, reason, article_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (watch_id, key) DO UPDATE SET last_seen_at = excluded.last_seen_at
        """
    )
    let update = try database.cachedStatement(
      sql: """
        UPDATE watch_item SET title = ?, fingerprint = ?, state = ?, last_seen_at = ?, next_try_at = ?, entry = ?,
          reason = ?, attempts = 0, article_id = coalesce(?, article_id) WHERE id = ?
        """
    )
    let time = now.milliseconds
    for change in changes {
      let due = change.state == .pending ? time : nil
      if let number = change.number {
        try update.execute(arguments: [
          change.title, change.fingerprint, change.state.rawValue, time, due, change.entry, change.reason,
          change.article, number,
        ])
      } else {
        try insert.execute(arguments: [
          watch, change.key, change.url, change.host, change.title, change.publishedAt?.milliseconds,
          change.fingerprint, change.state.rawValue, time, time, due, change.entry, change.reason,
          change.article,
        ])
      }
    }
  }

  /// Notes that items are still shown, and forgets those that were not for long.
  package func sawItems(_ numbers: [Int64], of watch: Int64, at now: Date, forgettingBefore old: Date) throws
  {
    let statement = try database.cachedStatement(sql: "UPDATE watch_item SET last_seen_at = ? WHERE id = ?")
    for number in numbers { try statement.execute(arguments: [now.milliseconds, number]) }
    try database.execute(
      sql: "DELETE FROM watch_item WHERE watch_id = ? AND last_seen_at < ? AND state <> 'pending'",
      arguments: [watch, old.milliseconds]
    )
  }

  /// An item was read, and this is its article; the article has the watch's name and tags from now on.
  package func close(_ item: WatchItem, article: Int64?, reason: String?, at now: Date) throws {
    try database.execute(
      sql: """
        UPDATE watch_item SET state = 'read', article_id = ?, reason = ?, read_at = ?, reads = reads + 1,
          entry = NULL, next_try_at = NULL WHERE id = ?
        """,
      arguments: [article, reason, now.milliseconds, item.number]
    )
    if let article { try label(article, by: item.watch) }
  }

  /// An article came by a watch, too.
  package func label(_ article: Int64, by watch: Int64) throws {
    try database.execute(
      sql: """
        INSERT INTO article_label SELECT CAST(?1 AS BIGINT), 'watch', name FROM watch WHERE id = ?2
        UNION ALL SELECT CAST(?1 AS BIGINT), 'tag', tag FROM watch_tag WHERE watch_id = ?2
        ON CONFLICT DO NOTHING
        """,
      arguments: [article, watch]
    )
  }

  /// Puts an item off, or gives it up where no moment is given.
  package func putOff(_ item: WatchItem, until moment: Date?, reason: String, countsAsAttempt: Bool) throws {
    try database.execute(
      sql: """
        UPDATE watch_item SET state = ?, attempts = attempts + ?, next_try_at = ?, reason = ?,
          entry = CASE WHEN CAST(? AS BIGINT) IS NULL THEN NULL ELSE entry END WHERE id = ?
        """,
      arguments: [
        moment == nil ? WatchItemState.failed.rawValue : WatchItemState.pending.rawValue,
        countsAsAttempt ? 1 : 0, moment?.milliseconds, reason, moment?.milliseconds, item.number,
      ]
    )
  }
}
