import EmbeddedData

/// Wire agencies and their names, from `agencies.tsv`.
struct Agencies {
  static let shared = Agencies()
  private var names: [String: String] = [:]
  private var sourceWords: Set<String> = []
  private var authorWords: Set<String> = []
  private var nobodyWords: Set<String> = []
  private var deskWords: Set<String> = []
  private var roleWords: Set<String> = []

  private init() {
    for row in DataFile.agencies.rows {
      guard let name = row.first.map(String.init) else { continue }
      if name == "source:" { sourceWords = Set(row.dropFirst().map(String.init)) }
      if name == "author:" { authorWords = Set(row.dropFirst().map(String.init)) }
      if name == "nobody:" { nobodyWords = Set(row.dropFirst().map(String.init)) }
      if name == "desk:" { deskWords = Set(row.dropFirst().map(String.init)) }
      if name == "role:" { roleWords = Set(row.dropFirst().map(String.init)) }
      guard !name.hasSuffix(":") else { continue }
      for spelling in row { names[Headline.plain(String(spelling))] = name }
    }
  }

  /// The agency's usual name where the text is one of its spellings, alone or with its staff; nil for anything else.
  func name(of text: String) -> String? {
    if let name = names[Headline.plain(text)] { return name }
    let words = text.split(separator: " ").map(String.init)
    let own = words.filter { !deskWords.contains($0.lowercased()) }
    return own.count < words.count && !own.isEmpty ? names[Headline.plain(own.joined())] : nil
  }

  /// True for what content systems write where nobody is named, such as `admin`.
  func isNobody(_ text: String) -> Bool { nobodyWords.contains(text.lowercased().trimmed) }

  /// True for a desk or a staff without a name, such as `Staff reporter` or `Redaktion`.
  func isDesk(_ text: String) -> Bool {
    let words = text.lowercased().split { !$0.isLetter }.map(String.init)
    return !words.isEmpty && words.allSatisfy { deskWords.contains($0) || roleWords.contains($0) }
  }

  /// True for what a person does, such as `political editor`.
  func isRole(_ text: String) -> Bool {
    let words = text.lowercased().split { !$0.isLetter }.map(String.init)
    return words.last.map(roleWords.contains) == true || words.first.map(roleWords.contains) == true
  }

  /// The text behind a label of the author, such as `Автор: ` or `Written by `; the text itself without one.
  func withoutAuthorLabel(_ text: String) -> String {
    if let colon = text.firstIndex(where: { $0 == ":" || $0 == "：" || $0 == "/" }),
      isAuthorLabel(String(text[..<colon]))
    {
      return String(text[text.index(after: colon)...]).trimmed
    }
    let words = text.split(separator: " ", maxSplits: 2).map(String.init)
    for count in [2, 1] where words.count > count {
      let label = words[..<count].joined(separator: " ")
      // `By` and its like stand before any name; a particle such as `von` in small letters may be part of one.
      guard isAuthorLabel(label), count == 2 || words[0].first?.isUppercase != false else { continue }
      return words[count...].joined(separator: " ")
    }
    return text
  }

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
