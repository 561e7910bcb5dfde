internal import GRDB

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

  /// Adds a condition that needs no value.
  mutating func add(_ condition: String) { conditions.append(condition) }

  /// ` WHERE …`, or nothing.
  var clause: String { conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ") }

  /// The values, and at the end a limit for a last `?`.
  func arguments(limit: Int) -> StatementArguments {
    StatementArguments(values + [min(max(limit, 0), Store.Limits.listedRows).databaseValue])
  }
}
