/// What is kept of the store itself.
enum Setting: String {
  /// The store was made at a set time.
  case isDrill = "drill"

  func isSet(_ database: Database) throws -> Bool {
    try Bool.fetchOne(database, sql: "SELECT 1 FROM setting WHERE name = ?", arguments: [rawValue]) != nil
  }

  func set(_ database: Database) throws {
    try database.execute(
      sql:
        "INSERT INTO setting (name, value) VALUES (?, '1') ON CONFLICT (name) DO UPDATE SET value = excluded.value",
      arguments: [rawValue]
    )
  }
}
