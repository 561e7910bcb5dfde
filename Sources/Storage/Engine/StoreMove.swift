internal import Crypto
internal import Foundation

/// A store that is carried to another place, be it a file or a server: every row of every table, compared on both sides.
package struct StoreMove {
  /// How many rows went, by table, in the order in which they went.
  package private(set) var rows: [(table: String, count: Int)] = []

  /// Rows that are read at once: as many as keep memory small.
  private static let rowsAtOnce = 500
  /// Of processes, and of no use elsewhere.
  private static let leases: Set<String> = ["delivery_lease", "watch_lease"]
  /// Columns that refer to rows of their own table, some of which come later.
  private static let later = ["story": "merged_into"]
  /// What triggers count while rows come, and is set right afterwards.
  private static let counted = ["person": "events"]

  /// Carries all that a store holds into another one, in one transaction.
  ///
  /// - Parameters:
  ///   - source: which stays as it is.
  ///   - target: in which nothing may stand.
  /// - Throws: `StorageError.rejected` where something stands in the target, or a row is not on the other side what it was on
  ///   this one; then the target is as it was.
  /// - Complexity: linear in all rows, which are read twice.
  package init(from source: Store, to target: Store) throws(StorageError) {
    rows = try source.read { reading in
      try target.commit { writing in
        let tables = try PostgresSchema.tables().filter { !Self.leases.contains($0) }
        for table in tables { try Self.checkEmpty(table, of: target.path, writing) }
        let rows = try tables.map { (table: $0, count: try Self.copy($0, from: reading, to: writing)) }
        for (table, column) in Self.later.merging(Self.counted, uniquingKeysWith: { first, _ in first }) {
          try Self.fill(column, of: table, from: reading, to: writing)
        }
        try Self.index(reading, writing)
        try writing.setSequences(to: reading.sequences(tables))
        for table in tables { try Self.compare(table, reading, writing) }
        return rows
      }
    }
  }

  private static func checkEmpty(_ table: String, of path: String, _ database: Database) throws {
    // A store that is made at a set time remembers that.
    guard table != "setting", try Int.fetchOne(database, sql: "SELECT 1 FROM \(table) LIMIT 1") != nil else {
      return
    }
    throw StorageError.notEmpty(path: path, table: table)
  }

  // MARK: Rows

  private static func copy(_ table: String, from source: Database, to target: Database) throws -> Int {
    let columns = try source.columns(of: table)
    let places = databaseQuestionMarks(count: columns.count)
    let insert = try target.cachedStatement(
      sql: "INSERT INTO \(table) (\(quoted(columns))) VALUES (\(places)) ON CONFLICT DO NOTHING"
    )
    let held = later[table]
    var count = 0
    try forEachRow(of: table, source) { row in
      let values = zip(columns, row).map { $0 == held ? .null : $1 }
      try insert.execute(arguments: StatementArguments(values))
      count += 1
    }
    return count
  }

  private static func fill(
    _ column: String,
    of table: String,
    from source: Database,
    to target: Database
  ) throws {
    let columns = try source.columns(of: table)
    guard let place = columns.firstIndex(of: column), let id = columns.firstIndex(of: "id") else { return }
    let update = try target.cachedStatement(sql: "UPDATE \(table) SET \(column) = ? WHERE id = ?")
    try forEachRow(of: table, source) { row in
      if !row[place].isNull { try update.execute(arguments: StatementArguments([row[place], row[id]])) }
    }
  }

  private static func index(_ source: Database, _ target: Database) throws {
    let columns = try source.columns(of: "article")
    let places = ["id", "title", "text"].compactMap(columns.firstIndex(of:))
    try forEachRow(of: "article", source) { row in
      guard let id = Int64.fromDatabaseValue(row[places[0]]),
        let text = String.fromDatabaseValue(row[places[2]])
      else { throw DamagedRow("text") }
      try ArticleWords(String.fromDatabaseValue(row[places[1]]), text).write(id, target)
    }
  }

  /// Gives every row of a table, in the order of its key, without holding more than some.
  private static func forEachRow(
    of table: String,
    _ database: Database,
    _ body: ([DatabaseValue]) throws -> Void
  ) throws {
    let key = try database.primaryKey(of: table)
    let columns = try database.columns(of: table)
    let keyPlaces = key.compactMap(columns.firstIndex(of:))
    var last: [DatabaseValue]?
    while true {
      let condition =
        last == nil ? "" : "WHERE (\(quoted(key))) > (\(databaseQuestionMarks(count: key.count)))"
      let rows = try StoredRow.fetchAll(
        database,
        sql:
          "SELECT \(quoted(columns)) FROM \(table) \(condition) ORDER BY \(quoted(key)) LIMIT \(rowsAtOnce)",
        arguments: StatementArguments(last ?? [])
      ).map { $0.columns.map(\.value) }
      try rows.forEach(body)
      guard rows.count == rowsAtOnce, let end = rows.last else { return }
      last = keyPlaces.map { end[$0] }
    }
  }

  private static func quoted(_ columns: [String]) -> String {
    columns.map { "\"\($0)\"" }.joined(separator: ", ")
  }

  // MARK: Comparing

  private static func compare(_ table: String, _ source: Database, _ target: Database) throws {
    let columns = try source.columns(of: table)
    let (before, after) = (try digest(of: table, columns, source), try digest(of: table, columns, target))
    guard before == after else {
      throw StorageError.rejected(
        "\(table) is not on the other side what it is on this one: nothing was carried there"
      )
    }
  }

  /// How many rows a table holds, and the sum of their hashes in whatever order they come.
  private struct Digest: Equatable {
    var rows = 0
    var sum = SIMD4<UInt64>(repeating: 0)
  }

  private static func digest(of table: String, _ columns: [String], _ database: Database) throws -> Digest {
    let order = try database.columns(of: table)
    let places = columns.compactMap(order.firstIndex(of:))
    var digest = Digest()
    try forEachRow(of: table, database) { row in
      var hash = SHA256()
      for place in places { row[place].feed(&hash) }
      var words = SIMD4<UInt64>()
      for (index, byte) in hash.finalize().enumerated() {
        words[index / 8] = words[index / 8] << 8 | UInt64(byte)
      }
      digest.sum &+= words
      digest.rows += 1
    }
    return digest
  }
}

