package import Foundation
internal import GRDB
internal import Model

/// What is looked for in the articles that are stored.
package struct SearchQuery: Sendable {
  /// Words that all must stand in title or text; one that holds a blank is a phrase, `expel*` begins words, `-word` must not
  /// stand there.
  package var terms: [String]
  /// Arrived at this time or later.
  package var since: Date?
  /// The outlet's name or domain, case aside.
  package var outlet: String?
  /// With an event by or against this actor, by its canonical name.
  package var actor: String?
  /// How many at most.
  package var limit = 50

  /// A search for words, at most 50 hits.
  package init(terms: [String]) { self.terms = terms }
}

/// A stretch of text, and whether it is what was looked for.
package struct SearchPiece: Sendable, Hashable {
  /// The words.
  package var text: String
  /// Whether they match.
  package var isMatch: Bool
}

/// An article that holds what was looked for.
package struct SearchHit: Sendable {
  /// The article.
  package var article: ArticleLine
  /// Its title, with what matches marked.
  package var title: [SearchPiece]
  /// The sentence of its text that holds most of what was looked for, with that marked; empty where only the title does.
  package var sentence: [SearchPiece]
  /// The sentence's place among the article's, from 1; nil without one.
  package var sentenceNumber: Int?
}

extension Store {
  /// A title tells more of an article than a sentence does.
  private static let titleWeight = 4.0

  /// The articles that hold what is looked for, the most telling first (BM25).
  ///
  /// - Returns: nothing for a search without words.
  /// - Throws: `StorageError`.
  /// - Complexity: linear in the articles that hold the rarest of the words; texts are read of those that are given.
  package func search(_ query: SearchQuery) throws(StorageError) -> [SearchHit] {
    guard let pattern = SearchPattern(query.terms) else { return [] }
    return try read { database in
      let filter = query.filter(pattern)
      let sql = """
        SELECT \(ArticleLine.columns.replacing("title,", with: "article.title,")), \(pattern.index.marked)
        FROM \(pattern.index.table) JOIN article ON article.id = \(pattern.index.table).rowid \(filter.clause)
          AND rank MATCH 'bm25(\(Self.titleWeight), 1.0)'
        ORDER BY rank LIMIT ?
        """
      return try StoredRow.fetchAll(
        database,
        sql: sql,
        arguments: filter.arguments(limit: query.limit)
      ).map { try SearchHit($0, pattern, database) }
    }
  }

  /// How many articles hold what is looked for; at most one more than `Limits.countedRows`.
  package func count(_ query: SearchQuery) throws(StorageError) -> Int {
    guard let pattern = SearchPattern(query.terms) else { return 0 }
    let table = pattern.index.table
    return try read { database in
      try query.filter(pattern).count(of: "\(table) JOIN article ON article.id = \(table).rowid", database)
    }
  }

  /// The outlets of the articles that came last, by name, at most so many.
  package func outlets(limit: Int) throws(StorageError) -> [String] {
    try read { database in
      try String.fetchAll(
        database,
        sql: """
          SELECT DISTINCT site FROM (SELECT site FROM article ORDER BY arrived_at DESC LIMIT \(Self.outletArticlesMax))
          WHERE site IS NOT NULL ORDER BY site LIMIT ?
          """,
        arguments: [limit]
      )
    }
  }

  /// True where an article of an outlet is stored, by its name or domain, case aside.
  package func hasOutlet(_ name: String) throws(StorageError) -> Bool {
    var query = ArticleQuery()
    query.site = name
    query.limit = 1
    return try !articles(query).isEmpty
  }

  /// True for a store in which no article is.
  package func isEmpty() throws(StorageError) -> Bool {
    try read { try Int64.fetchOne($0, sql: "SELECT id FROM article LIMIT 1") == nil }
  }

  /// Outlets are looked for among so many of the newest articles.
  private static let outletArticlesMax = 2_000
}

extension SearchQuery {
  fileprivate func filter(_ pattern: SearchPattern) -> SQLFilter {
    var filter = SQLFilter()
    filter.add("\(pattern.index.table) MATCH ?", pattern.text)
    filter.add("withdrawn_at IS NULL")
    filter.add("arrived_at >= ?", since?.milliseconds)
    filter.add("(site = ?1 COLLATE NOCASE OR domain = ?1 COLLATE NOCASE)", outlet)
    filter.add(
      "EXISTS (SELECT 1 FROM event WHERE article_id = article.id AND (actor = ?1 OR target = ?1))",
      actor
    )
    return filter
  }
}

/// Words of an analyst as FTS5 wants them: each in quotes, so that none is read as an operator.
struct SearchPattern {
  /// What is asked.
  enum Index {
    /// Words, of every article.
    case words
    /// Parts of runs without blanks, of articles that hold such runs.
    case pieces

    var table: String {
      switch self {
      case .words: "article_search"
      case .pieces: "article_pieces"
      }
    }

