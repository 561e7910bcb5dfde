package import Foundation

/// JSON as it is written down in a program.
extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  /// Text.
  package init(stringLiteral value: String) { self = .string(value) }
  /// A whole number.
  package init(integerLiteral value: Int64) { self = .integer(value) }
  /// `true` or `false`.
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  /// A list in this order.
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// Of two fields of one name the later counts.
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(Dictionary(elements) { $1 })
  }
  /// `null`.
  package init(nilLiteral: ()) { self = .null }

  /// Text, or null.
  package init(_ text: String?) { self = text.map(JSONValue.string) ?? .null }

  /// A whole number, or null.
  package init(_ number: Int?) { self = number.map { .integer(Int64($0)) } ?? .null }

  /// A number, or null.
  package init(_ number: Double?) { self = number.map(JSONValue.number) ?? .null }

  /// A moment in the words of RFC 3339, to the second, or null.
  package init(_ moment: Date?) { self = moment.map { .string($0.formatted(.iso8601)) } ?? .null }

  /// The bytes, fields in the order of their names.
  ///
  /// - Complexity: linear.
  package var bytes: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Encoding fails for numbers that are none, which no row holds.
    return (try? encoder.encode(self)).map(Array.init) ?? Array("null".utf8)
  }

  /// The value of a field; nil for what is no object or has no such field.
  package subscript(_ name: String) -> JSONValue? {
    if case .object(let fields) = self { fields[name] } else { nil }
  }

  /// The text; nil for anything else.
  package var text: String? { if case .string(let text) = self { text } else { nil } }
}
