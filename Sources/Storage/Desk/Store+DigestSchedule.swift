package import Foundation

/// A digest that is sent at times.
package struct DigestSchedule: Sendable, Hashable {
  /// Names of endpoints.
  package var endpoints: [String]
  /// Minutes since midnight.
  package var minuteOfDay: Int
  /// 1 is Sunday, as calendars count; nil for every day.
  package var weekday: Int?
  /// The identifier of the zone whose clock it is.
  package var zone: String
  /// When the next one is due.
  package var nextAt: Date
  /// When the last one was queued; nil for none.
  package var lastAt: Date?

  /// A schedule that has sent nothing; the first one is due at its time after a moment.
  package init(endpoints: [String], minuteOfDay: Int, weekday: Int?, zone: String, after now: Date) {
    self.endpoints = endpoints
    self.minuteOfDay = minuteOfDay
    self.weekday = weekday
    self.zone = zone
    nextAt = now
    nextAt = time(after: now)
  }

  init(_ row: StoredRow) throws {
    endpoints = try row.json([String].self, "endpoints")
    minuteOfDay = try row["minute_of_day"]
    weekday = try row["weekday"]
    zone = try row["zone"]
    nextAt = Date(milliseconds: try row["next_at"])
    lastAt = (try row["last_at"] as Int64?).map(Date.init(milliseconds:))
  }

  /// The first of its times after a moment; a time that a clock's change leaves out is the next one that there is.
  package func time(after moment: Date) -> Date {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: zone) ?? .gmt
    var wanted = DateComponents(hour: minuteOfDay / 60, minute: minuteOfDay % 60, second: 0)
    wanted.weekday = weekday
    return calendar.nextDate(after: moment, matching: wanted, matchingPolicy: .nextTime)
      ?? moment.addingTimeInterval(86_400)
  }
}

/// The digest that is sent at times.
extension Store {
  /// The schedule; nil where none is wanted.
  package func digestSchedule() throws(StorageError) -> DigestSchedule? {
    try read { database in
      try StoredRow.fetchOne(database, sql: "SELECT * FROM digest_schedule").map(DigestSchedule.init)
    }
  }

  /// Sets the schedule, or ends it with nil.
  ///
  /// - Throws: `StorageError.conflict` for an endpoint that is not there.
  package func setDigestSchedule(
    _ schedule: DigestSchedule?,
    remembering note: UndoNote? = nil
  ) throws(StorageError) {
    try commit { database in
      if let note { try UndoFacet(database: database).remember(note, [.digestSchedule]) }
      try database.execute(sql: "DELETE FROM digest_schedule")
      guard let schedule else { return }
      for name in schedule.endpoints { _ = try EndpointColumns.row(named: name, database) }
      try database.execute(
        sql: """
          INSERT INTO digest_schedule (id, endpoints, minute_of_day, weekday, zone, next_at) VALUES (1, ?, ?, ?, ?, ?)
          """,
        arguments: [
          try JSONColumn.encode(schedule.endpoints), schedule.minuteOfDay, schedule.weekday, schedule.zone,
          schedule.nextAt.milliseconds,
        ]
      )
    }
  }
}

extension AlertFacet {
  /// Moves the digest's schedule on.
  ///
  /// - Returns: false where another process was faster.
  package func advance(_ schedule: DigestSchedule, to next: Date, at now: Date) throws -> Bool {
    try database.execute(
      sql: "UPDATE digest_schedule SET next_at = ?, last_at = ? WHERE next_at = ?",
      arguments: [next.milliseconds, now.milliseconds, schedule.nextAt.milliseconds]
    )
    return try database.changesCount() == 1
  }
}
