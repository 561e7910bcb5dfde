/// An article's title and text as the full-text index holds them.
///
/// In SQLite triggers index the words of every article; of text without blanks between words its parts are kept besides
/// (`article_pieces`). In PostgreSQL one table holds either.
struct ArticleWords {
  private let title: String
  private let text: String
  private let isUnspaced: Bool

  init(_ title: String?, _ text: String) {
    isUnspaced = UnspacedText.holds(title ?? "") || UnspacedText.holds(text)
    self.title = title ?? ""
    self.text = text
  }

  /// Writes them in the place of what was there.
  func write(_ id: Int64, _ database: Database) throws {
    switch database.dialect {
    case .sqlite: try writePieces(id, database)
    case .postgres: try writeVector(id, database)
    }
  }

  private func writePieces(_ id: Int64, _ database: Database) throws {
    try database.cachedStatement(sql: "DELETE FROM article_pieces WHERE rowid = ?").execute(arguments: [id])
    guard isUnspaced else { return }
    try database.cachedStatement(sql: "INSERT INTO article_pieces (rowid, title, text) VALUES (?, ?, ?)")
      .execute(arguments: [id, UnspacedText.pieces(title), UnspacedText.pieces(text)])
  }

  private func writeVector(_ id: Int64, _ database: Database) throws {
    var index = WordIndex()
    let vector =
      isUnspaced
      ? index.vector(title: UnspacedText.pieces(title), text: UnspacedText.pieces(text))
      : index.vector(title: title, text: text)
    try database.execute(
      sql: """
        INSERT INTO article_words (article_id, words) VALUES (?, CAST(CAST(? AS TEXT) AS TSVECTOR))
        ON CONFLICT (article_id) DO UPDATE SET words = excluded.words
        """,
      arguments: [id, vector]
    )
  }
}
