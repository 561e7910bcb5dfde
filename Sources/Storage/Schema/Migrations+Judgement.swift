extension Migrations {
  /// What an article is (`ArticleCharacter`) and why it wakes nobody or somebody (`NewsGrounds`); NULL for articles that were
  /// read before, and where nothing was learned of a language.
  static let judgement = """
    ALTER TABLE article ADD COLUMN character TEXT;
    ALTER TABLE article ADD COLUMN alarm TEXT;
    """
}
