/// How much of each part of an article is kept, whatever its page holds: the text alone may be long.
extension Article {
  /// Named limits, in bytes of UTF-8 unless they count.
  package enum Bounds {
    /// Longer than any headline: the longest in use have some 300 bytes.
    package static let titleBytesMax = 2_000
    /// Of the outlet, the section, the credited source and each author: longer names are lists or sentences.
    package static let nameBytesMax = 300
    /// The first so many authors are kept.
    package static let authorsMax = 50
    /// Of each caption.
    package static let captionBytesMax = 4_000
    /// The first so many captions are kept.
    package static let captionsMax = 500
    /// A language tag that is longer is dropped and not cut; RFC 5646, section 4.4.1, asks for room for 35
    /// characters.
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
    bounded.text = text.withoutNulls
    bounded.requestedURL = Self.address(requestedURL)
    bounded.url = Self.address(url)
    bounded.title = title?.withoutNulls.cut(toUTF8: Bounds.titleBytesMax)
    bounded.site = site?.withoutNulls.cut(toUTF8: Bounds.nameBytesMax)
    bounded.section = section?.withoutNulls.cut(toUTF8: Bounds.nameBytesMax)
    bounded.creditedSource = creditedSource?.withoutNulls.cut(toUTF8: Bounds.nameBytesMax)
    bounded.domain = domain.flatMap { $0.utf8.count <= Bounds.domainBytesMax ? $0 : nil }
    bounded.language = language.flatMap { $0.utf8.count <= Bounds.languageBytesMax ? $0 : nil }
    bounded.authors = authors.prefix(Bounds.authorsMax).map {
      $0.withoutNulls.cut(toUTF8: Bounds.nameBytesMax)
    }
    bounded.captions = captions.prefix(Bounds.captionsMax).map {
      $0.withoutNulls.cut(toUTF8: Bounds.captionBytesMax)
    }
    return bounded
  }

  private static func address(_ address: String?) -> String? {
    address.flatMap { $0.utf8.count <= Bounds.addressBytesMax ? $0 : nil }
  }
}

extension String {
  /// With a blank for each null (U+0000), which no text of a store holds: SQLite ends a text at one, PostgreSQL refuses it. Offsets
  /// into it stay what they are.
  package var withoutNulls: String { utf8.contains(0) ? replacing("\0", with: " ") : self }

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
