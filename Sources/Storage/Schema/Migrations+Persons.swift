extension Migrations {
  /// Persons whom events name, and the side on which each does. `folded` is the name without case and marks; `events` counts
  /// those that name the person, who goes with the last of them. Articles whose events were stored before persons were wait in `person_backlog`.
  static let persons = """
    CREATE TABLE person (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      folded TEXT NOT NULL,
      events INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX person_by_events ON person (events DESC, id);
    CREATE TABLE event_person (
      event_id INTEGER NOT NULL REFERENCES event (id) ON DELETE CASCADE,
      side TEXT NOT NULL,
      person_id INTEGER NOT NULL REFERENCES person (id),
      PRIMARY KEY (event_id, side)
    ) WITHOUT ROWID;
    CREATE INDEX event_person_by_person ON event_person (person_id, event_id);
    CREATE TRIGGER event_person_come AFTER INSERT ON event_person BEGIN
      UPDATE person SET events = events + 1 WHERE id = new.person_id;
    END;
    CREATE TRIGGER event_person_gone AFTER DELETE ON event_person BEGIN
      UPDATE person SET events = events - 1 WHERE id = old.person_id;
      DELETE FROM person WHERE id = old.person_id AND events = 0;
    END;
    CREATE TABLE person_backlog (article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE);
    INSERT INTO person_backlog SELECT DISTINCT article_id FROM event;
    """
}
