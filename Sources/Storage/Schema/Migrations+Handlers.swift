extension Migrations {
  /// Who has seen an alert, and who ended it; nobody where its rule or time did.
  static let alertHandlers = """
    ALTER TABLE firing ADD COLUMN acknowledged_by TEXT;
    ALTER TABLE firing ADD COLUMN resolved_by TEXT;
    """
}
