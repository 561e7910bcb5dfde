package import Foundation
internal import Model

/// What is said of a change that can be taken back, and when it is made.
package struct UndoNote: Sendable, Hashable {
  /// Such as `alert remove border`.
  package var what: String
  /// When the change is made.
  package var at: Date

  /// Makes a note.
  package init(_ what: String, at now: Date) {
    self.what = what
    at = now
  }
}

/// A change that can be taken back.
package struct UndoStep: Sendable, Hashable {
  /// How a change is taken back.
  package enum Change: Sendable, Hashable, Codable {
    /// Some rows become what they were.
    case rows([RowSnapshot])
    /// Articles were taken out of a story into another one.
    case split(story: Int64, other: Int64)
    /// The articles of another story were put into a story; others that had been put into that one point there since.
    case merge(story: Int64, other: Int64, articles: [Int64], pointing: [Int64]?)
    /// An endpoint was added.
    case endpoint(String)
    /// Watches were begun.
    case watches([Int64])
    /// A firing was acknowledged; nobody had before where there is no note of it.
    case acknowledged(firing: Int64, before: FiringNote?)
    /// It cannot be taken back, for a reason in words.
    case final(String)
  }

  /// Its row.
  package var number: Int64
  /// What was done.
  package var what: String
  /// How it is taken back.
  package var change: Change
  /// When it was done.
  package var madeAt: Date
  /// Who did it; nil where nobody is known.
  package var who: String?
}

extension UndoStep.Change {
  /// Sets of actors that are gone once it is taken back.
  package var addedDefinitions: [String] {
    guard case .rows(let snapshots) = self else { return [] }
    return snapshots.compactMap { snapshot in
      guard snapshot.table == "definition", snapshot.rows.isEmpty, case .text(let name) = snapshot.value
      else { return nil }
      return name
    }
  }

  /// The rows that it changed, as far as another change of them can be told from it.
  package var touched: Set<TouchedRows> {
    switch self {
    case .rows(let snapshots):
      Set(snapshots.map { TouchedRows(table: $0.table, column: $0.column, value: $0.value) })
    case .split(let story, let other), .merge(let story, let other, _, _):
      Set([story, other].map { TouchedRows(table: "story", column: "id", value: .integer($0)) })
    case .endpoint(let name): [TouchedRows(table: "endpoint", column: "name", value: .text(name))]
    case .watches(let numbers):
      Set(numbers.map { TouchedRows(table: "watch", column: "id", value: .integer($0)) })
    case .acknowledged(let firing, _):
      [TouchedRows(table: "firing", column: "id", value: .integer(firing))]
    case .final: []
    }
  }
}

/// Rows that a change is about: those of a table that have a value in a column.
package struct TouchedRows: Sendable, Hashable {
  var table: String
  var column: String
  var value: DatabaseValue
}

/// Rows of a table as they were before a change: all that a column had one value in, or some of their columns.
package struct RowSnapshot: Sendable, Hashable, Codable {
  /// A value as it is stored.
  typealias Value = DatabaseValue

  var table: String
  var column: String
  var value: Value
  var rows: [[String: Value]]
  /// True where only some columns were kept: rows stay that came since, and those that went stay away.
  var isPart: Bool? = nil
}
