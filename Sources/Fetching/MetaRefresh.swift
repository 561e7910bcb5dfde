internal import Foundation

/// Where a page sends its reader by `<meta http-equiv="refresh">` (HTML, section 4.2.5.3), as small pages of redirectors do.
enum MetaRefresh {
  /// A page that waits longer shows itself first, such as one that is loaded anew every five minutes.
  static let secondsMax = 10.0
  /// A page of a redirector is small; a larger one is a page of its own.
  static let pageBytesMax = 64 << 10

  /// The address that a page leads to, as it is written; nil where it leads nowhere soon.
  ///
  /// - Complexity: linear in the page, of which at most `pageBytesMax` bytes are looked at.
  static func target(of page: [UInt8]) -> String? {
    guard page.count <= pageBytesMax, holdsWord(page) else { return nil }
    var rest = String(decoding: page, as: UTF8.self)[...]
    while let open = rest.firstIndex(of: "<") {
      rest = rest[open...]
      if rest.hasPrefix("<!--") {
        rest = after("-->", in: rest)
        continue
      }
      let name = rest.dropFirst().prefix { $0.isLetter }.lowercased()
      switch name {
      // What stands there is for readers without scripts, whom pages send elsewhere.
      case "noscript", "script", "style", "template": rest = after("</\(name)", in: rest)
      case "meta":
        let tag = rest.prefix { $0 != ">" }
        if let target = target(ofTag: String(tag)) { return target }
        rest = rest[tag.endIndex...]
      default: rest = rest.dropFirst()
      }
    }
    return nil
  }

  /// True where `http-equiv` may stand somewhere: nearly every page is told apart by its letter q, which hardly stands
  /// elsewhere.
  private static func holdsWord(_ page: [UInt8]) -> Bool {
    page.withUnsafeBytes { bytes in
      [UInt8(ascii: "q"), UInt8(ascii: "Q")].contains { letter in
        var rest = bytes[...]
        while let found = Self.first(letter, in: rest) {
          rest = rest[(found + 1)...]
          // Letters differ from their capitals by one bit.
          let behind = rest.prefix(behindLetter.count)
          if behind.count == behindLetter.count, zip(behind, behindLetter).allSatisfy({ $0 | 0x20 == $1 }) {
            return true
          }
        }
        return false
      }
    }
  }

  private static let behindLetter = Array("uiv".utf8)

  private static func first(_ byte: UInt8, in bytes: Slice<UnsafeRawBufferPointer>) -> Int? {
    let part = UnsafeRawBufferPointer(rebasing: bytes)
    guard let start = part.baseAddress, let found = memchr(start, Int32(byte), part.count) else { return nil }
    return bytes.startIndex + (UnsafeRawPointer(found) - start)
  }

  private static func after(_ end: String, in text: Substring) -> Substring {
    let lowered = text.lowercased()
    guard let found = lowered.firstRange(of: end) else { return text.suffix(0) }
    let skipped = lowered.distance(from: lowered.startIndex, to: found.upperBound)
    return text.dropFirst(skipped)
  }

  private static func target(ofTag tag: String) -> String? {
    guard value(of: "http-equiv", in: tag)?.lowercased() == "refresh",
      let content = value(of: "content", in: tag)
    else { return nil }
    let digits = content.drop(while: \.isWhitespace).prefix { $0.isNumber || $0 == "." }
    guard let seconds = Double(digits), seconds <= secondsMax else { return nil }
    let wait = content.drop(while: \.isWhitespace).dropFirst(digits.count)
    var address = wait.drop { $0.isWhitespace || $0 == ";" || $0 == "," }
    if address.prefix(3).lowercased() == "url" {
      let behind = address.dropFirst(3).drop(while: \.isWhitespace)
      if behind.first == "=" { address = behind.dropFirst().drop(while: \.isWhitespace) }
    }
    if let quote = address.first, quote == "'" || quote == "\"" {
      address = address.dropFirst().prefix { $0 != quote }
    }
    let text = address.replacing("&amp;", with: "&").replacing("&#38;", with: "&")
    return text.isEmpty ? nil : String(text)
  }

  /// The value of an attribute, in quotes or without.
  private static func value(of name: String, in tag: String) -> String? {
    var rest = tag[...]
    while let found = rest.lowercased().firstRange(of: name) {
      let lowered = rest.lowercased()
      let place = rest.index(
        rest.startIndex,
        offsetBy: lowered.distance(from: lowered.startIndex, to: found.upperBound)
      )
      let behind = rest[place...].drop(while: \.isWhitespace)
      if behind.first == "=" {
        let written = behind.dropFirst().drop(while: \.isWhitespace)
        guard let quote = written.first else { return nil }
        if quote == "\"" || quote == "'" { return String(written.dropFirst().prefix { $0 != quote }) }
        return String(written.prefix { !$0.isWhitespace && $0 != "/" && $0 != ">" })
      }
      rest = rest[place...]
    }
    return nil
  }
}
