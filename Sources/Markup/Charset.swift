import CMarkup
import EmbeddedData
import Foundation

/// From a page's bytes to UTF-8.
///
/// The order is the HTML standard's: byte order mark, then the transport's word, then the page's own, then a guess. In two
/// things it differs. Bytes that are UTF-8 beyond ASCII are taken for UTF-8 whatever a single-byte encoding's name says,
/// since text in a legacy encoding is practically never UTF-8, while proxies and archives often re-encode pages. And a name
/// that the bytes contradict is not believed: UTF-8 over bytes that are none, or a name under which they are full of faults.
package enum Charset {
  /// Up to so many wrong bytes are faults of a text, not another encoding.
  private static let faultsMax = 2
  /// Where more than one in so many characters beyond ASCII is a fault, the text is in another encoding.
  private static let charactersPerFaultMin = 10

  /// The page as valid UTF-8 without null bytes or a byte order mark; wrong bytes become U+FFFD.
  ///
  /// - Parameters:
  ///   - bytes: the page as it came.
  ///   - declared: the charset of the HTTP header, or the caller's own finding; nil where unknown.
  /// - Returns: UTF-8 that `HTMLTree` may parse.
  /// - Complexity: linear in the size of the page.
  package static func decode(_ bytes: [UInt8], declared: String?) -> [UInt8] {
    if let marked = byteOrderMark(bytes) {
      return converted(Array(bytes[marked.length...]), from: marked.name)
    }
    if let wide = unmarkedUTF16(bytes) { return converted(bytes, from: wide) }
    let transport = declared.flatMap(encoding(labelled:))
    if isUTF8(bytes) {
      let isNamedOtherwise = transport.map { $0 != utf8 && !isSingleByte($0) } ?? false
      if !isNamedOtherwise, !holds(0x1B, bytes) { return withoutNulls(bytes) }
      if bytes.allSatisfy({ $0 < 0x80 }) { return escaped(bytes, transport: transport) }
      if !isNamedOtherwise { return withoutNulls(bytes) }
    }
    let evidence = UTF8Evidence(bytes)
    if evidence.isMostlyUTF8, transport == nil || transport == utf8 { return repaired(bytes) }
    for named in [transport, CharsetDeclaration.encoding(of: bytes)].compactMap({ $0 }) {
      if let text = believed(named, bytes, evidence) { return text }
    }
    return converted(bytes, from: CharsetDetector.encoding(of: bytes))
  }

  /// The bytes read by an encoding that somebody named; nil where they contradict it.
  private static func believed(_ named: String, _ bytes: [UInt8], _ evidence: UTF8Evidence) -> [UInt8]? {
    if named == utf8 { return evidence.faults <= faultsMax ? repaired(bytes) : nil }
    let text = converted(bytes, from: named)
    if isSingleByte(named) { return text }
    let (faults, characters) = UTF8Evidence.replacements(in: text)
    return faults <= faultsMax || faults * charactersPerFaultMin <= characters ? text : nil
  }

  /// ASCII as it is, but for ISO-2022-JP, which is written in it with escapes.
  private static func escaped(_ bytes: [UInt8], transport: String?) -> [UInt8] {
    guard bytes.contains(0x1B) else { return repaired(bytes) }
    let japanese = "ISO-2022-JP"
    let isNamed = transport == japanese || CharsetDeclaration.encoding(of: bytes) == japanese
    return isNamed || CharsetDetector.encoding(of: bytes) == japanese
      ? converted(bytes, from: japanese) : repaired(bytes)
  }

  private static func isSingleByte(_ encoding: String) -> Bool {
    ["WINDOWS-", "ISO-8859-", "KOI8-", "MAC", "CP866"].contains { encoding.hasPrefix($0) }
  }

  /// The iconv name of a charset label as pages write it (WHATWG Encoding, section 4.2); nil for an unknown one.
  package static func encoding(labelled label: String) -> String? {
    let label = label.trimmingCharacters(in: .whitespaces.union(CharacterSet(charactersIn: "\"'")))
      .lowercased()
    return labels[label]
  }

  static let utf8 = "UTF-8"

  private static let labels: [String: String] = {
    var labels: [String: String] = [:]
    for row in DataFile.charsetLabels.rows where row.count == 2 {
      for label in row[1].split(separator: " ") { labels[String(label)] = String(row[0]) }
    }
    return labels
  }()

  private static func byteOrderMark(_ bytes: [UInt8]) -> (name: String, length: Int)? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (utf8, 3) }
    if bytes.starts(with: [0xFE, 0xFF]) { return ("UTF-16BE", 2) }
    if bytes.starts(with: [0xFF, 0xFE]) { return ("UTF-16LE", 2) }
    return nil
  }

  /// UTF-16 without a mark shows in markup as a null byte beside each of the first letters.
  private static func unmarkedUTF16(_ bytes: [UInt8]) -> String? {
    guard bytes.count >= 8 else { return nil }
    let nulls = bytes[..<8].map { $0 == 0 }
    if nulls == [false, true, false, true, false, true, false, true] { return "UTF-16LE" }
    if nulls == [true, false, true, false, true, false, true, false] { return "UTF-16BE" }
    return nil
  }

  private static func isUTF8(_ bytes: [UInt8]) -> Bool { (try? UTF8Span(validating: bytes.span)) != nil }

  private static func holds(_ byte: Int32, _ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { $0.baseAddress.map { memchr($0, byte, bytes.count) != nil } ?? false }
  }

  /// The bytes themselves, without a copy where no null is among them.
  private static func withoutNulls(_ bytes: [UInt8]) -> [UInt8] {
    holds(0, bytes) ? bytes.filter { $0 != 0 } : bytes
  }

  /// The bytes as valid UTF-8: as they are, without a copy, where they are it.
  private static func repaired(_ bytes: [UInt8]) -> [UInt8] {
    let kept = withoutNulls(bytes)
    return isUTF8(kept) ? kept : Array(String(decoding: kept, as: UTF8.self).utf8)
  }

  private static func converted(_ bytes: [UInt8], from encoding: String) -> [UInt8] {
    guard encoding != utf8 else { return repaired(bytes) }
    let decoded = bytes.withUnsafeBufferPointer { buffer -> [UInt8]? in
      var count = 0
      guard let start = buffer.baseAddress, let result = markup_decode(start, buffer.count, encoding, &count)
      else { return nil }
      defer { free(result) }
      return Array(UnsafeBufferPointer(start: result, count: count))
    }
    return repaired(decoded ?? bytes)
  }
}

