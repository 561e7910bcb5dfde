package import Foundation

/// Any JSON value, to be given back as it came.
package enum JSONValue: Sendable, Hashable, Codable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A whole number that fits 64 bits with a sign.
  case integer(Int64)
  /// A whole number that fits 64 bits without a sign only.
  case unsigned(UInt64)
  /// A number with more digits than a machine integer has, which a Double would round.
  case long(Decimal)
  /// Any other number, as a machine rounds it.
  case number(Double)
  /// Text.
  case string(String)
  /// A list in its order.
  case array([JSONValue])
  /// An object; the order of its fields is not kept.
  case object([String: JSONValue])

  /// Reads any value, whole numbers of up to 38 digits as they stand.
  ///
  /// - Throws: `DecodingError` for what is no JSON.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode(Int64.self) {
      self = .integer(value)
    } else if let value = try? container.decode(UInt64.self) {
      self = .unsigned(value)
    } else if let value = try? container.decode(Double.self) {
      self = Self.long(container, value) ?? .number(value)
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  /// Writes the value in the form in which it was read.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .unsigned(let value): try container.encode(value)
    case .long(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .string(let value): try container.encode(value)
    case .array(let value): try container.encode(value)
    case .object(let value): try container.encode(value)
    }
  }

  /// A whole number beyond 64 bits, digit by digit as far as 38 digits go; nil for any other number.
  private static func long(_ container: any SingleValueDecodingContainer, _ value: Double) -> JSONValue? {
    guard value == value.rounded(), abs(value) >= Double(Int64.max), abs(value) < 1e38,
      let exact = try? container.decode(Decimal.self)
    else { return nil }
    return .long(exact)
  }
}
