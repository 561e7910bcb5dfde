import Foundation
import Model
import Pipeline
import Storage
import TestSupport
import Testing

@Suite("Persons of an older store")
struct PersonBacklogTests {
  @Test("are found in what the grounds of its events quote")
  func found() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("old.sqlite")
    let room = try AlertRoom(path: path)
    try room.arrive(AlertRoom.Report("a.example/1"), at: 0)
    // As the program before wrote it: the words and the rule, and no person.
    let grounds = { (mention: String, rule: String) in
      #"{"lexiconEntry":"","frame":"","status":"","attribution":"reported","actor":{"mention":"\#(mention)","rule":"\#(rule)"}}"#
    }
    for (words, rule, person) in [
      ("Russian President Vladimir Putin", "president of Russia", "Vladimir Putin"),
      ("Abbas", "Athar Abbas: spokesman of Pakistan", "Athar Abbas"), ("Russia", "name of Russia", nil),
    ] as [(String, String, String?)] {
      try RawDatabase.execute(
        "UPDATE event SET grounds = '\(grounds(words, rule))'; DELETE FROM event_person; "
          + "INSERT INTO person_backlog SELECT DISTINCT article_id FROM event",
        at: path
      )
      try PersonBacklog(store: room.store).drain()
      #expect(try room.store.articles.persons(limit: 5).map(\.person.name) == [person].compactMap(\.self))
      #expect(try room.store.articles.personBacklog(limit: 5).isEmpty)
    }
  }
}
