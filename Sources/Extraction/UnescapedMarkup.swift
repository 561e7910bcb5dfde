import Foundation
import Markup

extension String {
  /// Plain text of a value that may have been escaped twice: entities replaced, tags removed with scripts and styles, single
  /// spaces, without what only helps setting type.
  var unescapedMarkup: String {
    var text = self
    for _ in 0..<2 where text.contains("&") { text = text.withEntitiesReplaced }
    if text.contains("<") { text = text.withoutTags }
    if text.utf8.contains(where: { $0 >= 0xC2 }) { text = text.typedPlainly }
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private var withoutTags: String {
    replacingOccurrences(
      of: "(?is)<(script|style)\\b[^>]*>.*?(</\\1\\s*>|$)",
      with: "",
      options: .regularExpression
    )
    .replacingOccurrences(of: "(?i)<(br|p|/p|div|/div|li)\\b[^<>]*>", with: " ", options: .regularExpression)
    .replacingOccurrences(of: "<[a-zA-Z/!][^<>]*>", with: "", options: .regularExpression)
  }

  private var withEntitiesReplaced: String {
    let escaped = replacingOccurrences(of: "<", with: "&lt;").utf8.filter { $0 != 0 }
    let tree = HTMLTree(page: Array("<p>".utf8) + escaped)
    let text = tree.nodes.indices.filter { tree.nodes[$0].tag == .text }.map {
      tree.string(tree.textRange(of: $0))
    }
    return text.joined()
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
