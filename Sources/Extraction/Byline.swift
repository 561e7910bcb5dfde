import EmbeddedData
import Foundation
import Markup

/// Who wrote the article.
package struct Byline {
  /// The authors' names, in the order of the page.
  private(set) var names: [String] = []
  /// Where they were found.
  private(set) var rule = ""
  /// The wire agency or other source among them; nil where none is named.
  private(set) var agency: String?

  /// More names than this are a list of something else.
  private static let namesMax = 20
  /// Longer texts are no byline.
  private static let bytesMax = 300
  /// Names marked further from each other than this many nodes belong to different things.
  private static let nodesApartMax = 120

  /// JSON-LD's authors, else `<meta>`, else `rel=author`, else an element whose class says so. The outlet's own name
  /// counts only where nobody else is named.
  init(_ metadata: PageMetadata, tree: HTMLTree, site: String?, domain: String?) {
    let outlet = [site, domain, domain?.split(separator: ".").first.map(String.init)].compactMap {
      $0.map(Headline.plain)
    }
    var outletNames: (names: [String], rule: String)?
    let sources: [(rule: String, names: () -> [String])] = [
      ("JSON-LD author", { Self.linkedDataNames(metadata) }),
      ("meta author", { Self.metadataNames(metadata) }),
      ("rel=author", { Self.markedNames(in: tree) }), ("byline element", { Self.bylineNames(in: tree) }),
    ]
    for source in sources {
      let found = Self.unique(source.names())
      let people = found.filter { !outlet.contains(Headline.plain($0)) }
      if !people.isEmpty {
        names = Array(Self.withoutDescriptions(people).prefix(Self.namesMax))
        rule = source.rule
        break
      }
      if !found.isEmpty, outletNames == nil { outletNames = (found, source.rule) }
    }
    if names.isEmpty, let outletNames { (names, rule) = (outletNames.names, outletNames.rule) }
    agency = names.lazy.compactMap(Agencies.shared.name(of:)).first
  }

  private static func linkedDataNames(_ metadata: PageMetadata) -> [String] {
    guard let author = metadata.article?["author"] ?? metadata.article?["creator"] else { return [] }
    return author.elements.flatMap { element -> [String] in
      if let name = element.string { return names(in: name) }
      if let names = element["name"] { return names.elements.compactMap(\.string).flatMap(names(in:)) }
      guard let id = element["@id"]?.string else { return [] }
      let named = metadata.linkedData.first { $0["@id"]?.string == id && $0["name"] != nil }
      return (named?["name"]?.string).map(names(in:)) ?? []
    }
  }

  private static let metaNames = [
    "author", "article:author", "og:article:author", "dc.creator", "dcterms.creator", "byl",
    "sailthru.author",
    "parsely-author", "cxenseparse:author", "articleauthor", "citation_author", "og:author",
  ]

  private static func metadataNames(_ metadata: PageMetadata) -> [String] {
    for name in metaNames {
      let values = (metadata.meta[name] ?? []).filter {
        !$0.isEmpty && !$0.contains("://") && !$0.hasPrefix("@")
      }
      let found = values.flatMap(Self.names(in:))
      if !found.isEmpty { return found }
    }
    return labelledNames(metadata)
  }

  /// The value that `twitter:label1` or `2` calls the author, as many content systems write it.
  private static func labelledNames(_ metadata: PageMetadata) -> [String] {
    for number in ["1", "2"] {
      guard let label = metadata.meta("twitter:label" + number), Agencies.shared.isAuthorLabel(label),
        let value = metadata.meta("twitter:data" + number)
      else { continue }
      return names(in: value)
    }
    return []
  }

  private static func markedNames(in tree: HTMLTree) -> [String] {
    var names: [String] = []
    var last: Int?
    for index in tree.nodes.indices where tree.nodes[index].tag != .text && tree.nodes[index].tag != .link {
      let isMarked =
        tree.string(.rel, of: index)?.split(separator: " ").contains("author") == true
        || tree.string(.itemprop, of: index) == "author"
      guard isMarked, last.map({ index - $0 <= nodesApartMax }) ?? true else { continue }
      names += Self.names(in: tree.text(of: index)).filter(isName)
      last = names.isEmpty ? nil : index
    }
    return names
  }

  /// The names in the first short element whose class says byline or author.
  private static func bylineNames(in tree: HTMLTree) -> [String] {
    for index in tree.nodes.indices where tree.nodes[index].tag != .text {
      guard let value = tree.value(.class, of: index) ?? tree.value(.dataTestid, of: index),
        CueWords.shared.cues(of: tree.pool[value]).contains(.byline), Int(tree.nodes[index].end) - index < 40
      else { continue }
      let found = names(in: tree.text(of: index)).filter(isName)
      if !found.isEmpty { return found }
    }
    return []
  }

  /// True for what looks like a person's name: two to five words, each with a capital where its script has them.
  private static func isName(_ text: String) -> Bool {
    let words = text.split(separator: " ")
    guard (2...5).contains(words.count), !text.contains(where: { $0.isNumber || "@/:?!".contains($0) }) else {
      return false
    }
    return words.count { $0.first?.isUppercase == true } >= 2
      || words.allSatisfy { $0.first?.isCased == false }
  }

  /// Among names, without what describes one of them.
  private static func withoutDescriptions(_ names: [String]) -> [String] {
    let short = names.filter {
      $0.split(separator: " ").count <= 5 && !$0.contains(".") || Agencies.shared.name(of: $0) != nil
        || names.count == 1 || $0.contains(". ")
    }
    return short.isEmpty ? names : short
  }

  private static let openings = [
    "By ", "by ", "BY ", "Von ", "von ", "VON ", "Par ", "Por ", "Af ", "Av ", "Di ", "Text: ",
  ]
  private static let separators = [
    " and ", " und ", " et ", " & ", ";", "|", " y ", " og ", " och ", " · ", " • ",
  ]

  /// The names of a byline: "By", short forms in brackets and separators removed.
  package static func names(in text: String) -> [String] {
    guard text.utf8.count < bytesMax, !text.contains("://") else { return [] }
    var text = text.unescapedMarkup
    for word in openings where text.hasPrefix(word) { text = String(text.dropFirst(word.count)) }
    text = text.replacingOccurrences(of: " ?\\([^()]*\\)", with: "", options: .regularExpression)
    for separator in separators { text = text.replacingOccurrences(of: separator, with: ",") }
    return text.split(separator: ",").map { name in
      let name = String(name).trimmed
      return name.hasSuffix(" 기자") ? String(name.dropLast(3)) : name
    }.filter { !$0.isEmpty }
  }

  private static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0.lowercased()).inserted }
  }
}

