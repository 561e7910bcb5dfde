internal import Foundation
package import Model
internal import Synchronization

/// What listings left out because it is damaged, until somebody tells of it: one bad row hides no others.
package final class LeftOutRows: Sendable {
  /// Something that is damaged.
  package struct Row: Sendable, Hashable {
    /// What it belongs to; nil where the damage lies in the number itself.
    package var id: RecordID?
    /// What is wrong with it.
    package var finding: DamageFinding
  }

  /// A store that is damaged throughout tells no more of it than of so many rows.
  private static let keptMax = 1_000

  private let rows = Mutex<[Row]>([])

  init() {}

  /// What was left out since the last call, each once, in the order in which it was met.
  package func take() -> [Row] {
    rows.withLock { rows in
      defer { rows = [] }
      return rows
    }
  }

  /// What is read of a row; nil where it is damaged, which is noted.
  func unlessDamaged<Value>(
    _ id: @autoclosure () -> RecordID?,
    _ read: () throws -> Value?
  ) throws -> Value? {
    do {
      return try read()
    } catch let damage as DamagedRow {
      note(id(), .column(damage.column))
      return nil
    }
  }

  func note(_ id: RecordID?, _ finding: DamageFinding) {
    let row = Row(id: id, finding: finding)
    rows.withLock { rows in if rows.count < Self.keptMax, !rows.contains(row) { rows.append(row) } }
  }
}

extension StoreQueries {
  /// What can be read of some rows. Those that are damaged are left out and noted by the id that stands in a column.
  ///
  /// - Throws: whatever is no damage of a row.
  func legible<Value>(
    _ rows: [StoredRow],
    _ kind: RecordKind,
    idIn column: String = "id",
    _ read: (StoredRow) throws -> Value?
  ) throws -> [Value] {
    try rows.compactMap { row in
      try store.leftOut.unlessDamaged((try? row[column] as Int64).map { RecordID(kind, $0) }) {
        try read(row)
      }
    }
  }

  /// The same of a listing: where rows are left out, as many more are asked for, so that who goes on behind the last one misses
  /// nothing.
  ///
  /// - Parameters:
  ///   - limit: how many are wanted.
  ///   - kind: what a row is.
  ///   - fetch: gives so many rows, in order.
  ///   - read: makes a value of a row.
  /// - Returns: what can be read, in that order.
  /// - Throws: whatever is no damage of a row.
  func legible<Value>(
    _ limit: Int,
    _ kind: RecordKind,
    fetch: (Int) throws -> [StoredRow],
    _ read: (StoredRow) throws -> Value
  ) throws -> [Value] {
    var wanted = limit
    while true {
      let rows = try fetch(wanted)
      let values = try legible(rows, kind, read)
      if values.count >= limit || rows.count < wanted { return Array(values.prefix(max(limit, 0))) }
      wanted += rows.count - values.count
    }
  }
}

extension Store {
  /// What a read gives; nil where that is damaged, which is noted.
  ///
  /// - Throws: every other error of the read.
  package func unlessDamaged<Value>(
    _ id: RecordID?,
    _ read: () throws(StorageError) -> Value?
  ) throws(StorageError) -> Value? {
    do {
      return try read()
    } catch .damaged(_, let finding) where finding.isOfRow {
      leftOut.note(id, finding)
      return nil
    }
  }
}

extension DamageFinding {
  /// True where one row is damaged, and the rest of the store can be read.
  fileprivate var isOfRow: Bool {
    switch self {
    case .column, .foreignValue, .json: true
    case .orphan, .unfinishedIndex, .file: false
    }
  }
}
