/// What the engines say differently. All else of a statement is written once.
enum SQLDialect {
  case sqlite
  case postgres

  /// The day of a moment in milliseconds, such as `2021-10-18`, in UTC.
  func day(ofMilliseconds column: String) -> String {
    switch self {
    case .sqlite: "date(\(column) / 1000, 'unixepoch')"
    case .postgres: "to_char(to_timestamp(\(column) / 1000) AT TIME ZONE 'UTC', 'YYYY-MM-DD')"
    }
  }

  /// A number that is not negative without what stands behind its point.
  func truncated(_ expression: String) -> String {
    switch self {
    case .sqlite: "CAST(\(expression) AS INTEGER)"
    case .postgres: "CAST(trunc(\(expression)) AS BIGINT)"
    }
  }

  /// All texts of a column as a JSON list.
  func list(of column: String) -> String {
    switch self {
    case .sqlite: "json_group_array(\(column))"
    case .postgres: "CAST(coalesce(json_agg(\(column)), '[]') AS TEXT)"
    }
  }

  /// Rows of one column `value`: the whole numbers of a JSON list.
  func numbers(of list: String) -> String {
    switch self {
    case .sqlite: "SELECT value FROM json_each(\(list))"
    case .postgres:
      "SELECT CAST(value AS BIGINT) AS value FROM json_array_elements_text(CAST(CAST(\(list) AS TEXT) AS JSON))"
    }
  }

  /// The severity in an event that is kept as JSON text.
  func severity(ofEvent column: String) -> String {
    switch self {
    case .sqlite: "json_extract(\(column), '$.severity.value')"
    case .postgres: "CAST(CAST(\(column) AS JSON) #>> '{severity,value}' AS DOUBLE PRECISION)"
    }
  }

  /// Behind a selection: keeps others from its rows to the end of the transaction. In a file there is one writer.
  var holding: String {
    switch self {
    case .sqlite: ""
    case .postgres: "FOR NO KEY UPDATE"
    }
  }

  /// The same, and leaves out rows that another transaction holds.
  var passingOver: String {
    switch self {
    case .sqlite: ""
    case .postgres: "FOR NO KEY UPDATE SKIP LOCKED"
    }
  }

  /// A column that no index is to be looked up by: SQLite's planner has no better word.
  func unindexed(_ column: String) -> String {
    switch self {
    case .sqlite: "+\(column)"
    case .postgres: column
    }
  }

  /// A statement's text as the engine reads it.
  func text(of sql: String) -> String {
    switch self {
    case .sqlite: sql
    case .postgres: PostgresText(sql).text
    }
  }
}

/// A statement as PostgreSQL reads it: places are `$1`, and a few words are others.
struct PostgresText {
  private(set) var text = ""

  /// Words of SQLite and those of PostgreSQL. Its planner orders joins by itself, whatever they are called.
  private static let words = [("CROSS JOIN", "JOIN"), ("instr(", "strpos(")]

  init(_ sql: String) {
    var rest = sql.utf8[...]
    var greatest = 0
    var out: [UInt8] = []
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        let end = rest.firstIndex(of: byte) ?? rest.endIndex
        out.append(byte)
        out.append(contentsOf: rest[..<end])
        if end < rest.endIndex { out.append(byte) }
        rest = end < rest.endIndex ? rest[rest.index(after: end)...] : rest[end...]
      case UInt8(ascii: "?"):
        let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        rest = rest[digits.endIndex...]
        let number = Int(String(decoding: digits, as: UTF8.self)) ?? greatest + 1
        greatest = max(greatest, number)
        out.append(contentsOf: "$\(number)".utf8)
      default: out.append(byte)
      }
    }
    text = String(decoding: out, as: UTF8.self)
    for (word, other) in Self.words { text = text.replacing(word, with: other) }
  }
}
