/// Conditions joined by AND, each there only when its value is.
struct SQLFilter {
  private var conditions: [String] = []
  private var values: [DatabaseValue] = []

  /// Adds a condition on a value. `?1` in it stands for the value wherever it is needed; `?` for it once.
  mutating func add(_ condition: String, _ value: (any DatabaseValueConvertible)?) {
    guard let value else { return }
    values.append(value.databaseValue)
    let place = "?\(values.count)"
    conditions.append(
      condition.replacing("?1", with: "?").replacing("?", with: place)
    )
  }

  /// Adds a condition on two values, the first `?` of it for the one, the second for the other.
  mutating func add(_ condition: String, _ values: (Int64, Int64)?) {
    guard let values else { return }
    var text = condition
    for value in [values.0.databaseValue, values.1.databaseValue] {
      self.values.append(value)
      if let place = text.firstRange(of: "?") {
        text.replaceSubrange(place, with: "\u{1}\(self.values.count)")
      }
    }
    conditions.append(text.replacing("\u{1}", with: "?"))
  }

  /// Adds a condition that needs no value.
  mutating func add(_ condition: String) { conditions.append(condition) }

  /// ` WHERE …`, or nothing.
  var clause: String { conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ") }

  /// How many rows of some tables fit, counted up to one more than `Store.Limits.countedRows`.
  func count(of tables: String, _ database: Database) throws -> Int {
    try Int.fetchOne(
      database,
      sql:
        "SELECT count(*) FROM (SELECT 1 FROM \(tables) \(clause) LIMIT \(Store.Limits.countedRows + 1)) AS counted",
      arguments: StatementArguments(values)
    ) ?? 0
  }

  /// The values, and at the end a limit for a last `?`.
  func arguments(limit: Int) -> StatementArguments {
    StatementArguments(values + [min(max(limit, 0), Store.Limits.listedRows).databaseValue])
  }
}
