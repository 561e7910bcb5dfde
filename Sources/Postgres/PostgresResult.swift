internal import CLibpq
package import Foundation

/// A value that goes into a statement. Its type is what the statement makes of it.
package enum PostgresParameter: Sendable, Hashable {
  case null
  /// Text, numbers and truth in the server's words, which know no U+0000.
  case text(String)
  case bytes(Data)
}

/// A value of a row.
package enum PostgresValue: Sendable, Hashable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case bytes(Data)
}

/// The rows that a statement gave.
package final class PostgresResult {
  private let result: OpaquePointer
  /// How many rows there are.
  package let count: Int

  init(_ result: OpaquePointer) {
    self.result = result
    count = Int(PQntuples(result))
  }

  deinit { PQclear(result) }

  /// What the server did, in its word: `COMMIT`, `INSERT 0 1`.
  package var command: String { String(cString: PQcmdStatus(result)) }

  /// The names of the columns, in order.
  package var columns: [String] { (0..<PQnfields(result)).map { String(cString: PQfname(result, $0)) } }

  /// The place of the first column of a name; nil where there is none.
  package func place(of column: String) -> Int? {
    let place = PQfnumber(result, column)
    return place < 0 ? nil : Int(place)
  }

  /// A value; nil for one that cannot be of its column's type, which no server sends.
  package func value(row: Int, column: Int) -> PostgresValue? {
    let (row, column) = (Int32(row), Int32(column))
    guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column) else {
      return .null
    }
    switch PQftype(result, column) {
    case Kind.bool: return .integer(start.pointee == CChar(UInt8(ascii: "t")) ? 1 : 0)
    case Kind.int8, Kind.int4, Kind.int2: return Int64(String(cString: start)).map(PostgresValue.integer)
    case Kind.float8, Kind.float4, Kind.numeric: return Self.number(String(cString: start))
    case Kind.bytea: return Self.bytes(start)
    default:
      let length = Int(PQgetlength(result, row, column))
      let bytes = UnsafeRawBufferPointer(start: start, count: length)
      return .text(String(decoding: bytes, as: UTF8.self))
    }
  }

  /// The numbers of types in the server's own tables, which never change.
  private enum Kind {
    static let bool: Oid = 16
    static let bytea: Oid = 17
    static let int8: Oid = 20
    static let int2: Oid = 21
    static let int4: Oid = 23
    static let float4: Oid = 700
    static let float8: Oid = 701
    static let numeric: Oid = 1700
  }

  /// Sums of whole numbers come as decimals.
  private static func number(_ text: String) -> PostgresValue? {
    Int64(text).map { .real(Double($0)) } ?? Double(text).map(PostgresValue.real)
  }

  private static func bytes(_ start: UnsafeMutablePointer<CChar>) -> PostgresValue? {
    var length = 0
    let bytes = start.withMemoryRebound(to: UInt8.self, capacity: 1) { PQunescapeBytea($0, &length) }
    guard let bytes else { return nil }
    defer { PQfreemem(bytes) }
    return .bytes(Data(bytes: bytes, count: length))
  }
}
