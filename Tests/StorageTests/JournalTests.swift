import Foundation
import Model
import Storage
import TestSupport
import Testing

@Suite("The store's journal")
struct JournalTests {
  private let folder: TemporaryFolder
  private let path: String
  private let noon = Date(timeIntervalSince1970: 1_634_558_400)

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("t.sqlite")
  }

  private var journalBytes: Int {
    get throws { try FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int ?? 0 }
  }

  @Test("is begun anew where it is too large, and what it held is in the file")
  func tooLarge() throws {
    let store = try Store(path: path)
    let keeper = try #require(try JournalKeeper(of: store, bytesMax: 1_000))
    _ = try store.save(Samples.mission(), at: noon)
    #expect(try journalBytes > 1_000)
    #expect(try !keeper.move())
    #expect(try journalBytes == 0)
    #expect(try RawDatabase.value("SELECT count(*) FROM article", at: path) == "1")
  }

  @Test("stays while somebody reads what it held, and is begun anew once nobody does")
  func reader() throws {
    let store = try Store(path: path)
    let keeper = try #require(try JournalKeeper(of: store, bytesMax: 1_000))
    _ = try store.save(Samples.mission(), at: noon)
    try RawDatabase.whileReading("SELECT count(*) FROM article", at: path) {
      _ = try store.save(Samples.mission(), at: noon + 60)
      #expect(try keeper.move())
    }
    #expect(try !keeper.move())
    #expect(try journalBytes == 0)
  }

  @Test("of a store in memory, or of one that is only read, is nobody's to keep")
  func nothing() throws {
    #expect(try JournalKeeper(of: try Store()) == nil)
    _ = try Store(path: path)
    #expect(try JournalKeeper(of: try Store(readingFrom: path)) == nil)
  }

  @Test(
    "a transaction that need not be on disk yet is all or nothing, and the next waits for the disk as ever"
  )
  func lasting() throws {
    let store = try Store(path: path)
    let first = try store.write(lasting: .withNext) { try $0.articles.save(Samples.mission(), at: noon).0.id }
    #expect(try store.articles.article(first.number) != nil)
    #expect(try store.durability().synchronous == 2)
    struct Refused: Error {}
    #expect(throws: StorageError.self) {
      try store.write(lasting: .withNext) { transaction in
        _ = try transaction.articles.save(Samples.mission(), at: noon + 60)
        throw Refused()
      }
    }
    #expect(try RawDatabase.value("SELECT max(read_at) FROM article", at: path) == "1634558400000")
    #expect(try store.durability().synchronous == 2)
  }
}
