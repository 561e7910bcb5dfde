internal import GRDB

/// An article's title and text as the index of parts holds them.
struct ArticlePieces {
  private let title: String
  private let text: String
  private let isEmpty: Bool

  init(_ title: String?, _ text: String) {
    isEmpty = !UnspacedText.holds(title ?? "") && !UnspacedText.holds(text)
    self.title = title ?? ""
    self.text = text
  }

  /// Writes them, or takes away what was there where there are none.
  func write(_ id: Int64, _ database: Database) throws {
    try database.cachedStatement(sql: "DELETE FROM article_pieces WHERE rowid = ?").execute(arguments: [id])
    guard !isEmpty else { return }
    try database.cachedStatement(sql: "INSERT INTO article_pieces (rowid, title, text) VALUES (?, ?, ?)")
      .execute(arguments: [id, UnspacedText.pieces(title), UnspacedText.pieces(text)])
  }
}
