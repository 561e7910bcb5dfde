import Foundation
import Markup

extension String {
  /// Plain text of a value that may have been escaped twice: entities replaced, tags removed with scripts and styles, single
  /// spaces, without what only helps setting type.
  var unescapedMarkup: String {
    var text = self
    for _ in 0..<2 where text.utf8.contains(UInt8(ascii: "&")) { text = text.withEntitiesReplaced }
    if text.utf8.contains(UInt8(ascii: "<")) { text = text.withoutTags }
    if text.holdsSetting { text = text.typedPlainly }
    return text.isSingleSpaced ? text : text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// True for a text of ASCII, Latin and punctuation whose only white space is single spaces within.
  private var isSingleSpaced: Bool {
    var last: UInt8 = 0x20
    for byte in utf8 {
      // Wide spaces begin with these bytes.
      if byte < 0x20 || byte == 0x20 && last == 0x20 || byte == 0xE1 || byte == 0xE3 { return false }
      if last == 0xC2, byte == 0x85 || byte == 0xA0 { return false }
      if last == 0x80, byte <= 0x8A && byte >= 0x80 || (0xA8...0xAF).contains(byte) { return false }
      if last == 0x81, byte == 0x9F { return false }
      last = byte
    }
    return last != 0x20
  }

  private var withoutTags: String {
    replacingOccurrences(
      of: "(?is)<(script|style)\\b[^>]*>.*?(</\\1\\s*>|$)",
      with: "",
      options: .regularExpression
    )
    .replacingOccurrences(of: "(?i)<(br|p|/p|div|/div|li)\\b[^<>]*>", with: " ", options: .regularExpression)
    .replacingOccurrences(of: Self.formattingTag, with: "", options: [.regularExpression, .caseInsensitive])
  }

  /// What sets type in a line: a tag that ends or has attributes, a comment, or one of the names that stand in headlines. A bare name of
  /// another element, as in "The <dialog> element", is a word of the line.
  private static let formattingTag =
    "<(!|/[a-z]|[a-z][a-z0-9]*\\s*/>|[a-z][a-z0-9-]*\\s[^<>]*=|(a|abbr|b|bdi|bdo|big|cite|code|del|em|font|i|img|ins|kbd|mark|nobr"
    + "|q|s|small|span|strike|strong|sub|sup|tt|u|wbr|center|h[1-6]|ul|ol|title)\\b)[^<>]*>"

  private var withEntitiesReplaced: String {
    let escaped = replacingOccurrences(of: "<", with: "&lt;").utf8.filter { $0 != 0 }
    let tree = HTMLTree(page: Array("<p>".utf8) + escaped)
    let text = tree.nodes.indices.filter { tree.nodes[$0].tag == .text }.map {
      tree.string(tree.textRange(of: $0))
    }
    return text.joined()
  }

  /// Whether what only helps setting type may stand in it: by the first bytes of soft hyphens, control codes, zero-width
  /// characters, ligatures and byte order marks.
  private var holdsSetting: Bool {
    var (last, before): (UInt8, UInt8) = (0, 0)
    for byte in utf8 {
      if last == 0xC2, byte < 0xA0 || byte == 0xAD { return true }
      if before == 0xE2, last == 0x80, (0x8B...0x8D).contains(byte) { return true }
      if last == 0xE2, byte == 0x81 { return true }
      if last == 0xEF, byte == 0xAC || byte == 0xBB { return true }
      (before, last) = (last, byte)
    }
    return false
  }

  /// As the tree writes text: without soft hyphens, zero-width characters and ligatures.
  private var typedPlainly: String {
    let tree = HTMLTree(
      page: Array("<p>".utf8)
        + replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;").utf8.filter
      { $0 != 0 }
    )
    return tree.nodes.indices.filter { tree.nodes[$0].tag == .text }.map {
      tree.string(tree.textRange(of: $0))
    }.joined()
  }
}
