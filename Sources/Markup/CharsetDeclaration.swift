/// The encoding that a page or feed names in its own first bytes.
enum CharsetDeclaration {
  /// Where a declaration is looked for. The HTML standard's 1024 bytes are not enough: pages write megabytes of style and
  /// script before it.
  private static let bytesMax = 1 << 20
  /// More attributes than this are no declaration.
  private static let attributesMax = 32

  /// The iconv name of the encoding in `<?xml encoding=…?>`, else in the first `<meta>` that names a known one; nil where
  /// neither does. A page whose ASCII could be read is not UTF-16, whatever it says (HTML standard, section 13.2.3.2).
  ///
  /// - Complexity: linear in the size of the page.
  static func encoding(of bytes: [UInt8]) -> String? {
    var scan = Scan(bytes: bytes[..<min(bytes.count, bytesMax)])
    guard let found = scan.xmlEncoding() ?? scan.metaEncoding() else { return nil }
    return found.hasPrefix("UTF-16") ? Charset.utf8 : found
  }

  /// The scan of a page's head after the HTML standard's "prescan a byte stream to determine its encoding".
  private struct Scan {
    let bytes: ArraySlice<UInt8>
    var at = 0

    init(bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    private func starts(with word: String, at index: Int) -> Bool {
      guard index + word.utf8.count <= bytes.endIndex else { return false }
      return zip(bytes[index...], word.utf8).allSatisfy { byte, letter in
        (byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) == letter
      }
    }

    /// The value of `encoding` in an XML declaration, blank lines before it allowed.
    mutating func xmlEncoding() -> String? {
      let start = bytes.firstIndex { $0 > 0x20 } ?? bytes.endIndex
      guard starts(with: "<?xml", at: start) else { return nil }
      at = start + 5
      let named = attributes { $0 == UInt8(ascii: "?") }["encoding"]
      return named.flatMap { Charset.encoding(labelled: $0) }
    }

    /// The encoding of the first `<meta charset>` or `<meta http-equiv=content-type>`; comments are passed over.
    mutating func metaEncoding() -> String? {
      at = bytes.startIndex
      while let open = bytes[at...].firstIndex(of: UInt8(ascii: "<")) {
        at = open + 1
        if starts(with: "<!--", at: open) {
          at = open + 2
          skipComment()
        } else if starts(with: "<meta", at: open) {
          at = open + 5
          if let found = meta() { return found }
        }
      }
      return nil
    }

    private mutating func skipComment() {
      while let close = bytes[at...].firstIndex(of: UInt8(ascii: ">")) {
        at = close + 1
        if bytes[..<close].suffix(2).elementsEqual("--".utf8) { return }
      }
      at = bytes.endIndex
    }

    private mutating func meta() -> String? {
      let found = attributes { _ in false }
      if let label = found["charset"] { return Charset.encoding(labelled: label) }
      guard found["http-equiv"] == "content-type", let content = found["content"],
        let word = content.firstRange(of: "charset")
      else {
        return nil
      }
      let after = content[word.upperBound...].drop { $0 == " " }
      guard after.first == "=" else { return nil }
      let label = after.dropFirst().drop { " \"'".contains($0) }.prefix { !" \"';,".contains($0) }
      return Charset.encoding(labelled: String(label))
    }

    /// The attributes of the tag at hand up to its `>` or another end, the first of each name.
    private mutating func attributes(isEnd: (UInt8) -> Bool) -> [String: String] {
      var found: [String: String] = [:]
      while found.count < CharsetDeclaration.attributesMax {
        skip { $0 <= 0x20 || $0 == UInt8(ascii: "/") }
        guard at < bytes.endIndex, bytes[at] != UInt8(ascii: ">"), !isEnd(bytes[at]) else { break }
        let name = take { $0 > 0x20 && !"=/>".utf8.contains($0) && !isEnd($0) }
        skip { $0 <= 0x20 }
        guard at < bytes.endIndex, bytes[at] == UInt8(ascii: "=") else {
          if name.isEmpty { at = min(at + 1, bytes.endIndex) }
          continue
        }
        at += 1
        skip { $0 <= 0x20 }
        let value = value()
        if found[name] == nil { found[name] = value }
      }
      return found
    }

    private mutating func value() -> String {
      guard at < bytes.endIndex, bytes[at] == 0x22 || bytes[at] == 0x27 else {
        return take { $0 > 0x20 && $0 != UInt8(ascii: ">") }
      }
      let quote = bytes[at]
      at += 1
      let value = take { $0 != quote }
      at = min(at + 1, bytes.endIndex)
      return value
    }

    private mutating func skip(while condition: (UInt8) -> Bool) {
      while at < bytes.endIndex, condition(bytes[at]) { at += 1 }
    }

    /// The text up to where a condition fails, in lower case; of a long one the beginning.
    private mutating func take(while condition: (UInt8) -> Bool) -> String {
      let start = at
      skip(while: condition)
      return String(decoding: bytes[start..<min(at, start + 256)], as: UTF8.self).lowercased()
    }
  }
}
