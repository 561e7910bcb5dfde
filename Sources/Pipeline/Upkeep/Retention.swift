package import Foundation
package import Storage

/// Drops what has grown old, by kind, so that a desk that runs for years stays quick. What an alert rests on is kept.
package struct Retention: Sendable {
  /// Between two sweeps.
  private static let sweepSeconds = 3_600.0
  /// Rows of a transaction: others can write in between.
  private static let rowsAtOnce = 500
  /// Rows of a sweep: what is left is for the next one.
  private static let rowsPerSweep = 20_000
  /// A clock that jumped ahead would make everything old. It is believed once so many articles came in the days before it.
  private static let witnessesMin = 20
  private static let witnessDays = 7.0

  private let store: Store

  /// The retention of a store.
  package init(store: Store) { self.store = store }

  /// How many days each kind is kept; nil for ever.
  ///
  /// - Throws: `StorageError`.
  package func days(of kind: RetentionKind) throws -> Int? {
    guard let text = try store.setting(kind.setting) else { return kind.daysStandard }
    return Int(text)
  }

  /// Keeps a kind for so many days from now on; nil for ever.
  ///
  /// - Throws: `StorageError`.
  package func setDays(_ days: Int?, of kind: RetentionKind) throws {
    try store.setSetting(kind.setting, to: days.map(String.init) ?? "never")
  }

  /// Drops what is old, at most once an hour over all processes.
  ///
  /// - Parameter now: the time that the store's rows are stamped with.
  /// - Returns: how many rows of each kind were dropped; empty where it is not time, or where the clock cannot be believed.
  /// - Throws: `StorageError`; what was dropped before it stays so.
  package func sweepIfDue(at now: Date) throws -> [RetentionKind: Int] {
    let seconds = now.timeIntervalSince1970
    let last = try store.setting(Self.lastSweep).flatMap(Double.init) ?? 0
    // A mark that lies ahead was made by a clock that was wrong.
    guard !(last...(last + Self.sweepSeconds)).contains(seconds) else { return [:] }
    try store.setSetting(Self.lastSweep, to: String(seconds))
    let witnesses = try store.arrivalCount(
      after: now.addingTimeInterval(-Self.witnessDays * 86_400),
      through: now,
      limit: Self.witnessesMin
    )
    guard witnesses == Self.witnessesMin else { return [:] }
    var dropped: [RetentionKind: Int] = [:]
    for kind in RetentionKind.allCases {
      guard let days = try days(of: kind) else { continue }
      let count = try sweep(kind, before: now.addingTimeInterval(-Double(days) * 86_400), at: now)
      if count > 0 { dropped[kind] = count }
    }
    return dropped
  }

  private static let lastSweep = "last sweep"

  private func sweep(_ kind: RetentionKind, before moment: Date, at now: Date) throws -> Int {
    var count = 0
    while count < Self.rowsPerSweep {
      let some = try store.drop(kind, before: moment, at: now, limit: Self.rowsAtOnce)
      count += some
      if some < Self.rowsAtOnce { break }
    }
    return count
  }
}

extension RetentionKind {
  /// How long it is kept where nobody says otherwise: what explains an alert that did not come for a quarter, what tells a
  /// story that is told again from a new one for a year.
  package var daysStandard: Int {
    switch self {
    case .decisions, .messages, .notices: 90
    case .threads: 366
    }
  }

  fileprivate var setting: String { "retention \(rawValue)" }
}
