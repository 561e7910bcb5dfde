internal import ArgumentParser
internal import Feeds
internal import Fetching
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage
internal import Terminal

/// `read`: from an address, a file or standard input to a stored summary with its events.
struct ReadCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "read",
    abstract: "Read an article: fetch, extract, summarise, code its events, store.",
    discussion: """
      Reading the same canonical address again updates the stored article. Of a feed (RSS, Atom, JSON Feed) the newest
      articles are read one after another, a line each.
      """,
    aliases: ["summarise", "summarize"]
  )

  @Argument(
    help: ArgumentHelp(
      "An address, a file, or - for standard input; several one after another.",
      valueName: "url|file|-"
    )
  )
  var sources: [String]

  @OptionGroup var summary: SummaryOptions
  @OptionGroup var hints: HintOptions

  func run(at desk: Desk) async throws {
    var hasFailed = false
    let ingest = try desk.ingest(knowing: try desk.store())
    for (index, source) in sources.enumerated() {
      if index > 0 { desk.output.print() }
      do {
        try await read(source, by: ingest, at: desk)
      } catch  where sources.count > 1 {
        guard let failure = Wording.failure(for: error) else { throw error }
        if let message = failure.message { desk.errors.print("tocsin: \(message)") }
        hasFailed = true
      }
    }
    if hasFailed { throw CommandFailure(message: nil) }
  }

  private func read(_ source: String, by ingest: Ingest, at desk: Desk) async throws {
    let page = try SourceArgument.source(source, at: desk)
    switch try await ingest.open(page, hints: hints.hints) {
    case .feed(let feed):
      try await FeedReading(feed: feed, source: source).run(at: desk, ingest: ingest)
    case .page(let page):
      let reading = try ingest.read(page, hints: hints.hints)
      let (stored, outcome) = try desk.save(reading, from: source)
      let shown =
        summary.isStandard
        ? reading.summary
        : desk.analyser.summarise(reading.article, events: reading.coding.events, wish: summary.wish)
      ArticleScreen(stored: stored, summary: shown, outcome: outcome).print(to: desk.output)
      try await desk.evaluate()
    }
  }
}

extension Desk {
  /// Stores what was read, and gives it as it is stored.
  ///
  /// - Throws: `CommandFailure` for a page without any text, `StorageError`.
  func save(_ reading: ArticleReading, from source: String) throws -> (StoredArticle, SaveOutcome) {
    if reading.article.isWithoutText {
      throw CommandFailure(message: "\(source): there is no text in the page")
    }
    let store = try store()
    let own = try SharedAddress.resolved(reading, in: store)
    if let claimed = reading.article.url, own.article.url != claimed {
      errors.print(
        "note: \(source): another article stands under the address that this page calls its own, \(claimed)"
      )
    }
    let (id, outcome) = try store.save(own, at: try stamp())
    return (try store.existingArticle(id), outcome)
  }
}

extension Article {
  /// True where there is nothing to read: an empty page, or a text of no words. A wall's text may be empty and tells its kind.
  var isWithoutText: Bool { kind == .empty || kind == .article && text.isEmpty }
}

/// What is known of an article beside its page: of every command that reads one.
struct HintOptions: ParsableArguments {
  @Option(help: "The headline, where the text does not hold it.")
  var title: String?

  @Option(help: ArgumentHelp("The day of publication, where the text does not tell.", valueName: "day"))
  var published: CalendarDay?

  @Option(help: ArgumentHelp("The address that a file was saved from.", valueName: "address"))
  var url: String?

  var hints: ArticleHints {
    var hints = ArticleHints()
    hints.title = title
    hints.published = published
    hints.url = url
    return hints
  }
}

/// An address, a file, or `-`, as commands take them.
enum SourceArgument {
  /// As much as is ever read of a file or of standard input: the largest page that the extractor takes and more.
  static let bytesMax = 64 << 20

  /// The source that an argument names.
  ///
  /// - Throws: `FetchError` for an address that is none; `CommandFailure` for a file that cannot be read.
  static func source(_ argument: String, at desk: Desk) throws -> PageSource {
    if argument == "-" {
      try desk.refuseStandardInput()
      return .bytes(try bytes(of: .standardInput, name: "standard input"), name: "-")
    }
    if argument.contains("://") { return .address(try WebAddress(argument)) }
    return .bytes(try fileBytes(argument), name: argument)
  }

  /// The bytes of a file, or of standard input for `-`.
  ///
  /// - Throws: `CommandFailure` where they cannot be read, and for `-` at the prompt, whose input is the analyst's typing.
  static func bytes(_ argument: String, at desk: Desk) throws -> [UInt8] {
    guard argument == "-" else { return try fileBytes(argument) }
    try desk.refuseStandardInput()
    return try bytes(of: .standardInput, name: "standard input")
  }

  /// The bytes of a file.
  ///
  /// - Throws: `CommandFailure` where it cannot be read.
  static func fileBytes(_ path: String) throws -> [UInt8] {
    guard FileManager.default.fileExists(atPath: path) else {
      let hint =
        path.contains(".") && !path.contains("/") || path.hasPrefix("www.")
        ? "; if it is an address, write https://\(path)" : ""
      throw CommandFailure(message: "there is no file \(path)\(hint)", exitStatus: .failed)
    }
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let type = try? FileManager.default.attributesOfItem(atPath: target)[.type] as? FileAttributeType
    if type == .typeDirectory { throw CommandFailure(message: "\(path) is a folder", exitStatus: .failed) }
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw CommandFailure(message: "\(path) cannot be opened for reading", exitStatus: .failed)
    }
    return try bytes(of: file, name: path)
  }

  private static func bytes(of file: FileHandle, name: String) throws -> [UInt8] {
    do {
      let data = try file.read(upToCount: bytesMax + 1) ?? Data()
      guard data.count <= bytesMax else {
        throw CommandFailure(message: "\(name) has more than \(bytesMax >> 20) MiB, which no page needs")
      }
      return Array(data)
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw CommandFailure(message: "\(name) cannot be read: \(error.localizedDescription)")
    }
  }
}
