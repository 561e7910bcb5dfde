package import Foundation

/// What is due of the watches.
package struct DueWatches: Sendable {
  /// Watches whose poll is due, the longest overdue first.
  package var watches: [Watch]
  /// Items to be read, those of the longest wait first, with the names of their watches.
  package var items: [WatchItem]
}

extension WatchQueries {
  /// A watch by its name, letters' case aside, or by its address; nil where there is none.
  package func watch(named name: String) throws(StorageError) -> Watch? {
    try read { database in
      let facet = WatchFacet(database)
      return try facet.number(named: name, orAt: name).flatMap { try facet.watch($0) }
    }
  }

  /// All watches by name.
  package func all() throws(StorageError) -> [Watch] {
    try read { database in
      try Watch.all(
        try StoredRow.fetchAll(
          database,
          sql: "SELECT * FROM watch ORDER BY name LIMIT \(Limits.listedWatches)"
        ),
        database
      )
    }
  }

  /// All watches by name, each with what came of it in the week before a moment.
  ///
  /// - Parameters:
  ///   - now: the moment.
  ///   - tag: only of this tag; nil for all.
  /// - Returns: at most `Limits.listedWatches`.
  /// - Throws: `StorageError`.
  package func lines(at now: Date, tag: String? = nil) throws(StorageError) -> [WatchLine] {
    let week = (now - 7 * 86_400).milliseconds
    return try read { database in
      let rows = try StoredRow.fetchAll(
        database,
        sql: """
          SELECT watch.*,
            (SELECT count(*) FROM watch_item WHERE watch_id = watch.id AND first_seen_at >= ?1 AND state <> 'passed')
              AS items_of_week,
            (SELECT count(*) FROM watch_item WHERE watch_id = watch.id AND state = 'pending') AS waiting,
            (SELECT count(*) FROM watch_item WHERE watch_id = watch.id AND state = 'failed' AND first_seen_at >= ?1)
              AS failed_of_week,
            (SELECT count(DISTINCT firing.id) FROM firing JOIN firing_source ON firing_source.firing_id = firing.id
              JOIN article_label ON article_label.article_id = firing_source.article_id
              WHERE article_label.kind = 'watch' AND article_label.label = watch.name AND fired_at >= ?1)
              AS alerts_of_week
          FROM watch WHERE CAST(?2 AS TEXT) IS NULL OR id IN (SELECT watch_id FROM watch_tag WHERE tag = ?2)
          ORDER BY name LIMIT \(Limits.listedWatches)
          """,
        arguments: [week, tag]
      )
      return try zip(rows, Watch.all(rows, database)).map { row, watch in
        WatchLine(
          watch: watch,
          itemsOfWeek: try row["items_of_week"],
          alertsOfWeek: try row["alerts_of_week"],
          pending: try row["waiting"],
          failedOfWeek: try row["failed_of_week"]
        )
      }
    }
  }

  /// The newest items of a watch.
  package func items(of watch: Int64, limit: Int) throws(StorageError) -> [WatchItem] {
    try read { database in
      try StoredRow.fetchAll(
        database,
        sql: "SELECT * FROM watch_item WHERE watch_id = ? ORDER BY first_seen_at DESC, id LIMIT ?",
        arguments: [watch, min(limit, Limits.listedRows)]
      ).map(WatchItem.init)
    }
  }

  /// How many items of a watch are remembered, counted up to one more than `Limits.countedRows`.
  package func itemCount(of watch: Int64) throws(StorageError) -> Int {
    try read { database in
      var filter = SQLFilter()
      filter.add("watch_id = ?", watch)
      return try filter.count(of: "watch_item", database)
    }
  }

  /// What is due at a moment, at most `limit` of each.
  ///
  /// - Parameters:
  ///   - now: the moment.
  ///   - limit: how many of each.
  ///   - owner: who asks: what stands at hosts that others have claimed is left out; nil for all.
  /// - Returns: those that are due.
  /// - Throws: `StorageError`.
  package func due(
    at now: Date,
    limit: Int,
    for owner: String? = nil
  ) throws(StorageError) -> DueWatches {
    try read { database in
      let isFree = { (table: String) in
        owner == nil || database.dialect == .sqlite
          ? ""
          : """
          AND NOT EXISTS (SELECT 1 FROM host_claim WHERE host_claim.host = \(table).host AND owner <> ?3
            AND NOT \(Store.isFree("host_claim")))
          """
      }
      let others: StatementArguments = isFree("watch").isEmpty ? [] : [owner]
      let watches = try StoredRow.fetchAll(
        database,
        sql: """
          SELECT * FROM watch WHERE state = 'active' AND next_poll_at <= ?1 \(isFree("watch"))
          ORDER BY next_poll_at LIMIT ?2
          """,
        arguments: [now.milliseconds, limit] + others
      )
      // The newest of what is due: what broke an hour ago is worth more than an archive.
      let items = try StoredRow.fetchAll(
        database,
        sql: """
          SELECT watch_item.* FROM watch_item JOIN watch ON watch.id = watch_id
          WHERE watch_item.state = 'pending' AND next_try_at <= ?1 AND watch.state <> 'paused' \(isFree("watch_item"))
          ORDER BY next_try_at, published_at DESC NULLS LAST, watch_item.id LIMIT ?2
          """,
        arguments: [now.milliseconds, limit] + others
      )
      return DueWatches(watches: try Watch.all(watches, database), items: try items.map(WatchItem.init))
    }
  }

