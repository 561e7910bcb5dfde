/// Words of an analyst as a full-text index is asked for them.
struct SearchPattern {
  /// A title tells more of an article than a sentence does.
  private static let titleWeight = 4.0

  /// What must stand there.
  private let wanted: [Term]
  private let unwanted: [Term]
  /// True where parts of runs without blanks are looked for.
  private let isUnspaced: Bool

  /// A word, a phrase, or the beginning of either.
  private struct Term {
    var text: String
    var isBeginning: Bool

    /// Nil for what holds nothing to look for.
    init?(_ term: String) {
      isBeginning = term.hasSuffix("*")
      text = isBeginning ? String(term.dropLast()) : term
      guard text.contains(where: { $0.isLetter || $0.isNumber }) else { return nil }
    }
  }

  /// Nil where nothing is looked for.
  init?(_ terms: [String]) {
    wanted = terms.filter { !$0.hasPrefix("-") }.compactMap(Term.init)
    unwanted = terms.filter { $0.hasPrefix("-") }.compactMap { Term(String($0.dropFirst())) }
    isUnspaced = wanted.contains { UnspacedText.holds($0.text) }
    guard !wanted.isEmpty else { return nil }
  }

  /// All words of a line; nil where it holds none.
  init?(allWordsOf line: String) {
    self.init(line.split(whereSeparator: \.isWhitespace).map { $0.drop { $0 == "-" } }.map(String.init))
  }

  /// Where it is looked for, and in which order hits are given.
  struct Plan {
    var tables: String
    /// Holds for hits; `?1` is the pattern's text.
    var match: String
    /// Columns with title and text; FTS5 puts marks around what matches.
    var marked: String
    var order: String
  }

  func plan(_ dialect: SQLDialect) -> Plan {
    let plain = "article.title AS marked_title, article.text AS marked_text"
    switch dialect {
    case .sqlite:
      let table = table
      return Plan(
        tables: "\(table) JOIN article ON article.id = \(table).rowid",
        match: "\(table) MATCH ?",
        marked: isUnspaced
          ? plain
          : """
          highlight(article_search, 0, char(2), char(3)) AS marked_title,
          highlight(article_search, 1, char(2), char(3)) AS marked_text
          """,
        order: "AND rank MATCH 'bm25(\(Self.titleWeight), 1.0)' ORDER BY rank"
      )
    case .postgres:
      let other = 1 / Self.titleWeight
      return Plan(
        tables: "article_words JOIN article ON article.id = article_words.article_id",
        match: "words @@ CAST(CAST(? AS TEXT) AS TSQUERY)",
        marked: plain,
        order: """
          ORDER BY ts_rank('{\(other), \(other), \(other), 1}', words, CAST(CAST(?1 AS TEXT) AS TSQUERY), 1) DESC,
            article.id DESC
          """
      )
    }
  }

  /// Holds for articles that have the words; `?` is the pattern's text.
  func condition(_ dialect: SQLDialect) -> String {
    switch dialect {
    case .sqlite: "id IN (SELECT rowid FROM \(table) WHERE \(table) MATCH ?)"
    case .postgres:
      "id IN (SELECT article_id FROM article_words WHERE words @@ CAST(CAST(? AS TEXT) AS TSQUERY))"
    }
  }

  private var table: String { isUnspaced ? "article_pieces" : "article_search" }

  /// What the index is asked.
  func text(_ dialect: SQLDialect) -> String {
    switch dialect {
    case .sqlite:
      unwanted.map(quoted).reduce(wanted.map(quoted).joined(separator: " AND ")) { "(\($0)) NOT \($1)" }
    case .postgres:
      (words(of: wanted).map(WordIndex.query) + words(of: unwanted).map { "!\(WordIndex.query($0))" })
        .joined(separator: " & ")
    }
  }

  /// A term as FTS5 wants it: in quotes, so that none of it is read as an operator.
  private func quoted(_ term: Term) -> String {
    let escaped = { (text: String) in text.replacing("\"", with: "\"\"") }
    guard isUnspaced, let parts = UnspacedText.words(of: term.text, isBeginning: term.isBeginning) else {
      return "\"\(escaped(term.text))\"\(term.isBeginning ? "*" : "")"
    }
    return "\"\(parts.words.map(escaped).joined(separator: " "))\"\(parts.isOpen ? " *" : "")"
  }

  /// The words of terms as the index of PostgreSQL holds them.
  private func words(of terms: [Term]) -> [[WordIndex.Wanted]] {
    var index = WordIndex()
    return terms.compactMap { term in
      guard isUnspaced, let parts = UnspacedText.words(of: term.text, isBeginning: term.isBeginning) else {
        return index.wanted(term.text, isBeginning: term.isBeginning)
      }
      return index.wanted(parts.words.joined(separator: " "), isBeginning: parts.isOpen)
    }.filter { !$0.isEmpty }
  }

  /// A text as the engine gives it, with what matches marked.
  func mark(_ text: String, _ dialect: SQLDialect) -> MarkedText {
    if isUnspaced { return MarkedText(text, marks: UnspacedText.places(of: wanted.map(\.text), in: text)) }
    switch dialect {
    case .sqlite: return MarkedText(text)
    case .postgres:
      var index = WordIndex()
      return MarkedText(text, marks: index.places(of: words(of: wanted), in: text))
    }
  }
}
