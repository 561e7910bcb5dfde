internal import ArgumentParser
internal import Feeds
internal import Fetching
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage
internal import Terminal
internal import WebArchives

/// `read`: from an address, a file or standard input to a stored summary with its events.
struct ReadCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "read",
    abstract: "Read an article: fetch, extract, summarise, code its events, store.",
    discussion: """
      Reading the same canonical address again updates the stored article. Of a feed (RSS, Atom, JSON Feed) the newest \
      articles are read one after another, a line each. A WARC file gives the pages in it, with their addresses and dates, and \
      asks nobody; --save FOLDER makes one.
      """,
    aliases: ["summarise", "summarize"]
  )

  @Argument(
    "An address, a file, or - for standard input; several one after another.",
    valueName: "url|file|-"
  )
  var sources: [String]

  @Option("Keep what is fetched in a new WARC file of this folder.", valueName: "folder")
  var save: String?

  @OptionGroup var summary: SummaryOptions
  @OptionGroup var hints: HintOptions

  static func takes(after words: [String]) -> [Completing] { [.files] }

  func run(at desk: Desk) async throws {
    var hasFailed = false
    let archive = try save.map { try desk.archive(in: $0) }
    let ingest = try desk.ingest(knowing: try desk.store(), keepingIn: archive)
    for (index, source) in sources.enumerated() {
      if index > 0 { desk.output.print() }
      do {
        try await read(source, by: ingest, at: desk)
      } catch  where sources.count > 1 {
        guard let failure = Wording.failure(for: error) else { throw error }
        if let message = failure.message { desk.errors.print(paragraph: "tocsin: \(message)") }
        hasFailed = true
      }
    }
    if let archive {
      if let failure = archive.transport.failure { throw failure }
      desk.errors.print("note: what was fetched is kept in \(archive.writer.path)")
    }
    if hasFailed { throw CommandFailure(message: nil) }
  }

  private func read(_ source: String, by ingest: Ingest, at desk: Desk) async throws {
    if try SourceArgument.isArchive(source) {
      return try await ArchiveReading(path: source).run(at: desk, ingest: ingest)
    }
    let page = try SourceArgument.source(source, at: desk)
    let contents = try await ingest.open(page, hints: hints.hints)
    let robots =
      if case .address(let address) = page { try RobotsNote(on: address, at: desk) } else {
        nil as RobotsNote?
      }
    try await show(contents, of: source, by: ingest, at: desk)
    await robots?.tell(at: desk)
  }

  private func show(
    _ contents: PageContents,
    of source: String,
    by ingest: Ingest,
    at desk: Desk
  ) async throws {
    switch contents {
    case .feed(let feed):
      try await FeedReading(feed: feed, source: source).run(at: desk, ingest: ingest)
    case .page(let page):
      let read = try ingest.read(page, hints: hints.hints)
      // Nothing to read is often an outlet's front page, whose feed is wanted.
      if read.reading.article.isWithoutText { offerFeeds(of: page, at: desk) }
      let (stored, outcome) = try desk.save(read, from: source)
      let reading = stored.reading
      let shown =
        summary.isStandard
        ? reading.summary
        : desk.analyser.summarise(reading.article, events: reading.coding.events, wish: summary.wish)
      ArticleScreen(stored: stored, summary: shown, outcome: outcome).print(to: desk.output)
      if reading.article.kind != .article { offerFeeds(of: page, at: desk) }
      try await desk.evaluate()
    }
  }
}

extension ReadCommand {
  /// A page that is no article may name feeds, which can be read and watched.
  private func offerFeeds(of page: LoadedPage, at desk: Desk) {
    guard let feeds = try? WatchAnswer(page).feeds else { return }
    for feed in feeds.prefix(Self.feedsOffered) {
      desk.errors.print("note: the page names a feed: read \(feed.url), or watch add \(feed.url)")
    }
  }

  private static let feedsOffered = 3
}

extension Desk {
  /// Stores what was read, and gives it as it is stored.
  ///
  /// - Throws: `CommandFailure` for a page without any text, `StorageError`.
  func save(_ read: ReadArticle, from source: String) throws -> (StoredArticle, SaveOutcome) {
    let reading = read.reading
    if reading.article.isWithoutText {
      throw CommandFailure(message: "\(source): there is no text in the page")
    }
    let store = try store()
    var own = read
    own.reading = try SharedAddress.resolved(reading, in: store)
    if let claimed = reading.article.url, own.reading.article.url != claimed {
      errors.print(
        "note: \(source): another article stands under the address that this page calls its own, \(claimed)"
      )
    }
    return try own.save(in: store, at: try stamp())
  }
}

extension Article {
  /// True where there is nothing to read: an empty page, or a text of no words. A wall's text may be empty and tells its kind.
  var isWithoutText: Bool { kind == .empty || kind == .article && text.isEmpty }
}

/// What is known of an article beside its page: of every command that reads one.
struct HintOptions: ParsableArguments {
  @Option("The headline, where the text does not hold it.")
  var title: String?

  @Option("The day of publication, where the text does not tell.", valueName: "day")
  var published: CalendarDay?

  @Option("The address that a file was saved from.", valueName: "address")
  var url: String?

  func validate() throws {
    if let url, WebAddress.holdsCredentials(url) {
      throw ValidationError("--url holds a name or password; leave it out.")
    }
  }

  var hints: ArticleHints {
    var hints = ArticleHints()
    hints.title = title
    hints.published = published
    hints.url = url
    return hints
  }
}
