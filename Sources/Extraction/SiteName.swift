/// The names of the outlet, and a title without them.
struct SiteName {
  /// Letters and digits alone, in lower case.
  private let names: [String]

  /// Makes the names: the site's as it calls itself, with and without an article before it, its domain and the name in it.
  ///
  /// - Parameters:
  ///   - site: the name that the page gives; nil where it gives none.
  ///   - domain: the registrable domain.
  ///   - title: the page's title: what stands behind a bar after a heading's words is the outlet.
  ///   - headings: the page's headings.
  init(site: String?, domain: String?, title: String?, headings: [String]) {
    let site = site ?? title.flatMap { Self.tail(of: $0, behind: headings) }
    let label = domain?.split(separator: ".").first.map(String.init)
    let withoutArticle = site.flatMap { name in
      Self.articles.first { name.lowercased().hasPrefix($0) }.map { String(name.dropFirst($0.count)) }
    }
    names = [site, withoutArticle, domain, label].compactMap { $0.map(Headline.plain) }.filter { !$0.isEmpty }
  }

  /// What stands behind the last separator of a title whose rest is one of the headings.
  private static func tail(of title: String, behind headings: [String]) -> String? {
    guard let last = separatorIndices(of: title).last else { return nil }
    let rest = Headline.plain(String(title[..<last]))
    guard !rest.isEmpty, headings.contains(where: { Headline.plain($0) == rest }) else { return nil }
    return withoutMarks(title[last...])
  }

  private static let articles = ["the ", "der ", "die ", "das ", "le ", "la ", "el ", "il "]

  /// True for a text that is one of the names.
  func isName(_ text: String) -> Bool { names.contains(Headline.plain(text)) }

  /// A title without the site's name at its end or beginning, and without the section that stands before that.
  func removed(from title: String, section: String?) -> String {
    var title = withoutSigns(title, section: section)
    for _ in 0..<2 {
      let marks = Self.separatorIndices(of: title)
      if let last = marks.last, isSite(String(title[last...])) {
        let isPipe = Self.pipes.contains(title.unicodeScalars[last])
        title = Self.withoutSection(String(title[..<last]).trimmed, section: section, isPiped: isPipe)
      } else if let first = marks.first, isName(String(title[..<first])) {
        title = Self.withoutMarks(title[first...])
      } else if let colon = title.firstIndex(of: ":"), isName(String(title[..<colon])) {
        title = Self.withoutMarks(title[colon...])
      } else {
        break
      }
    }
    return title
  }

  /// A title without the name of its author, or of an outlet that nothing else names, behind its last bar.
  private func withoutSigns(_ title: String, section: String?) -> String {
    guard let last = Self.separatorIndices(of: title).last, Self.pipes.contains(title.unicodeScalars[last])
    else { return title }
    let tail = title[last...].split { !$0.isLetter && !$0.isNumber }
    let rest = String(title[..<last]).trimmed
    if tail.count <= 4, tail.first?.lowercased() == "by" { return rest }
    // A wide bar stands before nothing else.
    let isWide = Self.wideSeparators.contains(title.unicodeScalars[last])
    return isWide && tail.count <= 2 ? Self.withoutSection(rest, section: section, isPiped: true) : title
  }

  private static func withoutMarks(_ rest: Substring) -> String {
    String(rest.drop { !$0.isLetter && !$0.isNumber && !"\"'“„«»‘¿¡".contains($0) })
  }

  private static let sectionWordsMax = 3
  private static let sectionCharactersMax = 5

  /// `Border shut | World News` was written `Border shut | World News | Harbour Post`: what stands between two bars is a
  /// section, as is what the page itself calls one.
  private static func withoutSection(_ title: String, section: String?, isPiped: Bool) -> String {
    // Korean papers write `headline-sectionㅣsite`.
    if isPiped, let hyphen = title.lastIndex(of: "-"),
      (1...sectionCharactersMax).contains(title[hyphen...].count - 1),
      title[hyphen...].dropFirst().unicodeScalars.allSatisfy({ (0xAC00...0xD7A3).contains($0.value) })
    {
      return String(title[..<hyphen]).trimmed
    }
    if let section, title.hasSuffix(section) {
      let rest = title.dropLast(section.count)
      if rest.last.map({ "-–—|·/".contains($0) }) == true { return String(rest.dropLast()).trimmed }
    }
    guard let last = separatorIndices(of: title).last else { return title }
    let tail = String(title[last...])
    let isNamed = section.map { Headline.plain($0) == Headline.plain(tail) } ?? false
    let isBetweenBars = isPiped && pipes.contains(title.unicodeScalars[last])
    let words = tail.split { !$0.isLetter && !$0.isNumber }.count
    guard isNamed || isBetweenBars && (1...sectionWordsMax).contains(words) else { return title }
    return String(title[..<last]).trimmed
  }

  /// Marks between a headline and the site's name; all but the wide ones stand after a space.
  private static let separators: Set<Unicode.Scalar> = [
    "|", "-", "–", "—", "·", "»", "•", "/", "⋆", "*", "<", "：", "｜", "ㅣ",
  ]
  private static let wideSeparators: Set<Unicode.Scalar> = ["：", "｜", "ㅣ"]
  private static let pipes: Set<Unicode.Scalar> = ["|", "｜", "ㅣ"]

  private static func separatorIndices(of title: String) -> [String.Index] {
    let scalars = title.unicodeScalars
    var previous: Unicode.Scalar = "x"
    var found: [String.Index] = []
    for index in scalars.indices {
      let scalar = scalars[index]
      if separators.contains(scalar), previous == " " || wideSeparators.contains(scalar) {
        found.append(index)
      }
      previous = scalar
    }
    return found
  }

  /// What outlets add to their names: `BBC News` of `bbc.co.uk`.
  private static let additions: Set<String> = [
    "news", "online", "com", "org", "net", "tv", "magazine", "newspaper", "world", "international", "english",
    "uk", "us",
    "usa", "global", "edition", "live", "app", "www", "radio", "media", "de", "fr", "es", "it", "nl", "pl",
    "ru", "en",
    "nachrichten", "noticias", "actualités", "notizie", "новости", "the", "co", "today", "digital", "web",
    "site", "blog",
  ]

  /// True for the site's name, alone or with what outlets add to theirs. A tail that only begins as the name does is the
  /// headline's own: `… – Kyiv` on Kyiv Post.
  private func isSite(_ tail: String) -> Bool {
    if isName(tail) { return true }
    let words = tail.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    let own = words.filter { !Self.additions.contains($0) }.joined()
    return !own.isEmpty && words.count > 1 && names.contains { $0 == own }
  }
}
