extension Migrations {
  /// Articles whose events are not coded had the severity 0, as if they were calm. They have none now (`SeverityColumn`), and
  /// neither have the stories and firings that rest on them alone.
  static let notCoded = """
    UPDATE article SET severity = -1
      WHERE verdict LIKE 'events are not coded for this language%' OR verdict LIKE 'no events are coded:%';
    UPDATE story SET severity = -1 WHERE severity = 0 AND EXISTS (SELECT 1 FROM story_member WHERE story_id = story.id)
      AND NOT EXISTS (
        SELECT 1 FROM story_member JOIN article ON article.id = article_id
        WHERE story_id = story.id AND article.severity >= 0
      );
    UPDATE firing SET severity = -1 WHERE severity = 0
      AND EXISTS (SELECT 1 FROM firing_source WHERE firing_id = firing.id)
      AND NOT EXISTS (
        SELECT 1 FROM firing_source JOIN article ON article.id = article_id
        WHERE firing_id = firing.id AND article.severity >= 0
      );
    """
}
