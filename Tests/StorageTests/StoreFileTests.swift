import Foundation
import Glibc
import Storage
import TestSupport
import Testing

@Suite("The file of a store")
struct StoreFileTests {
  private let folder: TemporaryFolder
  private let path: String
  private let noon = Date(timeIntervalSince1970: 1_634_558_400)

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("t.sqlite")
  }

  @Test("that a newer Tocsin wrote is refused, and left as it is")
  func newer() throws {
    _ = try Store(path: path)
    try RawDatabase.execute("INSERT INTO grdb_migrations VALUES ('of the next year')", at: path)
    #expect(throws: StorageError.newerVersion(path: path)) { try Store(path: path) }
    #expect(throws: StorageError.newerVersion(path: path)) { try Store(readingFrom: path) }
  }

  @Test("that was deleted or replaced is written to no more")
  func replaced() throws {
    let store = try Store(path: path)
    try FileManager.default.removeItem(atPath: path)
    #expect(throws: StorageError.replaced(path: path)) { try store.save(Samples.mission(), at: noon) }
    _ = try Store(path: path)
    #expect(throws: StorageError.replaced(path: path)) { try store.save(Samples.mission(), at: noon) }
    #expect(throws: StorageError.replaced(path: path)) { try store.articles.counts() }
    #expect(try Store(path: path).articles.counts().articles == 0)
  }

  @Test("is no longer beside a backup that was killed, and one that goes on is left alone")
  func drafts() throws {
    let store = try Store(path: path)
    let copy = folder.file("copy.sqlite")
    let (killed, atWork) = (copy + ".draft-killed", copy + ".draft-at-work")
    for draft in [killed, atWork] { #expect(FileManager.default.createFile(atPath: draft, contents: Data())) }
    let descriptor = open(atWork, O_RDWR | O_CLOEXEC)
    defer { close(descriptor) }
    #expect(flock(descriptor, LOCK_EX) == 0)
    _ = try store.backUp(to: copy)
    #expect(!FileManager.default.fileExists(atPath: killed))
    #expect(FileManager.default.fileExists(atPath: atWork))
  }

  @Test("can be read where nothing may be written")
  func readOnly() throws {
    _ = try Store(path: path).save(Samples.mission(), at: noon)
    let store = try Store(readingFrom: path)
    #expect(try store.articles.counts().articles == 1)
    #expect(throws: StorageError.readOnly(path: path)) { try store.save(Samples.mission(), at: noon) }
  }

  @Test("is made by one of many that come at once, and never emptied by another")
  func race() async throws {
    for round in 0..<20 {
      let path = folder.file("race\(round).sqlite")
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<5 {
          group.addTask {
            let store = try Store(path: path)
            _ = try store.save(Samples.mission(), at: Date(timeIntervalSince1970: 0))
          }
        }
        try await group.waitForAll()
      }
      #expect(try Store(path: path).articles.counts().articles == 1)
    }
  }

  @Test("that was made at a set time keeps to it, and any other does not")
  func drills() throws {
    #expect(try Store(path: path, isDrill: true).isDrill)
    #expect(try Store(path: path).isDrill)
    let real = folder.file("real.sqlite")
    _ = try Store(path: real)
    #expect(try !Store(path: real, isDrill: true).isDrill)
  }
}
