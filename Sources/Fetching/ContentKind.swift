internal import Model

/// What a body is, as far as it matters for reading it.
package enum ContentKind: String, Sendable, Hashable, CaseIterable {
  /// A page.
  case html = "HTML"
  /// Feeds and XHTML among others.
  case xml = "XML"
  /// Text without markup, also Markdown.
  case plainText = "plain text"
  /// JSON, as some feeds are.
  case json = "JSON"
  /// A PDF document, whatever type its server declares.
  case pdf = "PDF"
  /// A picture.
  case image
  /// Sound.
  case audio
  /// Film.
  case video
  /// A ZIP archive.
  case archive
  /// A file packed by gzip, as sitemaps are kept.
  case gzip = "gzip file"
  /// A document, sheet or slides of an office program, also RTF.
  case office = "office document"
  /// None of these, or nothing that can be told.
  case other = "unknown"

  /// The kind by declared type (`Content-Type`), corrected by the body's first bytes.
  ///
  /// Servers call PDFs, pictures and archives text or HTML, never the other way round, so the magic numbers win; and they call
  /// pages plain text.
  package init(declared: String?, body: some Collection<UInt8>) {
    let start = Array(body.prefix(1_024))
    let text = start.drop { [0x09, 0x0A, 0x0D, 0x20].contains($0) }
    if let signature = FileSignature(of: start) {
      self.init(signature)
      return
    }
    let essence = MediaType(declared ?? "")?.essence ?? ""
    let kind = Self.declared(essence)
    self = kind == .plainText && Self.isPage(text) ? .html : kind ?? Self.sniffed(start)
  }

  /// True for what begins as a page does, which servers send as plain text too.
  private static func isPage(_ text: ArraySlice<UInt8>) -> Bool {
    let opening = String(decoding: text.prefix(16), as: UTF8.self).lowercased()
    return opening.hasPrefix("<!doctype html") || opening.hasPrefix("<html")
  }

  private static func declared(_ essence: String) -> ContentKind? {
    if let exact = byEssence[essence] { return exact }
    if essence.hasSuffix("+xml") { return .xml }
    if essence.hasSuffix("+json") { return .json }
    for (prefix, kind) in [("image/", ContentKind.image), ("audio/", .audio), ("video/", .video)]
    where essence.hasPrefix(prefix) {
      return kind
    }
    if essence.hasPrefix("application/vnd.openxmlformats") || essence.hasPrefix("application/vnd.oasis") {
      return .office
    }
    return nil
  }

  /// For bodies without a usable type: markup if the first sign is `<`, text if there is no zero byte.
  private static func sniffed(_ start: [UInt8]) -> ContentKind {
    // In UTF-16 a null stands beside each letter of ASCII.
    let isWide = [[0xFE, 0xFF], [0xFF, 0xFE]].contains { start.starts(with: $0) }
    let bytes = isWide ? start.dropFirst(2).filter { $0 != 0 } : start
    let text = bytes.drop { [0x09, 0x0A, 0x0D, 0x20, 0xEF, 0xBB, 0xBF].contains($0) }
    if text.starts(with: Array("<?xml".utf8)) { return .xml }
    if text.first == UInt8(ascii: "<") { return .html }
    return bytes.contains(0) ? .other : .plainText
  }

  private static let byEssence: [String: ContentKind] = [
    "text/html": .html, "application/xhtml+xml": .html, "text/xml": .xml, "application/xml": .xml,
    "application/rss+xml": .xml, "application/atom+xml": .xml, "text/plain": .plainText,
    "text/markdown": .plainText, "application/json": .json, "application/pdf": .pdf,
    "application/x-pdf": .pdf, "application/zip": .archive, "application/gzip": .gzip,
    "application/x-gzip": .gzip, "application/msword": .office, "application/vnd.ms-excel": .office,
    "application/vnd.ms-powerpoint": .office,
  ]

  private init(_ signature: FileSignature) {
    switch signature {
    case .pdf: self = .pdf
    case .jpeg, .png, .gif, .webp: self = .image
    case .zip: self = .archive
    case .gzip: self = .gzip
    case .office, .rtf: self = .office
    case .mp3, .ogg: self = .audio
    case .webm, .mp4: self = .video
    case .program: self = .other
    }
  }
}

/// A media type as in `Content-Type` (RFC 9110, section 8.3.1).
package struct MediaType: Sendable, Hashable {
  /// Type and subtype in small letters: `text/html`.
  package let essence: String
  /// The `charset` parameter without quotes, as the server wrote it; nil if absent.
  package let charset: String?

  /// Reads a header value; nil where there is no `type/subtype`.
  package init?(_ text: String) {
    let parts = text.split(separator: ";", omittingEmptySubsequences: false).map(Self.trimmed)
    guard let first = parts.first, first.split(separator: "/").count == 2, !first.contains(" ") else {
      return nil
    }
    essence = first.lowercased()
    charset = parts.dropFirst().lazy.compactMap { Self.value(of: "charset", in: $0) }.first
  }

  private static func value(of name: String, in parameter: Substring) -> String? {
    guard let equals = parameter.firstIndex(of: "="), trimmed(parameter[..<equals]).lowercased() == name
    else { return nil }
    let value = trimmed(parameter[parameter.index(after: equals)...]).filter { $0 != "\"" && $0 != "'" }
    return value.isEmpty ? nil : value
  }

  /// Without blanks around it. Each answer's type is read: by bytes, that costs nothing.
  private static func trimmed(_ text: Substring) -> Substring {
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    guard let start = text.utf8.firstIndex(where: { !isBlank($0) }),
      let last = text.utf8.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return text[start...last]
  }
}
