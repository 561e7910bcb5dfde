/// A JSON value as pages hold it, read leniently.
///
/// Foundation's decoder refuses what publishers really write into `application/ld+json`: raw line breaks within strings,
/// a comma before the closing bracket, comment or CDATA wrappers, a text that is cut. Here, what can be read is read.
package enum LenientJSON: Sendable {
  /// The members in the order of the text, repeated keys kept.
  case object([(key: String, value: LenientJSON)])
  /// The elements in the order of the text.
  case array([LenientJSON])
  /// The text with its escapes undone.
  case string(String)
  /// A number, as written.
  case number(String)
  /// `true` or `false`.
  case bool(Bool)
  /// `null`, and what could not be read or lay too deep.
  case null

  /// Deeper values are read as null.
  private static let depthMax = 64

  /// The first value in `bytes`; nil where none begins.
  ///
  /// - Complexity: linear in the number of bytes.
  package init?(_ bytes: ArraySlice<UInt8>) {
    var reader = Reader(bytes: bytes, at: bytes.startIndex)
    reader.skip { $0 != UInt8(ascii: "{") && $0 != UInt8(ascii: "[") }
    guard reader.at < bytes.endIndex else { return nil }
    self = reader.value(depth: 0)
  }

  /// The value of a key; nil for anything but an object that has it.
  package subscript(key: String) -> LenientJSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The text of a string or number; nil for anything else, and for an empty string.
  package var string: String? {
    switch self {
    case .string(let text), .number(let text): text.isEmpty ? nil : text
    default: nil
    }
  }

  /// The elements of an array; any other value as its only element; none for null.
  package var elements: [LenientJSON] {
    switch self {
    case .array(let elements): elements
    case .null: []
    default: [self]
    }
  }

  private struct Reader {
    let bytes: ArraySlice<UInt8>
    var at: Int

    var current: UInt8? { at < bytes.endIndex ? bytes[at] : nil }

    mutating func skip(while condition: (UInt8) -> Bool) {
      while at < bytes.endIndex, condition(bytes[at]) { at += 1 }
    }

    mutating func skipSpace() { skip { $0 <= 0x20 } }

    mutating func value(depth: Int) -> LenientJSON {
      skipSpace()
      guard let byte = current, depth < LenientJSON.depthMax else {
        at = bytes.endIndex
        return .null
      }
      switch byte {
      case UInt8(ascii: "{"): return object(depth: depth)
      case UInt8(ascii: "["): return array(depth: depth)
      case UInt8(ascii: "\""): return .string(text())
      default: return word()
      }
    }

    mutating func object(depth: Int) -> LenientJSON {
      at += 1
      var members: [(key: String, value: LenientJSON)] = []
      while true {
        skip { $0 <= 0x20 || $0 == UInt8(ascii: ",") }
        guard current == UInt8(ascii: "\"") else { break }
        let key = text()
        skipSpace()
        guard current == UInt8(ascii: ":") else { break }
        at += 1
        members.append((key, value(depth: depth + 1)))
      }
      if current == UInt8(ascii: "}") { at += 1 } else { at = bytes.endIndex }
      return .object(members)
    }

    mutating func array(depth: Int) -> LenientJSON {
      at += 1
      var elements: [LenientJSON] = []
      while true {
        skip { $0 <= 0x20 || $0 == UInt8(ascii: ",") }
        guard let byte = current else { break }
        if byte == UInt8(ascii: "]") {
          at += 1
          break
        }
        let before = at
        elements.append(value(depth: depth + 1))
        if at == before { at = bytes.endIndex }
      }
      return .array(elements)
    }

    /// A string from its opening quotation mark to the one that closes it: publishers forget to escape those within.
    mutating func text() -> String {
      at += 1
      let start = at
      skip { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
      if current != UInt8(ascii: "\\"), closes(at) {
        defer { at = min(at + 1, bytes.endIndex) }
        return String(decoding: bytes[start..<at], as: UTF8.self)
      }
      var decoded = Array(bytes[start..<at])
      while let byte = current, byte != UInt8(ascii: "\"") || !closes(at) {
        at += 1
        if byte == UInt8(ascii: "\\") { escape(into: &decoded) } else { decoded.append(byte) }
      }
      at = min(at + 1, bytes.endIndex)
      return String(decoding: decoded, as: UTF8.self)
    }

    /// Whether a quotation mark closes a string: the object, the array, the key or the text ends there, or the next string or
    /// value begins behind a comma.
    private func closes(_ mark: Int) -> Bool {
      guard let next = afterSpace(mark + 1) else { return true }
      switch bytes[next] {
      case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ":"): return true
      case UInt8(ascii: ","):
        return afterSpace(next + 1).map { "\"{[}],-0123456789tfn".utf8.contains(bytes[$0]) } ?? true
      // A comma was forgotten between two lines.
      default: return bytes[next] == UInt8(ascii: "\"") && next > mark + 1
      }
    }

    private func afterSpace(_ start: Int) -> Int? {
      bytes[min(start, bytes.endIndex)...].firstIndex { $0 > 0x20 }
    }

    mutating func escape(into decoded: inout [UInt8]) {
      guard let byte = current else { return }
      at += 1
      switch byte {
      case UInt8(ascii: "n"): decoded.append(0x0A)
      case UInt8(ascii: "t"): decoded.append(0x09)
      case UInt8(ascii: "r"): decoded.append(0x0D)
      case UInt8(ascii: "b"), UInt8(ascii: "f"): decoded.append(0x20)
      case UInt8(ascii: "u"): decoded.append(contentsOf: String(unicodeEscape()).utf8)
      default: decoded.append(byte)
      }
    }

    /// A character after `\u`, with the second half of a surrogate pair (RFC 8259, section 7).
    mutating func unicodeEscape() -> Unicode.Scalar {
      let first = hexadecimal()
      if (0xD800..<0xDC00).contains(first), at + 1 < bytes.endIndex, bytes[at] == UInt8(ascii: "\\"),
        bytes[at + 1] == UInt8(ascii: "u")
      {
        at += 2
        let second = hexadecimal()
        if (0xDC00..<0xE000).contains(second) {
          return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
        }
      }
      return Unicode.Scalar(first) ?? "\u{FFFD}"
    }

    mutating func hexadecimal() -> UInt32 {
      var value: UInt32 = 0
      for _ in 0..<4 {
        guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { break }
        value = value << 4 + UInt32(digit)
        at += 1
      }
      return value
    }

    /// `true`, `false`, `null`, a number, or any other bare word, which is read as null.
    mutating func word() -> LenientJSON {
      let start = at
      skip { $0 > 0x20 && !",]}:\"".utf8.contains($0) }
      let word = String(decoding: bytes[start..<at], as: UTF8.self)
      switch word {
      case "true": return .bool(true)
      case "false": return .bool(false)
      default: return word.first.map { $0.isNumber || $0 == "-" } == true ? .number(word) : .null
      }
    }
  }
}
