extension Migrations {
  /// Whose change it is that can be taken back: of several at a desk each takes back what is theirs. Of those from before nobody
  /// is known; they are everybody's.
  static let undoOwners = """
    ALTER TABLE undo_step ADD COLUMN who TEXT;
    CREATE INDEX undo_step_who ON undo_step (who, id);
    """
}
