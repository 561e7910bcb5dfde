/// One line of a `/robots.txt`: a key, a colon, a value, and perhaps a comment (RFC 9309, section 2.2).
enum RobotsLine {
  enum Key: Sendable {
    case userAgent, allow, disallow, sitemap, delay
  }

  /// Key and value; nil for a line that says nothing, or something else.
  static func parted(_ line: ArraySlice<UInt8>) -> (Key, String)? {
    let said = trimmed(line.prefix { $0 != UInt8(ascii: "#") })
    guard !said.isEmpty, let (key, value) = halves(said) else { return nil }
    let name = String(decoding: key, as: UTF8.self).lowercased()
    return keys[name].map { ($0, String(decoding: value, as: UTF8.self)) }
  }

  /// Parted at the colon; where it was forgotten, at the blank between two words.
  private static func halves(_ line: ArraySlice<UInt8>) -> (ArraySlice<UInt8>, ArraySlice<UInt8>)? {
    if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
      return (trimmed(line[..<colon]), trimmed(line[(colon + 1)...]))
    }
    let words = line.split(whereSeparator: isBlank)
    return words.count == 2 ? (words[0], words[1]) : nil
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let start = text.drop(while: isBlank)
    guard let last = start.lastIndex(where: { !isBlank($0) }) else { return start.prefix(0) }
    return start[...last]
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0 }

  /// Misspelt as site owners do: a crawler that takes them by their letters would go where it is not wanted.
  private static let keys: [String: Key] = [
    "user-agent": .userAgent, "useragent": .userAgent, "user agent": .userAgent,
    "allow": .allow,
    "disallow": .disallow, "dissallow": .disallow, "dissalow": .disallow, "disalow": .disallow,
    "diasllow": .disallow, "disallaw": .disallow,
    "sitemap": .sitemap, "site-map": .sitemap,
    "crawl-delay": .delay, "crawldelay": .delay,
  ]
}
