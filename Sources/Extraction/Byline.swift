import Foundation
import Markup

/// Who wrote the article.
enum Byline {
  /// More names than this are a list of something else.
  private static let namesMax = 20

  /// JSON-LD's authors, else `<meta>`, else `rel=author`, else an element whose class says author.
  static func of(_ metadata: PageMetadata, tree: HTMLTree, site: String?) -> (names: [String], rule: String) {
    let sources: [(names: [String], rule: String)] = [
      (linkedDataNames(metadata), "JSON-LD author"),
      (metadataNames(metadata), "meta author"),
      (markedNames(in: tree), "rel=author"),
    ]
    for source in sources where !source.names.isEmpty {
      return (Array(source.names.prefix(namesMax)), source.rule)
    }
    return ([], "")
  }

  private static func linkedDataNames(_ metadata: PageMetadata) -> [String] {
    guard let author = metadata.article?["author"] ?? metadata.article?["creator"] else { return [] }
    let names = author.elements.flatMap { element -> [String] in
      if let name = element.string { return split(name) }
      if let names = element["name"] { return names.elements.compactMap(\.string).flatMap(split) }
      guard let id = element["@id"]?.string else { return [] }
      let named = metadata.linkedData.first { $0["@id"]?.string == id && $0["name"] != nil }
      return (named?["name"]?.string).map(split) ?? []
    }
    return unique(names)
  }

  private static func metadataNames(_ metadata: PageMetadata) -> [String] {
    let names = [
      "author", "article:author", "og:article:author", "dc.creator", "dcterms.creator", "byl",
      "sailthru.author", "parsely-author", "cxenseparse:author",
    ]
    for name in names {
      let values = (metadata.meta[name] ?? []).filter {
        !$0.isEmpty && !$0.contains("://") && !$0.hasPrefix("@")
      }
      let found = unique(values.flatMap(split))
      if !found.isEmpty { return found }
    }
    return []
  }

  private static func markedNames(in tree: HTMLTree) -> [String] {
    var names: [String] = []
    for index in tree.nodes.indices where tree.nodes[index].tag != .text {
      let isMarked =
        tree.string(.rel, of: index)?.split(separator: " ").contains("author") == true
        || tree.string(.itemprop, of: index) == "author"
      guard isMarked else { continue }
      names += split(tree.text(of: index))
    }
    return unique(names)
  }

  /// The names of a byline: "By", titles of nobility of the trade and separators removed.
  private static func split(_ text: String) -> [String] {
    var text = text.unescapedMarkup
    for word in ["By ", "by ", "BY ", "Von ", "von ", "Par ", "Por ", "Af ", "Av "] where text.hasPrefix(word)
    {
      text = String(text.dropFirst(word.count))
    }
    guard text.utf8.count < 300, !text.contains("://") else { return [] }
    for separator in [" and ", " und ", " et ", " & ", ";", "|", " y ", " og ", " och "] {
      text = text.replacingOccurrences(of: separator, with: ",")
    }
    return text.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
  }

  private static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0.lowercased()).inserted }
  }
}
