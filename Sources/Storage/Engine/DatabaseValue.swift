package import Foundation
internal import Model

/// A value of a row, or one that goes into a statement: what both engines keep.
package enum DatabaseValue: Sendable, Hashable, Codable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob(Data)

  var isNull: Bool { self == .null }

  /// As either engine keeps it: a text with a blank for each U+0000, at which SQLite ends a text and which PostgreSQL refuses.
  var kept: DatabaseValue {
    if case .text(let text) = self { .text(text.withoutNulls) } else { self }
  }
}

/// A type that columns hold.
protocol DatabaseValueConvertible {
  var databaseValue: DatabaseValue { get }
  /// Nil for a value that is none of this type.
  static func fromDatabaseValue(_ value: DatabaseValue) -> Self?
}

extension DatabaseValue: DatabaseValueConvertible {
  var databaseValue: DatabaseValue { self }
  static func fromDatabaseValue(_ value: DatabaseValue) -> DatabaseValue? { value }
}

extension Int64: DatabaseValueConvertible {
  var databaseValue: DatabaseValue { .integer(self) }

  static func fromDatabaseValue(_ value: DatabaseValue) -> Int64? {
    switch value {
    case .integer(let number): number
    case .real(let number): Int64(exactly: number)
    case .null, .text, .blob: nil
    }
  }
}

extension Int: DatabaseValueConvertible {
  var databaseValue: DatabaseValue { .integer(Int64(self)) }
  static func fromDatabaseValue(_ value: DatabaseValue) -> Int? {
    Int64.fromDatabaseValue(value).flatMap(Int.init(exactly:))
  }
}

extension Int32: DatabaseValueConvertible {
  var databaseValue: DatabaseValue { .integer(Int64(self)) }
  static func fromDatabaseValue(_ value: DatabaseValue) -> Int32? {
    Int64.fromDatabaseValue(value).flatMap(Int32.init(exactly:))
  }
}

extension Double: DatabaseValueConvertible {
  var databaseValue: DatabaseValue { isNaN ? .null : .real(self) }

  static func fromDatabaseValue(_ value: DatabaseValue) -> Double? {
    switch value {
    case .integer(let number): Double(number)
    case .real(let number): number
    case .null, .text, .blob: nil
    }
  }
}

extension Bool: DatabaseValueConvertible {
  var databaseValue: DatabaseValue { .integer(self ? 1 : 0) }

  static func fromDatabaseValue(_ value: DatabaseValue) -> Bool? {
    switch value {
    case .integer(let number): number != 0
    case .real(let number): number != 0
    case .null, .text, .blob: nil
    }
  }
}

extension String: DatabaseValueConvertible {
  var databaseValue: DatabaseValue { .text(self) }

  static func fromDatabaseValue(_ value: DatabaseValue) -> String? {
    switch value {
    case .text(let text): text
    case .blob(let data): String(data: data, encoding: .utf8)
    case .null, .integer, .real: nil
    }
  }
}

extension Data: DatabaseValueConvertible {
  var databaseValue: DatabaseValue { .blob(self) }

  static func fromDatabaseValue(_ value: DatabaseValue) -> Data? {
    switch value {
    case .blob(let data): data
    case .text(let text): Data(text.utf8)
    case .null, .integer, .real: nil
    }
  }
}

extension Optional: DatabaseValueConvertible where Wrapped: DatabaseValueConvertible {
  var databaseValue: DatabaseValue { self?.databaseValue ?? .null }

  static func fromDatabaseValue(_ value: DatabaseValue) -> Wrapped?? {
    value.isNull ? .some(nil) : Wrapped.fromDatabaseValue(value).map(Optional.some)
  }
}

/// The values of a statement, in the order of their places, as either engine keeps them: what is stored and what is looked for
/// goes this one way.
struct StatementArguments: ExpressibleByArrayLiteral {
  let values: [DatabaseValue]

  init(_ values: [DatabaseValue]) { self.values = values.map(\.kept) }

  init(arrayLiteral values: (any DatabaseValueConvertible)?...) {
    self.init(values.map { $0?.databaseValue ?? .null })
  }

  init(_ values: some Sequence<any DatabaseValueConvertible>) { self.init(values.map(\.databaseValue)) }

  init(_ values: some Sequence<(any DatabaseValueConvertible)?>) {
    self.init(values.map { $0?.databaseValue ?? .null })
  }

  init(_ numbers: some Sequence<Int64>) { self.init(numbers.map(DatabaseValue.integer)) }

  static func + (left: StatementArguments, right: StatementArguments) -> StatementArguments {
    StatementArguments(left.values + right.values)
  }
}

/// `?, ?, ?`: the places of so many values in a list; a list of none holds nothing.
func databaseQuestionMarks(count: Int) -> String {
  count > 0 ? Array(repeating: "?", count: count).joined(separator: ", ") : "NULL"
}
