import Foundation

/// A JSON value whose objects keep the order in which they were written, so that the same alert is always the same bytes.
package enum OrderedJSON: Sendable, Hashable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A whole number.
  case integer(Int64)
  /// Written with at most one decimal; not finite becomes null.
  case decimal(Double)
  /// Text, escaped as it is written.
  case text(String)
  /// A list in its order.
  case list([OrderedJSON])
  /// An object, its members in this order.
  case object([Member])

  /// A name and its value in an object.
  package struct Member: Sendable, Hashable {
    /// The member's name, escaped as it is written.
    package var name: String
    /// The member's value.
    package var value: OrderedJSON
  }

  /// An object of the given members. Those whose value is nil are left out.
  package static func object(_ members: KeyValuePairs<String, OrderedJSON?>) -> OrderedJSON {
    .object(members.compactMap { name, value in value.map { Member(name: name, value: $0) } })
  }

  /// Text, or nil to leave the member out.
  package static func text(ifAny text: String?) -> OrderedJSON? { text.map { .text($0) } }

  /// UTF-8 without white space.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return bytes
  }

  /// The value at a path of member names; nil where there is none.
  package subscript(path: [String]) -> OrderedJSON? {
    path.reduce(Optional(self)) { value, name in
      guard case .object(let members) = value else { return nil }
      return members.first { $0.name == name }?.value
    }
  }

  private func write(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes += "null".utf8
    case .bool(let value): bytes += (value ? "true" : "false").utf8
    case .integer(let value): bytes += String(value).utf8
    case .decimal(let value): bytes += Self.number(value).utf8
    case .text(let value): Self.write(value, to: &bytes)
    case .list(let values): Self.write(values, between: ("[", "]"), to: &bytes) { $0.write(to: &$1) }
    case .object(let members):
      Self.write(members, between: ("{", "}"), to: &bytes) { member, bytes in
        Self.write(member.name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.value.write(to: &bytes)
      }
    }
  }

  private static func number(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    let tenths = (value * 10).rounded() / 10
    return tenths == tenths.rounded() && abs(tenths) < 1e15 ? String(Int64(tenths)) : String(tenths)
  }

  private static func write<Item>(
    _ items: [Item],
    between marks: (String, String),
    to bytes: inout [UInt8],
    _ writeItem: (Item, inout [UInt8]) -> Void
  ) {
    bytes += marks.0.utf8
    for (place, item) in items.enumerated() {
      if place > 0 { bytes.append(UInt8(ascii: ",")) }
      writeItem(item, &bytes)
    }
    bytes += marks.1.utf8
  }

  private static func write(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    writeEscaped(text, to: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }

  /// The inside of a JSON string (RFC 8259, section 7). U+2028 and U+2029 are escaped too: JavaScript receivers trip on them.
  package static func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    writeEscaped(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func writeEscaped(_ text: String, to bytes: inout [UInt8]) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": bytes += #"\""#.utf8
      case "\\": bytes += #"\\"#.utf8
      case "\n": bytes += #"\n"#.utf8
      case "\r": bytes += #"\r"#.utf8
      case "\t": bytes += #"\t"#.utf8
      case "\u{0}"..<"\u{20}", "\u{7F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        bytes += (#"\u"# + String(repeating: "0", count: 4 - digits.count) + digits).utf8
      default: bytes.append(contentsOf: scalar.utf8)
      }
    }
  }
}
