internal import Foundation

/// What a `/robots.txt` says (RFC 9309).
package struct RobotsFile: Sendable, Hashable {
  /// Rules for some crawlers, as they stand together in the file.
  package struct Group: Sendable, Hashable {
    /// Product tokens in small letters; `*` for all crawlers.
    package var agents: Set<String> = []
    /// In the order of the file.
    package var rules: [RobotsRule] = []
    /// `Crawl-delay`, which the RFC leaves open; nil where none or nonsense is given.
    package var delaySeconds: Double?
  }

  /// In the order of the file.
  package private(set) var groups: [Group] = []
  /// The addresses of `Sitemap`, which belong to no group, in the order of the file.
  package private(set) var sitemaps: [String] = []
  /// True where the file had more bytes than are read.
  package private(set) var isCut = false

  /// So many bytes are read: 500 KiB, the least that RFC 9309, section 2.5, asks for. A line that is cut counts for nothing.
  package static let bytesMax = 500 << 10
  /// More sitemaps than any site has.
  private static let sitemapsMax = 1_000
  /// Longer waits than an hour mean "go away" and are said by `Disallow`.
  private static let delaySecondsMax = 3_600.0

  /// A file without rules: everything is allowed.
  package init() {}

  /// Reads a file. Nothing in it is an error: lines that say nothing are passed over.
  ///
  /// - Parameter bytes: the file as it came, in UTF-8 with or without a mark at its start; lines end in CR, LF or both.
  /// - Complexity: linear in the bytes, of which `bytesMax` are read.
  package init(_ bytes: some Collection<UInt8>) {
    isCut = bytes.count > Self.bytesMax
    var text = Array(bytes.prefix(Self.bytesMax))
    if isCut, let end = text.lastIndex(where: { $0 == 0x0A || $0 == 0x0D }) { text.removeSubrange(end...) }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let start = zip(text, mark).prefix { $0 == $1 }.count
    // LF and CR each end a line: an empty line between them means nothing.
    var isNamingAgents = false
    let lines = text.dropFirst(start).split(
      omittingEmptySubsequences: false,
      whereSeparator: { $0 == 0x0A || $0 == 0x0D }
    )
    var number = 0
    var end = text.startIndex + start
    for line in lines {
      // The LF of a CRLF begins no line of its own.
      let isSecondHalf =
        line.startIndex > end && line.startIndex >= 2 && text[line.startIndex - 1] == 0x0A
        && text[line.startIndex - 2] == 0x0D
      if !isSecondHalf { number += 1 }
      end = line.endIndex
      guard let (key, value) = RobotsLine.parted(line) else { continue }
      read(key, value, line: number, isNamingAgents: &isNamingAgents)
    }
  }

  private mutating func read(_ key: RobotsLine.Key, _ value: String, line: Int, isNamingAgents: inout Bool) {
    switch key {
    case .userAgent:
      if !isNamingAgents { groups.append(Group()) }
      isNamingAgents = true
      if let agent = ProductToken.written(value) { groups[groups.count - 1].agents.insert(agent) }
    case .allow, .disallow:
      isNamingAgents = false
      guard !groups.isEmpty, !value.isEmpty else { return }
      groups[groups.count - 1].rules.append(RobotsRule(value, allows: key == .allow, line: line))
    case .sitemap:
      if !value.isEmpty, sitemaps.count < Self.sitemapsMax { sitemaps.append(value) }
    case .delay:
      guard !groups.isEmpty, let seconds = Double(value), seconds.isFinite, seconds >= 0 else { return }
      groups[groups.count - 1].delaySeconds = min(seconds, Self.delaySecondsMax)
    }
  }
}

extension RobotsFile {
  /// What the file says to one crawler on one address.
  package struct Verdict: Sendable, Hashable {
    /// Whether the crawler may ask for it.
    package var isAllowed: Bool
    /// The rule that decides; nil where none fits.
    package var rule: RobotsRule?
    /// Whose rules were looked at: a product token or `*`; nil where no group is for the crawler.
    package var agent: String?
  }

  /// Whether a crawler may ask for an address: the longest rule that fits decides, `Allow` among equals (section 2.2.2), in all
  /// groups that name the crawler, or, where none does, in those for all (section 2.2.1).
  ///
  /// - Parameters:
  ///   - url: an address, or what stands behind its host.
  ///   - agent: the crawler's product token, letters' case aside, or an identification that begins with it.
  /// - Returns: the verdict with the rule that decides.
  package func verdict(on url: String, for agent: String) -> Verdict {
    let (name, rules) = rules(for: agent)
    let path = RobotsPath(url: url)
    guard !path.isRobotsFile else { return Verdict(isAllowed: true, rule: nil, agent: name) }
    let best = rules.filter { $0.matches(path) }.max { left, right in
      (left.octets, left.allows ? 1 : 0, -left.line) < (right.octets, right.allows ? 1 : 0, -right.line)
    }
    return Verdict(isAllowed: best?.allows ?? true, rule: best, agent: name)
  }

  /// The seconds between requests that the file asks a crawler for; nil where it does not.
  package func delaySeconds(for agent: String) -> Double? {
    let (name, _) = rules(for: agent)
    return groups.filter { name.map($0.agents.contains) ?? false }.compactMap(\.delaySeconds).max()
  }

  private func rules(for agent: String) -> (name: String?, rules: [RobotsRule]) {
    let own = ProductToken.of(agent)
    for name in [own, ProductToken.any] {
      let fitting = groups.filter { name.map($0.agents.contains) ?? false }
      if !fitting.isEmpty { return (name, fitting.flatMap(\.rules)) }
    }
    return (nil, [])
  }
}

/// The names of crawlers (RFC 9309, section 2.2.1).
enum ProductToken {
  /// The group of all that no other is for.
  static let any = "*"

  /// The token of a `User-agent` line: what stands before the first sign that is none of a token, such as a version.
  static func written(_ value: String) -> String? {
    if value == any || value.hasPrefix(any) && value.dropFirst().first?.isWhitespace ?? false { return any }
    let token = value.prefix(while: isPart)
    return token.isEmpty ? nil : token.lowercased()
  }

  /// The token of a crawler by its identification: `ExampleBot`, `ExampleBot/1.0`, or the name within
  /// `Mozilla/5.0 (compatible; ExampleBot/1.0; …)`.
  static func of(_ identification: String) -> String? {
    let inner = identification.firstRange(of: "(compatible; ").map { identification[$0.upperBound...] }
    return written(String(inner ?? identification[...]))
  }

  /// The RFC has letters, `-` and `_`; crawlers have digits too.
  private static func isPart(_ sign: Character) -> Bool {
    sign.isASCII && (sign.isLetter || sign.isNumber || sign == "-" || sign == "_")
  }
}
