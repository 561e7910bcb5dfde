/// How severities stand in columns that hold no NULL: -1 where events are not coded. It lies below every severity, so that
/// greatest values, orders and lower limits need no other case.
enum SeverityColumn {
  private static let notCoded = -1.0

  /// What a severity is written as.
  static func written(_ severity: Double?) -> Double { severity ?? notCoded }

  /// The severity in a row's column of that name; nil where events are not coded.
  ///
  /// - Throws: `DamagedRow` for what is no number.
  static func severity(_ row: StoredRow) throws -> Double? {
    let value: Double = try row["severity"]
    return value < 0 ? nil : value
  }
}
