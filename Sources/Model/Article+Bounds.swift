/// How much of each part of an article is kept, whatever its page holds: the text alone may be long.
extension Article {
  /// Named limits, in bytes of UTF-8 unless they count.
  package enum Bounds {
    /// Longer than any headline: the longest in use have some 300 bytes.
    package static let titleBytesMax = 2_000
    package static let nameBytesMax = 300
    package static let authorsMax = 50
    package static let captionBytesMax = 4_000
    package static let captionsMax = 500
    package static let languageBytesMax = 35
    /// What servers and browsers take: an address that is longer is left out, since a part of one leads elsewhere.
    package static let addressBytesMax = 8_000
    /// A name of the domain name system (RFC 1035, section 2.3.4).
    package static let domainBytesMax = 253
  }

  /// The article with every part within its bounds; what is cut ends in `…`.
  ///
  /// - Complexity: linear in what is cut off.
  package var bounded: Article {
    var bounded = self
    bounded.requestedURL = Self.address(requestedURL)
    bounded.url = Self.address(url)
    bounded.title = title?.cut(toUTF8: Bounds.titleBytesMax)
    bounded.site = site?.cut(toUTF8: Bounds.nameBytesMax)
    bounded.section = section?.cut(toUTF8: Bounds.nameBytesMax)
    bounded.creditedSource = creditedSource?.cut(toUTF8: Bounds.nameBytesMax)
    bounded.domain = domain.flatMap { $0.utf8.count <= Bounds.domainBytesMax ? $0 : nil }
    bounded.language = language.flatMap { $0.utf8.count <= Bounds.languageBytesMax ? $0 : nil }
    bounded.authors = authors.prefix(Bounds.authorsMax).map { $0.cut(toUTF8: Bounds.nameBytesMax) }
    bounded.captions = captions.prefix(Bounds.captionsMax).map { $0.cut(toUTF8: Bounds.captionBytesMax) }
    return bounded
  }

  private static func address(_ address: String?) -> String? {
    address.flatMap { $0.utf8.count <= Bounds.addressBytesMax ? $0 : nil }
  }
}

extension String {
  /// At most so many bytes, cut between two characters as a person sees them, with `…` for what was cut. A character that is
  /// longer than all of it, as a letter with a thousand marks is, is cut between scalars.
  package func cut(toUTF8 max: Int) -> String {
    guard utf8.count > max else { return self }
    let sign = "…"
    var end = utf8.index(startIndex, offsetBy: Swift.max(0, max - sign.utf8.count))
    while end > startIndex, String.Index(end, within: unicodeScalars) == nil { end = utf8.index(before: end) }
    var whole = end
    for _ in 0..<Self.characterBytesMax where whole > startIndex && String.Index(whole, within: self) == nil {
      whole = utf8.index(before: whole)
    }
    let isCharacter = whole > startIndex && String.Index(whole, within: self) != nil
    return String(self[..<(isCharacter ? whole : end)]) + sign
  }

  /// More than any character that people write, families of emoji included.
  private static let characterBytesMax = 64
}