/// How far bytes are UTF-8.
struct UTF8Evidence {
  /// Whole characters beyond ASCII, and bytes that are part of none.
  private(set) var characters = 0
  private(set) var faults = 0

  /// Counts over bytes.
  ///
  /// - Complexity: linear.
  init(_ bytes: [UInt8]) {
    var at = bytes.startIndex
    while at < bytes.endIndex {
      guard bytes[at] >= 0x80 else {
        at += 1
        continue
      }
      let length = Self.length(bytes, at)
      if length > 0 { characters += 1 } else { faults += 1 }
      at += max(length, 1)
    }
  }

  /// True where characters of UTF-8 stand at least as often as faults: in another encoding hardly any byte sequence looks
  /// like one.
  var isMostlyUTF8: Bool { characters >= faults }

  /// The length of the character that begins here; 0 where none does.
  private static func length(_ bytes: [UInt8], _ at: Int) -> Int {
    let length =
      switch bytes[at] {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 0
      }
    guard length > 0, at + length <= bytes.count else { return 0 }
    return bytes[at + 1..<at + length].allSatisfy { $0 & 0xC0 == 0x80 } ? length : 0
  }

  /// How many characters of a text are U+FFFD, and how many are beyond ASCII at all.
  static func replacements(in text: [UInt8]) -> (faults: Int, characters: Int) {
    var (faults, characters) = (0, 0)
    for (index, byte) in text.enumerated() where byte >= 0xC0 {
      characters += 1
      if byte == 0xEF, index + 2 < text.count, text[index + 1] == 0xBF, text[index + 2] == 0xBD {
        faults += 1
      }
    }
    return (faults, characters)
  }
}
