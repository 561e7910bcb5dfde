internal import Foundation

extension Watch {
  init(_ row: StoredRow, tags: [String]) throws {
    let (least, most): (Double, Double) = (try row["every_min"], try row["every_max"])
    guard least > 0, most >= least else { throw DamagedRow("every_min") }
    let date = { (column: String) in (try row[column] as Int64?).map(Date.init(milliseconds:)) }
    self.init(
      number: try row["id"],
      name: try row["name"],
      addedURL: try row["added_url"],
      url: try row["url"],
      title: try row["title"],
      page: try row["page"],
      kind: try row.isEmpty("kind") ? nil : row.word(WatchKind.self, "kind"),
      state: try row.word(WatchState.self, "state"),
      every: least...most,
      firstCount: try row["first_count"],
      webhook: try row["webhook"],
      tags: tags,
      createdAt: Date(milliseconds: try row["created_at"]),
      nextPollAt: Date(milliseconds: try row["next_poll_at"]),
      lastPollAt: try date("last_poll_at"),
      lastSuccessAt: try date("last_success_at"),
      lastNewAt: try date("last_new_at"),
      isFilled: try row["is_filled"],
      polls: try row["polls"],
      usualGapSeconds: try row["usual_gap"],
      etag: try row["etag"],
      lastModified: try row["last_modified"],
      bodyHash: try row["body_hash"],
      failures: try row["failures"],
      failingSince: try date("failing_since"),
      failure: try row["failure"],
      told: try row["told"]
    )
  }

  /// The watches of rows, each with its tags in the order of the alphabet.
  static func all(_ rows: [StoredRow], _ database: Database) throws -> [Watch] {
    let numbers = try rows.map { try $0["id"] as Int64 }
    var tags: [Int64: [String]] = [:]
    for start in stride(from: 0, to: numbers.count, by: Store.evaluatedAtOnce) {
      let some = numbers[start..<min(start + Store.evaluatedAtOnce, numbers.count)]
      let sql = """
        SELECT watch_id, tag FROM watch_tag WHERE watch_id IN (\(databaseQuestionMarks(count: some.count)))
        ORDER BY tag
        """
      for row in try StoredRow.fetchAll(database, sql: sql, arguments: StatementArguments(some)) {
        tags[try row["watch_id"], default: []].append(try row["tag"])
      }
    }
    return try rows.map { try Watch($0, tags: tags[try $0["id"]] ?? []) }
  }
}

extension WatchItem {
  init(_ row: StoredRow) throws {
    let date = { (column: String) in (try row[column] as Int64?).map(Date.init(milliseconds:)) }
    self.init(
      number: try row["id"],
      watch: try row["watch_id"],
      key: try row["key"],
      url: try row["url"],
      title: try row["title"],
      publishedAt: try date("published_at"),
      fingerprint: try row["fingerprint"],
      state: try row.word(WatchItemState.self, "state"),
      firstSeenAt: Date(milliseconds: try row["first_seen_at"]),
      lastSeenAt: Date(milliseconds: try row["last_seen_at"]),
      readAt: try date("read_at"),
      reads: try row["reads"],
      attempts: try row["attempts"],
      entry: try row["entry"],
      reason: try row["reason"],
      article: try row["article_id"]
    )
  }
}
