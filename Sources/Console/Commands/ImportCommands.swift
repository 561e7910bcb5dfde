internal import ArgumentParser
internal import Exchange
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage
internal import Synchronization
internal import Terminal
internal import WebArchives

/// `import`: a past that is loaded.
struct LoadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Load articles of the past; they never alert.",
    subcommands: [ImportArticlesCommand.self, ImportArchiveCommand.self]
  )
}

/// `import articles FILE.jsonl`.
struct ImportArticlesCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "articles",
    abstract: "Load articles from JSON Lines, with their stories and events.",
    discussion: """
      A line is what analyse reads: {"html" or "text", "url"?, "title"?, "published"?}, and when it came: "arrived"? (RFC 3339 \
      or a day; else its publication). Best the oldest first. An import that is broken off goes on where it ended, and one \
      that is repeated changes nothing. No rule is shown these articles; backtests see them as come then.
      """
  )

  @Argument("A file of JSON Lines, or - for standard input.", valueName: "file|-")
  var path: String

  @OptionGroup var jobs: JobsOption

  static func takes(after words: [String]) -> [Completing] { [.files] }

  func run(at desk: Desk) async throws {
    if path == "-" { try desk.refuseStandardInput() }
    let file = path == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: path)
    guard let file else { throw CommandFailure(message: "\(path) cannot be opened for reading") }
    var source = LineSource(descriptor: file.fileDescriptor)
    let loading = Loading(path: path, jobs: jobs.jobs, noun: "line")
    let loaded = try loading.run(at: desk) { () throws(ExchangeError) in
      try ImportItem.next(of: &source, mark: StableHash.bytes)
    }
    try loading.tell(loaded, nil, at: desk)
  }
}

/// `import warc FILE`.
struct ImportArchiveCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "warc",
    abstract: "Load the pages of a WARC file, as come when they were fetched.",
    discussion: """
      Of WARC 1.0 and 1.1, packed or not, by any writer. As with import articles, what is there already stays, and nothing alerts.
      """
  )

  @Argument("A WARC file.", valueName: "file")
  var path: String

  @OptionGroup var jobs: JobsOption

  static func takes(after words: [String]) -> [Completing] { [.files] }

  func run(at desk: Desk) async throws {
    var pages = try ArchivedPages(path: path)
    var failure: ArchiveError?
    let loading = Loading(path: path, jobs: jobs.jobs, noun: "record")
    let loaded = try loading.run(at: desk) { () throws(ExchangeError) in
      do throws(ArchiveError) {
        guard let page = try pages.next() else { return nil }
        return ImportItem(
          number: page.number,
          byteCount: page.packedBytes,
          mark: StableHash.bytes(Array("\(page.url) \(page.date?.timeIntervalSince1970 ?? 0)".utf8)),
          content: .page(page.loaded, arrivedAt: page.date)
        )
      } catch {
        // What stands before the fault is loaded all the same.
        failure = error
        return nil
      }
    }
    try loading.tell(loaded, pages.remark, at: desk)
    if let failure { throw failure }
  }
}

/// One load of the past into the store, with a bar that shows how far it is.
struct Loading {
  let path: String
  let jobs: Int
  /// What a piece of the file is called.
  let noun: String

  /// What came of it.
  struct Outcome {
    var added = 0
    var known = 0
    var failed = 0
  }

  /// Loads all that is taken.
  ///
  /// - Throws: `ExchangeError`, `StorageError`; what was stored by then stays.
  func run(at desk: Desk, taking take: () throws(ExchangeError) -> ImportItem?) throws -> Outcome {
    let store = try desk.store()
    let size = path == "-" ? nil : try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    let saving = ArticleImport(store: store)
    let outcome = Mutex(ArticleImport.Outcome())
    let bar = ImportBar(total: size, isShown: !desk.isAttended)
    let progress = try ImportExchange(
      jobs: jobs,
      analyser: desk.analyser,
      ingest: try desk.ingest(knowing: store)
    ).run(
      now: try desk.stamp(),
      taking: take,
      isKnown: { (try? saving.isKnown($0)) ?? false },
      save: { batch in
        let saved = try saving.save(batch.map { ($0.read, $0.arrivedAt, $0.mark) })
        outcome.withLock { outcome in
          outcome.added += saved.added
          outcome.known += saved.known
        }
      },
      telling: { [path, noun, errors = desk.errors] number, error in
        bar.clear()
        errors.print("tocsin: \(path), \(noun) \(String(number)): \(error.message) (\(error.code))")
      },
      showing: { bar.show($0) }
    )
    bar.clear()
    return outcome.withLock {
      Outcome(added: $0.added, known: $0.known + progress.known, failed: progress.failed)
    }
  }

  /// Says what came of it, with a remark of what was passed over.
  ///
  /// - Throws: `CommandFailure` where not all was loaded.
  func tell(_ outcome: Outcome, _ remark: String?, at desk: Desk) throws {
    let loaded =
      "\(outcome.added) articles are loaded, \(outcome.known) were there already, \(outcome.failed) \(noun)s could not be read"
    desk.output.print(paragraph: SafeText([loaded, remark].compactMap(\.self).joined(separator: "; ")))
    if Task.isCancelled {
      throw CommandFailure(
        message: "broken off; the same command goes on from here",
        exitStatus: .interrupted
      )
    }
    if outcome.failed > 0 { throw CommandFailure(message: nil) }
  }
}
