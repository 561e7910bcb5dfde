/// What of an address rules are held against: path and query, each octet in the one form in which it is compared.
///
/// Percent-encoded octets of unreserved characters are decoded, and all that may not stand in an address is encoded (RFC
/// 9309, section 2.2.2, by RFC 3986). In the query `:` and `/` mean the same either way, as in the RFC's own table.
package struct RobotsPath: Sendable, Hashable {
  /// Compared octet by octet.
  let octets: [UInt8]
  /// The same with `:` and `/` of the query in their plain form.
  let plainQuery: [UInt8]

  /// Reads an address, whole or from its path on; the fragment is no part of it.
  package init(url: String) {
    let bytes = Array(url.utf8)
    let normal = PercentForm.normalised(Self.pathAndQuery(bytes[...]), encoding: "*$")
    octets = normal
    plainQuery = PercentForm.plainQuery(normal)
  }

  /// `/robots.txt` itself may always be asked for.
  var isRobotsFile: Bool { octets == Array("/robots.txt".utf8) }

  private static func pathAndQuery(_ url: ArraySlice<UInt8>) -> [UInt8] {
    let address = url.prefix { $0 != UInt8(ascii: "#") }
    let marks = Set("/?;".utf8)
    var rest = address
    if address.starts(with: "//".utf8) {
      rest = address.dropFirst(2).drop { !marks.contains($0) }
    } else if address.first != UInt8(ascii: "/") {
      // `://` behind the first `/` or `?` belongs to another address within this one.
      let scheme = address.prefix { !marks.contains($0) }
      let isWhole = scheme.last == UInt8(ascii: ":") && address[scheme.endIndex...].starts(with: "//".utf8)
      rest = (isWhole ? address[(scheme.endIndex + 2)...] : address).drop { !marks.contains($0) }
    }
    if rest.isEmpty { return [UInt8(ascii: "/")] }
    return (rest.first == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]) + rest
  }
}

/// A rule of a group: `Allow` or `Disallow`.
package struct RobotsRule: Sendable, Hashable {
  /// As it is written in the file.
  package let pattern: String
  /// False for `Disallow`.
  package let allows: Bool
  /// Its line in the file, from 1.
  package let line: Int
  /// The octets between the stars.
  private let parts: [[UInt8]]
  private let plainParts: [[UInt8]]
  /// True for a pattern that ends in `$`.
  private let isAnchored: Bool
  /// How long the pattern is, which decides between rules.
  let octets: Int

  /// Reads a pattern: `*` stands for any octets, `$` at the end for the end of the address (section 2.2.3).
  init(_ pattern: String, allows: Bool, line: Int) {
    self.pattern = pattern
    self.allows = allows
    self.line = line
    isAnchored = pattern.utf8.last == UInt8(ascii: "$")
    let body = Array(isAnchored ? pattern.dropLast().utf8 : pattern[...].utf8)
    let normal = PercentForm.normalised(body, encoding: "$")
    octets = normal.count + (isAnchored ? 1 : 0)
    parts = Self.parts(normal)
    plainParts = Self.parts(PercentForm.plainQuery(normal))
  }

  private static func parts(_ pattern: [UInt8]) -> [[UInt8]] {
    pattern.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map(Array.init)
  }

  /// True where the pattern fits the beginning of a path, or all of it if it ends in `$`.
  ///
  /// - Complexity: at most the product of both lengths, and no more for many stars.
  package func matches(_ path: RobotsPath) -> Bool {
    fits(parts, path.octets) || fits(plainParts, path.plainQuery)
  }

  private func fits(_ parts: [[UInt8]], _ path: [UInt8]) -> Bool {
    guard let first = parts.first, path.starts(with: first) else { return false }
    var place = first.count
    guard parts.count > 1 else { return !isAnchored || place == path.count }
    // Each part between stars is taken where it first stands: what follows then has the most room.
    for part in parts.dropFirst().dropLast() {
      guard let found = Self.find(part, in: path, from: place) else { return false }
      place = found + part.count
    }
    let last = parts[parts.count - 1]
    guard isAnchored else { return Self.find(last, in: path, from: place) != nil }
    return path.count - place >= last.count && path.suffix(last.count).elementsEqual(last)
  }

  private static func find(_ part: [UInt8], in path: [UInt8], from start: Int) -> Int? {
    guard let first = part.first else { return start }
    var place = start
    while place + part.count <= path.count {
      if path[place] == first, path[place...].starts(with: part) { return place }
      place += 1
    }
    return nil
  }
}

/// Percent-encoding in the one form in which octets are compared.
enum PercentForm {
  /// Text with unreserved characters decoded, the hexadecimal digits of others in capitals, and what may not stand in an
  /// address encoded, `also` some that may.
  static func normalised(_ text: [UInt8], encoding also: String) -> [UInt8] {
    let encoded = Set(also.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var place = 0
    while place < text.count {
      let byte = text[place]
      if byte == percent, let value = octet(text, at: place) {
        if isUnreserved(value) { result.append(value) } else { append(value, to: &result) }
        place += 3
        continue
      }
      // A lone percent sign is left as it is: whatever it was meant for, both sides have it alike.
      let isKept =
        byte == percent || !encoded.contains(byte) && (isUnreserved(byte) || reserved.contains(byte))
      if isKept { result.append(byte) } else { append(byte, to: &result) }
      place += 1
    }
    return result
  }

  /// Normalised text whose query has `:` and `/` in their plain form.
  static func plainQuery(_ text: [UInt8]) -> [UInt8] {
    guard let query = text.firstIndex(of: UInt8(ascii: "?")) else { return text }
    var result = Array(text[..<query])
    var place = query
    while place < text.count {
      if text[place] == percent, let value = octet(text, at: place), foldedInQuery.contains(value) {
        result.append(value)
        place += 3
      } else {
        result.append(text[place])
        place += 1
      }
    }
    return result
  }

  private static let percent = UInt8(ascii: "%")
  private static let reserved = Set(":/?#[]@!$&'()*+,;=".utf8)
  private static let foldedInQuery = Set(":/".utf8)

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || [UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~")].contains(byte)
  }

  private static func octet(_ text: [UInt8], at place: Int) -> UInt8? {
    guard place + 2 < text.count, let high = digit(text[place + 1]), let low = digit(text[place + 2])
    else { return nil }
    return high << 4 | low
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }

  private static func append(_ byte: UInt8, to result: inout [UInt8]) {
    let digits = Array("0123456789ABCDEF".utf8)
    result += [percent, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }
}
