/// Many rows of one kind by few statements: over a server each statement is work of its own, and each one whose rows are waited
/// for a journey.
extension Database {
  /// Rows that one statement writes, and values that one looks for: a few numbers, so that there are few texts, each of which is
  /// compiled once. The greatest times the columns of any table stays far below the values that a statement may hold (SQLite
  /// 32,766, PostgreSQL 65,535).
  private static let groupSizes = [64, 16, 4, 1]

  /// Writes rows, by the statement that `sql` makes of `(?, …), (?, …)`.
  func write(_ rows: [StatementArguments], sql: (_ rows: String) -> String) throws {
    for (group, places) in Self.groups(rows) {
      try execute(sql: sql(places), arguments: StatementArguments(group.flatMap(\.values)))
    }
  }

  /// Writes rows, and gives what the statement returns of them, in whatever order.
  func fetch(writing rows: [StatementArguments], sql: (_ rows: String) -> String) throws -> [StoredRow] {
    try Self.groups(rows).flatMap { group, places in
      try StoredRow.fetchAll(
        self,
        sql: sql(places),
        arguments: StatementArguments(group.flatMap(\.values))
      )
    }
  }

  /// Runs for numbers the statement that `sql` makes of a list of them, `?, ?`, which stands behind its other arguments.
  func execute(
    for numbers: [Int64],
    behind arguments: StatementArguments = [],
    sql: (_ numbers: String) -> String
  ) throws {
    for (list, places) in Self.lists(numbers) { try execute(sql: sql(places), arguments: arguments + list) }
  }

  /// The rows that the same finds for numbers, in whatever order.
  func fetch(
    for numbers: [Int64],
    behind arguments: StatementArguments = [],
    sql: (_ numbers: String) -> String
  ) throws -> [StoredRow] {
    try Self.lists(numbers).flatMap { list, places in
      try StoredRow.fetchAll(self, sql: sql(places), arguments: arguments + list)
    }
  }

  private static func groups(
    _ rows: [StatementArguments]
  ) -> [(rows: ArraySlice<StatementArguments>, places: String)] {
    var groups: [(rows: ArraySlice<StatementArguments>, places: String)] = []
    var rest = rows[...]
    while let first = rest.first, let size = groupSizes.first(where: { $0 <= rest.count }) {
      let row = "(\(databaseQuestionMarks(count: first.values.count)))"
      groups.append((rest.prefix(size), Array(repeating: row, count: size).joined(separator: ", ")))
      rest = rest.dropFirst(size)
    }
    return groups
  }

  /// Lists of the sizes of groups: what is looked for twice is found once, so that the last value fills the last list.
  private static func lists(_ values: [Int64]) -> [(list: StatementArguments, places: String)] {
    stride(from: 0, to: values.count, by: groupSizes[0]).map { start in
      let some = values[start..<min(start + groupSizes[0], values.count)]
      let size = groupSizes.last { $0 >= some.count } ?? groupSizes[0]
      let filled = Array(some) + Array(repeating: values[some.endIndex - 1], count: size - some.count)
      return (StatementArguments(filled), databaseQuestionMarks(count: size))
    }
  }
}