    /// Columns with title and text; those of words have marks around what matches.
    fileprivate var marked: String {
      switch self {
      case .words:
        """
        highlight(article_search, 0, char(2), char(3)) AS marked_title,
        highlight(article_search, 1, char(2), char(3)) AS marked_text
        """
      case .pieces: "article.title AS marked_title, article.text AS marked_text"
      }
    }
  }

  let index: Index
  let text: String
  /// What must stand there.
  fileprivate let wanted: [String]

  /// Nil where nothing is looked for.
  init?(_ terms: [String]) {
    let unwanted = terms.filter { $0.hasPrefix("-") }.map { String($0.dropFirst()) }
    wanted = terms.filter { !$0.hasPrefix("-") }
    index = wanted.contains(where: UnspacedText.holds) ? .pieces : .words
    let words = wanted.compactMap(index.quoted)
    guard !words.isEmpty else { return nil }
    text = unwanted.compactMap(index.quoted).reduce(words.joined(separator: " AND ")) { "(\($0)) NOT \($1)" }
  }

  /// All words of a line; nil where it holds none.
  init?(allWordsOf line: String) {
    self.init(line.split(whereSeparator: \.isWhitespace).map { $0.drop { $0 == "-" } }.map(String.init))
  }
}

extension SearchPattern.Index {
  fileprivate func quoted(_ term: String) -> String? {
    let isBeginning = term.hasSuffix("*")
    let bare = isBeginning ? String(term.dropLast()) : term
    guard bare.contains(where: { $0.isLetter || $0.isNumber }) else { return nil }
    switch self {
    case .words: return "\"" + bare.replacing("\"", with: "\"\"") + "\"" + (isBeginning ? "*" : "")
    case .pieces: return UnspacedText.phrase(bare, isBeginning: isBeginning)
    }
  }
}

extension SearchHit {
  fileprivate init(_ row: StoredRow, _ pattern: SearchPattern, _ database: Database) throws {
    let article = try ArticleLine(row)
    let mark = { (text: String) in
      switch pattern.index {
      case .words: MarkedText(text)
      case .pieces: MarkedText(text, marks: UnspacedText.places(of: pattern.wanted, in: text))
      }
    }
    let ranges = try StoredRow.fetchAll(
      database,
      sql: "SELECT start, end FROM sentence WHERE article_id = ? ORDER BY position",
      arguments: [article.id.number]
    ).map { try $0.range("start", "end") }
    let marked = mark(try row["marked_text"])
    let best = marked.best(of: ranges)
    self.init(
      article: article,
      title: mark((try row["marked_title"] as String?) ?? "").pieces,
      sentence: best.map { marked.pieces(in: ranges[$0]) } ?? [],
      sentenceNumber: best.map { $0 + 1 }
    )
  }
}

/// Text with marks around what matches; FTS5 puts U+0002 before and U+0003 after it.
struct MarkedText {
  private var bytes: [UInt8] = []
  private var marks: [Range<Int>] = []

  /// Text with places that match, in order and apart.
  init(_ text: String, marks: [Range<Int>]) { (bytes, self.marks) = (Array(text.utf8), marks) }

  init(_ text: String) {
    var start: Int?
    for byte in text.utf8 {
      switch byte {
      case 2: start = bytes.count
      case 3:
        if let begun = start { marks.append(begun..<bytes.count) }
        start = nil
      default: bytes.append(byte)
      }
    }
  }

  /// The range that holds most different words of what matches, of equals the first; nil where none holds any.
  func best(of ranges: [Range<Int>]) -> Int? {
    let scored = ranges.enumerated().map { place, range in
      let words = marks.filter { range.lowerBound <= $0.lowerBound && $0.upperBound <= range.upperBound }
        .map { String(decoding: bytes[$0], as: UTF8.self).lowercased() }
      return (place: place, different: Set(words).count, all: words.count)
    }
    let best = scored.filter { $0.all > 0 }.max {
      ($0.different, $0.all, -$0.place) < ($1.different, $1.all, -$1.place)
    }
    return best?.place
  }

  var pieces: [SearchPiece] { pieces(in: 0..<bytes.count) }

  /// The text of a range, parted where marks begin and end.
  func pieces(in range: Range<Int>) -> [SearchPiece] {
    let range = range.clamped(to: 0..<bytes.count)
    var pieces: [SearchPiece] = []
    var place = range.lowerBound
    func add(_ end: Int, isMatch: Bool) {
      if place < end {
        pieces.append(
          SearchPiece(text: String(decoding: bytes[place..<end], as: UTF8.self), isMatch: isMatch)
        )
      }
      place = max(place, end)
    }
    for mark in marks where mark.overlaps(range) {
      add(mark.lowerBound, isMatch: false)
      add(min(mark.upperBound, range.upperBound), isMatch: true)
    }
    add(range.upperBound, isMatch: false)
    return pieces
  }
}
