extension Migrations {
  /// Stories, their members and what they are found by; corrections; the day that each event is counted on.
  ///
  /// New articles are compared with the members of a story that come first and last in `kept_order`, which is the article's
  /// number unless a merge moved it up. A story's `told` is the number of its latest article. `story_key` holds at most some dozen stories for a key and only
  /// those told lately, so that looking an article up costs the same whatever is stored. Articles that were stored before
  /// stories were wait in `story_backlog`.
  static let stories = """
    CREATE TABLE story (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      state TEXT NOT NULL,
      first_article_id INTEGER NOT NULL,
      told INTEGER NOT NULL,
      started_at INTEGER NOT NULL,
      last_at INTEGER NOT NULL,
      developed_at INTEGER NOT NULL,
      article_count INTEGER NOT NULL,
      severity REAL NOT NULL,
      merged_into INTEGER REFERENCES story (id)
    );
    CREATE INDEX story_by_time ON story (last_at) WHERE merged_into IS NULL;
    CREATE INDEX story_by_development ON story (developed_at) WHERE merged_into IS NULL;

    CREATE TABLE story_member (
      article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
      story_id INTEGER NOT NULL REFERENCES story (id),
      tie TEXT NOT NULL,
      nearest_id INTEGER,
      news TEXT NOT NULL,
      grounds TEXT NOT NULL,
      agency TEXT,
      joined_at INTEGER NOT NULL,
      kept_order INTEGER NOT NULL
    );
    CREATE INDEX story_member_by_story ON story_member (story_id, kept_order);

    CREATE TABLE story_profile (
      article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
      profile BLOB NOT NULL
    );

    CREATE TABLE story_key (
      key INTEGER NOT NULL,
      story_id INTEGER NOT NULL,
      told INTEGER NOT NULL,
      PRIMARY KEY (key, story_id)
    ) WITHOUT ROWID;
    CREATE INDEX story_key_by_age ON story_key (told);

    CREATE TABLE story_correction (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL,
      story_id INTEGER NOT NULL REFERENCES story (id),
      other_id INTEGER NOT NULL REFERENCES story (id),
      articles TEXT NOT NULL,
      made_at INTEGER NOT NULL
    );

    CREATE TABLE story_backlog (article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE);
    INSERT INTO story_backlog SELECT id FROM article WHERE kind = 'article';

    CREATE TABLE digest_mark (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      until INTEGER NOT NULL
    );

    ALTER TABLE event ADD COLUMN counted_day TEXT;
    UPDATE event SET counted_day = \(countedDay(.sqlite));
    CREATE INDEX event_by_counted_dyad ON event (actor, target, counted_day) WHERE status = 'realised';
    CREATE INDEX event_by_counted_target ON event (target, counted_day) WHERE status = 'realised';
    CREATE INDEX event_by_counted_actor ON event (actor, counted_day) WHERE status = 'realised';
    """

  /// In how many stories of the days around words stand. Words share places, so that the table never grows beyond some
  /// hundred thousand rows; `told` is the number of the article at which `stories` was written, from which it fades. `headline_id` is the
  /// member whose headline stands for the story; the first one's where it is NULL. `opener_id` is the article that opened the event which
  /// a member tells: a story that an analyst merged has several.
  static let storyCounts = """
    CREATE TABLE story_count (
      place INTEGER PRIMARY KEY,
      stories REAL NOT NULL,
      told INTEGER NOT NULL
    );
    ALTER TABLE story ADD COLUMN headline_id INTEGER;
    ALTER TABLE story_member ADD COLUMN opener_id INTEGER NOT NULL DEFAULT 0;
    UPDATE story_member SET opener_id = (SELECT first_article_id FROM story WHERE story.id = story_id);
    """

  /// Who corrected a story, and what moved the program where it did. `parted_from` is the story that an article was told as, where a
  /// second look took it out.
  static let storyMakers = """
    ALTER TABLE story_correction ADD COLUMN maker TEXT NOT NULL DEFAULT 'analyst';
    ALTER TABLE story_correction ADD COLUMN grounds TEXT NOT NULL DEFAULT '[]';
    ALTER TABLE evaluation ADD COLUMN parted_from INTEGER;
    """

  /// The day of an event, else of its report's publication, else of its arrival.
  static func countedDay(_ dialect: SQLDialect) -> String {
    """
    coalesce(first_day, (SELECT coalesce(published, \(dialect.day(ofMilliseconds: "arrived_at"))) FROM article
      WHERE article.id = event.article_id))
    """
  }
}