  /// The items of one watch that are due at a moment, the newest first.
  package func dueItems(of watch: Int64, at now: Date, limit: Int) throws(StorageError) -> [WatchItem] {
    try read { database in
      try StoredRow.fetchAll(
        database,
        sql: """
          SELECT * FROM watch_item WHERE watch_id = ? AND state = 'pending' AND next_try_at <= ?
          ORDER BY published_at DESC NULLS LAST, id LIMIT ?
          """,
        arguments: [watch, now.milliseconds, limit]
      ).map(WatchItem.init)
    }
  }

  /// When the next poll or item is due; nil where nothing is.
  package func nextMoment() throws(StorageError) -> Date? {
    try read { database in
      try Int64.fetchOne(
        database,
        sql: """
          SELECT min(moment) FROM (SELECT min(next_poll_at) AS moment FROM watch WHERE state = 'active'
            UNION ALL SELECT min(next_try_at) FROM watch_item WHERE state = 'pending') AS moments
          """
      ).map(Date.init(milliseconds:))
    }
  }
}

extension Store {
  /// Pauses a watch, lets it go on, or has it asked for at once.
  ///
  /// - Returns: false where there is none of that row.
  package func setWatch(
    _ number: Int64,
    state: WatchState,
    nextPollAt: Date?,
    remembering note: UndoNote? = nil
  ) throws(StorageError) -> Bool {
    try commit { database in
      if let note { try UndoFacet(database: database).remember(note, [.course(ofWatch: number)]) }
      try database.execute(
        sql: "UPDATE watch SET state = ?, next_poll_at = coalesce(?, next_poll_at) WHERE id = ?",
        arguments: [state.rawValue, nextPollAt?.milliseconds, number]
      )
      return try database.changesCount() > 0
    }
  }

  /// Ends a watch. Articles that came by it stay, with its name and tags.
  package func removeWatch(_ number: Int64, remembering note: UndoNote? = nil) throws(StorageError) {
    try commit { database in
      if let note { try UndoFacet(database: database).remember(note, [.watch(number)]) }
      try database.execute(sql: "DELETE FROM watch WHERE id = ?", arguments: [number])
    }
  }

  /// Takes or keeps the right to ask for watches: one process at a time does.
  ///
  /// - Parameters:
  ///   - owner: who takes it.
  ///   - ended: an owner that is known to run no more; nil for none.
  ///   - now: the time.
  ///   - until: when it ends unless it is taken again.
  /// - Returns: nil where it is taken; the owner that has it, where another one does.
  /// - Throws: `StorageError`.
  package func takeWatchLease(
    owner: String,
    ended: String? = nil,
    at now: Date,
    until: Date
  ) throws(StorageError) -> String? {
    try commit(lasting: .withNext) { database in
      let row = try StoredRow.fetchOne(database, sql: "SELECT owner, until FROM watch_lease")
      if let row {
        let (holder, end): (String, Date) = (try row["owner"], Date(milliseconds: try row["until"]))
        // A lease that ends later than one taken now would was taken by a clock that was wrong.
        let isRunning = end > now && end <= max(until, now + Limits.watchLeaseSecondsMax)
        if holder != owner, holder != ended, isRunning { return holder }
      }
      try database.execute(
        sql: """
          INSERT INTO watch_lease (id, owner, until) VALUES (1, ?, ?)
          ON CONFLICT (id) DO UPDATE SET owner = excluded.owner, until = excluded.until
          """,
        arguments: [owner, until.milliseconds]
      )
      return nil
    }
  }

  /// Gives the right back.
  package func endWatchLease(owner: String) throws(StorageError) {
    try commit { try $0.execute(sql: "DELETE FROM watch_lease WHERE owner = ?", arguments: [owner]) }
  }
}

extension Store.Limits {
  /// No desk watches more.
  package static let listedWatches = 20_000
  /// No process asks for a longer lease on the watches.
  static let watchLeaseSecondsMax = 300.0
}