extension DatabaseValue {
  /// Adds a value to a hash.
  fileprivate func feed(_ hash: inout SHA256) {
    let (sign, bytes): (String, Data) =
      switch self {
      case .null: ("n", Data())
      case .integer(let number): ("i", Data("\(number)".utf8))
      case .real(let number): ("r", Data("\(number)".utf8))
      case .text(let text): ("t", Data(text.utf8))
      case .blob(let data): ("b", data)
      }
    hash.update(data: Data("\(sign)\(bytes.count):".utf8))
    hash.update(data: bytes)
  }
}

extension Database {
  /// The greatest number that was ever given to a row, by table; tables whose rows are not numbered are left out.
  fileprivate func sequences(_ tables: [String]) throws -> [String: Int64] {
    switch self {
    case .sqlite:
      let rows = try StoredRow.fetchAll(self, sql: "SELECT name, seq FROM sqlite_sequence")
      return try Dictionary(rows.map { (try $0["name"], try $0["seq"]) }) { first, _ in first }
    case .postgres:
      return try tables.reduce(into: [:]) { sequences, table in
        guard let name = try sequence(of: table) else { return }
        sequences[table] = try Int64.fetchOne(
          self,
          sql: "SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END FROM \(name)"
        )
      }
    }
  }

  fileprivate func setSequences(to sequences: [String: Int64]) throws {
    for (table, last) in sequences where last > 0 {
      switch self {
      case .sqlite:
        try execute(
          sql: "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?",
          arguments: [last, table]
        )
        try execute(
          sql: """
            INSERT INTO sqlite_sequence (name, seq) SELECT ?2, ?1 WHERE NOT EXISTS (
              SELECT 1 FROM sqlite_sequence WHERE name = ?2)
            """,
          arguments: [last, table]
        )
      case .postgres:
        guard let name = try sequence(of: table) else { continue }
        _ = try Int64.fetchOne(
          self,
          sql: "SELECT setval(CAST(CAST(? AS TEXT) AS REGCLASS), ?)",
          arguments: [name, last]
        )
      }
    }
    // Persons are numbered without a memory of those that are gone.
    guard case .postgres = self, let name = try sequence(of: "person"),
      let last = try Int64.fetchOne(self, sql: "SELECT max(id) FROM person")
    else { return }
    _ = try Int64.fetchOne(
      self,
      sql: "SELECT setval(CAST(CAST(? AS TEXT) AS REGCLASS), ?)",
      arguments: [name, last]
    )
  }

  private func sequence(of table: String) throws -> String? {
    guard try columns(of: table).contains("id") else { return nil }
    return try String.fetchOne(self, sql: "SELECT pg_get_serial_sequence(?, 'id')", arguments: [table])
  }
}
