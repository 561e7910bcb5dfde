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
  static let bytesMax = 300
  /// Names marked further from each other than this many nodes belong to different things.
  private static let nodesApartMax = 120

  /// JSON-LD's authors, else `<meta>`, else `rel=author`, else an element whose class says so, else a line at the headline that
  /// does in words. The outlet's own name and a
  /// desk count only where nobody else is named; what programs write for nobody counts nowhere.
  init(_ metadata: PageMetadata, outline: PageOutline, tree: HTMLTree, site: SiteName) {
    var others: (names: [String], rule: String)?
    var all: [String] = []
    let sources: [(rule: String, names: () -> [String])] = [
      ("JSON-LD author", { Self.linkedDataNames(metadata) }),
      ("meta author", { Self.metadataNames(metadata) }),
      ("rel=author", { Self.markedNames(in: tree, outline: outline) }),
      ("byline element", { Self.bylineNames(in: tree, outline: outline) }),
      ("line at the headline", { Self.lineNames(in: tree, outline: outline) }),
    ]
    for source in sources {
      let found = Self.unique(source.names()).filter { !Agencies.shared.isNobody($0) }
      all += found
      let people = found.filter { !site.isName($0) && !Agencies.shared.isDesk($0) }
      if !people.isEmpty {
        names = Array(Self.withoutDescriptions(people).prefix(Self.namesMax))
        rule = source.rule
        break
      }
      if !found.isEmpty, others == nil { others = (found, source.rule) }
    }
    if names.isEmpty, let others { (names, rule) = (others.names, others.rule) }
    agency = all.lazy.compactMap(Agencies.shared.name(of:)).first
  }

  private static func linkedDataNames(_ metadata: PageMetadata) -> [String] {
    guard let author = metadata.article?["author"] ?? metadata.article?["creator"] else { return [] }
    return author.elements.flatMap { element -> [String] in
      if let name = element.string { return names(in: name) }
      if let named = element["name"] { return named.elements.compactMap(Self.name).flatMap(names(in:)) }
      // A role holds who plays it under the same property (schema.org, Role); others write a name in two parts.
      let role = element["author"]?.elements ?? []
      if !role.isEmpty { return role.compactMap { $0.string ?? Self.name($0) }.flatMap(names(in:)) }
      let parts = ["givenName", "familyName"].compactMap { element[$0]?.string }
      if !parts.isEmpty { return names(in: parts.joined(separator: " ")) }
      guard let id = element["@id"]?.string else { return [] }
      let named = metadata.linkedData.first { $0["@id"]?.string == id && $0["name"] != nil }
      return (named?["name"]).flatMap(Self.name).map(names(in:)) ?? []
    }
  }

  /// A name, or the name within an object that stands for one.
  private static func name(_ value: LenientJSON) -> String? {
    value.string ?? value["name"].flatMap { $0.string ?? $0["name"]?.string }
  }

  private static let metaNames = [
    "author", "article:author", "og:article:author", "dc.creator", "dcterms.creator", "byl",
    "sailthru.author",
    "parsely-author", "cxenseparse:author", "articleauthor", "citation_author", "og:author",
  ]

  private static func metadataNames(_ metadata: PageMetadata) -> [String] {
    var others: [String] = []
    for name in metaNames {
      let values = (metadata.meta[name] ?? []).filter {
        !$0.isEmpty && !$0.contains("://") && !$0.hasPrefix("@")
      }
      let found = values.flatMap(Self.names(in:))
      if found.contains(where: { !Agencies.shared.isNobody($0) && !Agencies.shared.isDesk($0) }) {
        return found
      }
      others += found
    }
    let labelled = labelledNames(metadata)
    return labelled.isEmpty ? others : labelled
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

  private static func markedNames(in tree: HTMLTree, outline: PageOutline) -> [String] {
    var names: [String] = []
    var last: Int?
    for index in tree.nodes.indices where tree.nodes[index].tag != .text && tree.nodes[index].tag != .link {
      let isMarked =
        tree.string(.rel, of: index)?.split(separator: " ").contains("author") == true
        || tree.string(.itemprop, of: index) == "author"
      guard isMarked, last.map({ index - $0 <= nodesApartMax }) ?? true, !outline.standsApart(index) else {
        continue
      }
      names += Self.names(in: tree.textWithoutSmallPrint(of: index)).filter(isName)
      last = names.isEmpty ? nil : index
    }
    return names
  }

  /// The names in the first short element whose class says byline or author.
  private static func bylineNames(in tree: HTMLTree, outline: PageOutline) -> [String] {
    for index in tree.nodes.indices where tree.nodes[index].tag != .text {
      guard let value = tree.value(.class, of: index) ?? tree.value(.dataTestid, of: index),
        CueWords.shared.cues(of: tree.pool[value]).contains(.byline), Int(tree.nodes[index].end) - index < 40,
        !outline.standsApart(index)
      else { continue }
      let found = names(in: tree.textWithoutSmallPrint(of: index)).filter(isName)
      if !found.isEmpty { return found }
    }
    return []
  }

  /// A line that says who wrote stands within so many nodes of the headline.
  private static let lineNodesMax = 40
  private static let lineBytesMax = 100
  private static let lineOpenings = [
    "By ", "BY ", "Von ", "Par ", "Por ", "Автор", "Text: ", "Written by ", "Reporting by ", "Story by ",
    "Words by ",
    "Escrito por ", "Scritto da ", "Skrevet av ", "Skrevet af ", "Skriven av ", "Geschreven door ", "Γράφει",
    "Γράφουν",
    "بقلم", "إعداد", "כתב", "文・", "文＝", "文/", "文／", "記者", "记者", "本报记者", "撰文", "执笔", "執筆", "作者",
  ]

  /// The names in the first short line at the headline that says in words who wrote.
  private static func lineNames(in tree: HTMLTree, outline: PageOutline) -> [String] {
    guard let headline = outline.headline else { return [] }
    let end = Int(tree.nodes[headline].end)
    for index in max(0, headline - lineNodesMax / 2)..<min(tree.nodes.count, end + lineNodesMax)
    where [.p, .div, .span, .address].contains(tree.nodes[index].tag)
      && Int(tree.nodes[index].end) - index < 12
    {
      let text = tree.textWithoutSmallPrint(of: index)
      guard text.utf8.count <= lineBytesMax, lineOpenings.contains(where: text.hasPrefix),
        !outline.standsApart(index)
      else { continue }
      let found = names(in: text)
      if !found.isEmpty, found.allSatisfy(isName) { return found }
    }
    return []
  }

  /// True for what looks like a person's name: two to six words, two of them with a capital where their script has them; or
  /// two to four characters of a script that writes names without spaces.
  static func isName(_ text: String) -> Bool {
    let words = text.split { $0 == " " || $0 == "·" || $0 == "・" }
    guard !text.contains(where: { $0.isNumber || "@/:?!".contains($0) }) else { return false }
    if words.count == 1 {
      return (2...4).contains(text.count) && text.unicodeScalars.allSatisfy(isNameIdeograph)
    }
    guard (2...6).contains(words.count), !Agencies.shared.isRole(text) else { return false }
    return words.count(where: isCapitalised) >= 2
      || words.allSatisfy { $0.first?.isCased == false && $0.first?.isLetter == true }
  }

  /// "Caldera", and "al-Bashir" too.
  private static func isCapitalised(_ word: Substring) -> Bool {
    word.first?.isUppercase == true
      || word.contains("-") && word.split(separator: "-").contains { $0.first?.isUppercase == true }
  }

  private static func isNameIdeograph(_ scalar: Unicode.Scalar) -> Bool {
    (0x3041...0x30FF).contains(scalar.value) || (0x3400...0x9FFF).contains(scalar.value)
      || (0xAC00...0xD7A3).contains(scalar.value)
  }

  /// Among names, without what describes one of them.
  private static func withoutDescriptions(_ names: [String]) -> [String] {
    guard names.count > 1 else { return names }
    let short = names.filter { name in
      let words = name.split(separator: " ")
      if Agencies.shared.name(of: name) != nil { return true }
      if Agencies.shared.isRole(name) || name.first?.isLowercase == true && words.first?.count ?? 0 > 3 {
        return false
      }
      return words.count <= 5 && !name.contains(".") || name.contains(". ") || isSuffixed(name)
    }
    return short.isEmpty ? names : short
  }

  private static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert(Headline.plain($0)).inserted }
  }
}

extension HTMLTree {
  /// All text below a node but for dates and buttons in it, with single spaces.
  ///
  /// - Complexity: linear in the number of the node's descendants and their text.
  func textWithoutSmallPrint(of index: Int) -> String {
    var (bytes, at) = ([UInt8](), index)
    while at < Int(nodes[index].end) {
      if at > index, isSmallPrint(at) {
        at = Int(nodes[at].end)
        bytes.append(0x20)
        continue
      }
      if nodes[at].tag == .text { bytes.append(contentsOf: pool[textRange(of: at)]) }
      // What stands in boxes of its own is not one word.
      if nodes[at].tag != .text, nodes[at].tag.flow == .block || nodes[at].tag == .br { bytes.append(0x20) }
      at += 1
    }
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func isSmallPrint(_ index: Int) -> Bool {
    let tag = nodes[index].tag
    if [.small, .time, .sup, .button].contains(tag) { return true }
    guard tag != .text, let value = value(.class, of: index) else { return false }
    return !CueWords.shared.cues(of: pool[value]).isDisjoint(with: [.date, .share, .hidden])
  }
}