/// Wire agencies and their names, from `agencies.tsv`.
struct Agencies {
  static let shared = Agencies()
  private var names: [String: String] = [:]
  private var sourceWords: Set<String> = []
  private var authorWords: Set<String> = []

  private init() {
    for row in DataFile.agencies.rows {
      guard let name = row.first.map(String.init) else { continue }
      if name == "source:" { sourceWords = Set(row.dropFirst().map(String.init)) }
      if name == "author:" { authorWords = Set(row.dropFirst().map(String.init)) }
      guard !name.hasSuffix(":") else { continue }
      for spelling in row { names[Headline.plain(String(spelling))] = name }
    }
  }

  /// The agency's usual name where the text is one of its spellings; nil for anything else.
  func name(of text: String) -> String? { names[Headline.plain(text)] }

  /// True for a label of what follows as the author, such as `Written by`.
  func isAuthorLabel(_ label: String) -> Bool {
    authorWords.contains(label.lowercased().filter { $0 != ":" }.trimmed)
  }

  /// The agency that a credit names, such as `Source: AFP` or `© dpa`; nil for any other text.
  func inCredit(_ text: String) -> String? {
    let parts =
      text.hasPrefix("©")
      ? ["©", String(text.dropFirst())] : text.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2, sourceWords.contains(parts[0].lowercased().trimmed) else { return nil }
    return name(of: parts[1])
  }

  /// The agency in a dateline, such as `KATHMANDU, April 25 (Reuters) -` at the start of a text.
  func inDateline(of text: String) -> String? {
    let opening = text.prefix(100)
    guard let open = opening.firstIndex(of: "("), let close = opening[open...].firstIndex(of: ")") else {
      return nil
    }
    return name(of: String(opening[opening.index(after: open)..<close]))
  }
}
