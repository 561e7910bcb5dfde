import Foundation
import Model
import Storage
import StoreSupport
import TestSupport
import Testing

@Suite("The store")
struct StoreTests {
  private let folder: TemporaryFolder
  private let noon = Date(timeIntervalSince1970: 1_634_558_400)

  init() throws { folder = try TemporaryFolder() }

  @Test("is one file that only its owner may read, and says so when it is not")
  func permissions() throws {
    let path = folder.file("deep/down/t.sqlite")
    #expect(try Store(path: path).excessPermissions == 0)
    #expect(try mode(path) == 0o600)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    #expect(try Store(path: path).excessPermissions == 0o044)
  }

  @Test("keeps its log files as private as itself")
  func logPermissions() throws {
    let path = folder.file("t.sqlite")
    let store = try Store(path: path)
    _ = try store.save(Samples.mission(), at: noon)
    for suffix in ["-wal", "-shm"] { #expect(try mode(path + suffix) == 0o600) }
  }

  @Test("waits for the disk at every commit and keeps a write-ahead log")
  func durability() throws {
    let settings = try Store(path: folder.file("t.sqlite")).durability()
    #expect(settings.synchronous == 2)
    #expect(settings.journalMode == "wal")
  }

  @Test("refuses what is no database, and leaves it as it was")
  func noDatabase() throws {
    let path = folder.file("notes.txt")
    try Data("These are my notes, and there are quite a few of them.".utf8).write(
      to: URL(fileURLWithPath: path)
    )
    #expect(throws: StorageError.notADatabase(path: path)) { try Store(path: path) }
    #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("These are my notes"))
  }

  @Test("refuses a folder, and a file it may not make")
  func noFile() throws {
    #expect(throws: StorageError.cannotOpen(path: folder.path, .isFolder)) {
      try Store(path: folder.path)
    }
    #expect(throws: StorageError.self) { try Store(path: "/proc/no/such/folder/t.sqlite") }
  }

  private func mode(_ path: String) throws -> Int {
    try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
  }
}

@Suite("Articles in the store")
struct StoredArticleTests {
  private let store: Store
  private let noon = Date(timeIntervalSince1970: 1_634_558_400)

  init() throws { store = try StoreForTests.new() }

  @Test("come back as they were saved")
  func roundTrip() throws {
    let reading = Samples.mission()
    let (id, outcome) = try store.save(reading, at: noon)
    let stored = try #require(try store.articles.article(id.number))
    #expect(outcome == .added)
    #expect(stored.reading.article == reading.article)
    #expect(stored.reading.summary == reading.summary)
    #expect(stored.reading.coding == reading.coding)
    #expect(stored.reading.provenance == reading.provenance)
    #expect(stored.reading.sentences == reading.sentences)
    #expect(stored.arrivedAt == noon)
    #expect(stored.events.map(\.event) == reading.coding.events)
  }

  @Test("are updated when their address is read again, never doubled, and keep the ids of their events")
  func update() throws {
    let (first, _) = try store.save(Samples.mission(), at: noon)
    let eventIDs = try #require(try store.articles.article(first.number)).events.map(\.id)
    var changed = Samples.mission()
    changed.article.text += " A last sentence."
    let (second, outcome) = try store.save(changed, at: noon + 60)
    let stored = try #require(try store.articles.article(second.number))
    #expect(second == first)
    #expect(outcome == .updated)
    #expect(stored.revision == 2)
    #expect(stored.arrivedAt == noon)
    #expect(stored.readAt == noon + 60)
    #expect(stored.events.map(\.id) == eventIDs)
    #expect(try store.articles.counts().articles == 1)
  }

  @Test("that are the same, letter for letter, are not evaluated again")
  func unchanged() throws {
    _ = try store.save(Samples.mission(), at: noon)
    let (_, outcome) = try store.save(Samples.mission(), at: noon + 60)
    #expect(outcome == .unchanged)
  }

  @Test("lose the events that a new text no longer tells")
  func eventsVanish() throws {
    let (id, _) = try store.save(Samples.mission(), at: noon)
    var changed = Samples.mission()
    changed.article.text = "Nothing happened."
    changed.coding.events = []
    changed.sentences = [0..<17]
    _ = try store.save(changed, at: noon + 60)
    #expect(try store.articles.article(id.number)?.events.isEmpty == true)
    #expect(try store.articles.counts().events == 0)
  }

  @Test("are queued for evaluation in the transaction that stores them")
  func queue() throws {
    _ = try store.save(Samples.mission(), at: noon)
    #expect(try store.articles.counts().queuedEvaluations == 1)
  }

  @Test("without an address are known by their text")
  func noAddress() throws {
    var reading = Samples.mission()
    reading.article.url = nil
    let (first, _) = try store.save(reading, at: noon)
    let (again, _) = try store.save(reading, at: noon)
    reading.article.text += " More."
    let (other, _) = try store.save(reading, at: noon)
    #expect(first == again)
    #expect(first != other)
  }

  @Test(
    "are found by their words, whatever is typed",
    arguments: [("mission", 1), ("missions", 1), ("bridge", 0), ("\"unbalanced OR (", 0)]
  )
  func words(words: String, count: Int) throws {
    _ = try store.save(Samples.mission(), at: noon)
    var query = ArticleQuery()
    query.words = words
    #expect(try store.articles.lines(query).count == count)
  }

  @Test(
    "are found by outlet or domain",
    arguments: [("the harbour post", 1), ("harbourpost.example", 1), ("other", 0)]
  )
  func site(site: String, count: Int) throws {
    _ = try store.save(Samples.mission(), at: noon)
    var query = ArticleQuery()
    query.site = site
    #expect(try store.articles.lines(query).count == count)
  }

  @Test("that arrived before a time are left out")
  func since() throws {
    _ = try store.save(Samples.mission(), at: noon)
    var query = ArticleQuery()
    query.since = noon + 1
    #expect(try store.articles.lines(query).isEmpty)
    query.since = noon
    #expect(try store.articles.lines(query).count == 1)
  }
}

@Suite("Events in the store")
struct StoredEventTests {
  private let store: Store

  init() throws {
    store = try StoreForTests.new()
    _ = try store.save(Samples.mission(), at: Date(timeIntervalSince1970: 1_634_558_400))
  }

  @Test("are found by side, code and status")
  func queries() throws {
    let cases: [(change: (inout EventQuery) -> Void, count: Int)] = [
      ({ $0.actor = "russia" }, 1), ({ $0.target = "NATO" }, 1), ({ $0.actor = "NATO" }, 0),
      ({ $0.codePrefix = "16" }, 1), ({ $0.codePrefix = "1" }, 1), ({ $0.codePrefix = "17" }, 0),
      ({ $0.status = .realised }, 1), ({ $0.minimumSeverity = 5.1 }, 0), ({ $0.limit = 0 }, 0),
    ]
    for (index, (change, count)) in cases.enumerated() {
      var query = EventQuery()
      change(&query)
      let events = try store.articles.events(query)
      #expect(events.count == count, "case \(index)")
    }
  }
}
