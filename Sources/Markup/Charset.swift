import CMarkup
import EmbeddedData
import Foundation

/// From a page's bytes to UTF-8.
///
/// The order is the HTML standard's: byte order mark, then the transport's word, then the page's own `<meta>`, then a
/// guess. In one thing it differs: bytes that are valid UTF-8 beyond ASCII are taken for UTF-8 whatever `<meta>` says,
/// since text in a legacy encoding is practically never valid UTF-8, while proxies and archives often re-encode pages.
package enum Charset {
  /// Where the HTML standard tells a browser to look for `<meta charset>`, widened since real heads are longer.
  private static let metaBytesMax = 8192

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
    let known = declared.flatMap(encoding(labelled:))
    if known == utf8 || (known == nil && isUTF8(bytes)) { return repaired(bytes) }
    if let known { return converted(bytes, from: known) }
    return converted(bytes, from: metaEncoding(bytes) ?? "WINDOWS-1252")
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

  /// Valid UTF-8 goes through as it is, without a copy.
  private static func repaired(_ bytes: [UInt8]) -> [UInt8] {
    let hasNull = bytes.withUnsafeBytes { $0.baseAddress.map { memchr($0, 0, bytes.count) != nil } ?? false }
    if !hasNull, isUTF8(bytes) { return bytes }
    let kept = hasNull ? bytes.filter { $0 != 0 } : bytes
    return Array(String(decoding: kept, as: UTF8.self).utf8)
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

  /// The encoding that the page names in `<meta charset=…>` or `<meta http-equiv … content="…charset=…">`.
  private static func metaEncoding(_ bytes: [UInt8]) -> String? {
    let head = String(decoding: bytes.prefix(metaBytesMax), as: UTF8.self).lowercased()
    var rest = head[...]
    while let meta = rest.range(of: "<meta") {
      rest = rest[meta.upperBound...]
      let tag = rest.prefix { $0 != ">" }
      guard let equals = tag.range(of: "charset")?.upperBound else { continue }
      let label = tag[equals...].drop { " =\"'".contains($0) }.prefix { !" \"';/>".contains($0) }
      guard let encoding = encoding(labelled: String(label)) else { continue }
      return encoding.hasPrefix("UTF-16") ? utf8 : encoding  // a page whose ASCII could be read is not UTF-16
    }
    return nil
  }
}
