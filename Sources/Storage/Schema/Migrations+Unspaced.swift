internal import GRDB

extension Migrations {
  /// Text of scripts without blanks between words, as `UnspacedText` writes it: of such articles only. `article_search` holds
  /// all of them too, where a whole run is one word.
  @Sendable static func unspaced(_ database: GRDB.Database) throws {
    try database.execute(
      sql: """
        CREATE VIRTUAL TABLE article_pieces USING fts5 (
          title, text, tokenize='porter unicode61 remove_diacritics 2 categories ''L* N* Co Mn Mc'''
        );
        CREATE TRIGGER article_pieces_delete AFTER DELETE ON article BEGIN
          DELETE FROM article_pieces WHERE rowid = old.id;
        END;
        """
    )
    let rows = try Row.fetchCursor(database, sql: "SELECT id, title, text FROM article")
    var pieces: [(id: Int64, title: String?, text: String)] = []
    while let row = try rows.next() {
      let (title, text): (String?, String) = (row["title"], row["text"])
      if UnspacedText.holds(title ?? "") || UnspacedText.holds(text) {
        pieces.append((row["id"], title, text))
      }
      if pieces.count == batch { try write(&pieces, database) }
    }
    try write(&pieces, database)
  }

  private static let batch = 1_000

  private static func write(
    _ pieces: inout [(id: Int64, title: String?, text: String)],
    _ database: GRDB.Database
  ) throws {
    for article in pieces {
      try ArticleWords(article.title, article.text).write(article.id, .sqlite(database))
    }
    pieces = []
  }
}
