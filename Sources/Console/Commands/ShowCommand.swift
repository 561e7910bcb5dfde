internal import ArgumentParser
internal import Exchange
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage
internal import Synchronization
internal import Terminal

/// How `show` writes an article.
enum ShowFormat: String, ExpressibleByArgument, CaseIterable {
  case table
  case json
}

/// `show`: what an id names.
struct ShowCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract:
      "Show what an id names: an article (a12), a sentence (a12.3), an event (e5), a story (s4), an alert (f9), a delivery (d2).",
    discussion: "The id alone does the same: a12."
  )

  @Argument("What to show: a12, a12.3, e5, s4, f9 or d2.", valueName: "id")
  var id: RecordID

  @OptionGroup var summary: SummaryOptions

  @Flag("The whole text instead of a summary.")
  var text = false

  @Option("How an article is written: table, or json with its text, summary and events.")
  var format = ShowFormat.table

  func validate() throws {
    if format == .json, id.kind != .article || id.sentence != nil {
      throw ValidationError("--format json is for articles; listings have it for the others.")
    }
  }

  static func takes(after words: [String]) -> [Completing] {
    [.articles, .events, .stories, .firings, .deliveries]
  }

  static let isPaged = true

  func run(at desk: Desk) async throws {
    let store = try desk.store()
    switch id.kind {
    case .article: try showArticle(desk)
    case .event:
      let stored = try store.existingEvent(id)
      EventScreen(stored: stored, mark: try store.verdicts(on: [id])[id]).print(to: desk.output)
    case .story:
      try desk.fileBacklog()
      let story = try store.existingStory(id)
      try StoryCommand.show(story, try store.stories.members(of: story.id.number), at: desk)
    case .firing: try WhyCommand.showFiring(id, at: desk)
    case .delivery: try DeliveryShowCommand.show(id, at: desk)
    }
  }

  private func showArticle(_ desk: Desk) throws {
    let store = try desk.store()
    let stored = try store.existingArticle(id)
    if let number = id.sentence {
      let sentence = try stored.existingSentence(number)
      return desk.output.print(paragraph: SafeText(sentence))
    }
    let wished = { [summary] in
      summary.isStandard
        ? stored.reading.summary
        : desk.analyser.summarise(
          stored.reading.article,
          events: stored.reading.coding.events,
          wish: summary.wish
        )
    }
    if format == .json {
      let answer = StoredArticleAnswer(
        stored: stored,
        summary: wished(),
        marks: try store.verdicts(on: stored.events.map(\.id))
      )
      return desk.output.print(whole: SafeText(json: try Listing.encoded(answer, isPretty: true)))
    }
    if text { return ArticleScreen(stored: stored).printText(to: desk.output) }
    ArticleScreen(stored: stored, summary: wished(), marks: try store.verdicts(on: stored.events.map(\.id)))
      .print(to: desk.output)
  }
}

/// `open a12`: the article at its own address.
struct OpenCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "open",
    abstract:
      "Open an article's address in the browser (BROWSER, else xdg-open); of an event, a story or an alert its first article's."
  )

  @Argument("The article, such as a12; also e5, s4 or f9.", valueName: "id")
  var id: RecordID

  static func takes(after words: [String]) -> [Completing] { [.articles, .stories, .firings, .events] }

  func run(at desk: Desk) async throws {
    let store = try desk.store()
    let stored = try store.existingArticle(try article(in: store))
    let article = stored.reading.article
    guard let address = article.url ?? article.requestedURL,
      address.hasPrefix("http://") || address.hasPrefix("https://")
    else {
      throw CommandFailure(
        message: "\(stored.id) has no address: it was read from a file or from standard input"
      )
    }
    desk.output.print(whole: SafeText(address))
    guard await desk.openedInBrowser(address) else {
      throw CommandFailure(message: "no browser could be started: set BROWSER, or install xdg-utils")
    }
  }

  private func article(in store: Store) throws -> RecordID {
    switch id.kind {
    case .article: return RecordID(.article, id.number)
    case .event: return try store.existingEvent(id).articleID
    case .story:
      guard let first = try store.stories.members(of: store.existingStory(id).id.number).first else {
        throw CommandFailure.missing(id)
      }
      return first.membership.article
    case .firing:
      guard let source = try store.alerts.firing(id.number)?.sources.first else {
        throw CommandFailure.missing(id)
      }
      return source.article
    case .delivery:
      throw CommandFailure(message: "a delivery has no page to open: show \(id)", exitStatus: .usage)
    }
  }
}

extension Desk {
  /// Opens an address by the user's browser, whose words wait for nobody.
  func openedInBrowser(_ address: String) async -> Bool {
    await UserProgram.open(address, environment: settings.environment)
  }

  /// A text as the user's editor left it; nil where there is no editor or no terminal.
  ///
  /// - Throws: `CommandFailure` where the file between cannot be written or read.
  func edited(_ text: String, name: String) async throws -> String? {
    guard output.appearance.rows != nil else { return nil }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tocsin-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      try FileManager.default.createDirectory(
        at: folder,
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700]
      )
      let file = folder.appendingPathComponent(name)
      try Data(text.utf8).write(to: file)
      holdNotices.withLock { $0 }?(true)
      defer { holdNotices.withLock { $0 }?(false) }
      guard await UserProgram.edit(file.path, environment: settings.environment) else { return nil }
      return String(decoding: try Data(contentsOf: file), as: UTF8.self)
    } catch let error as CocoaError {
      throw CommandFailure(message: "\(folder.path) cannot be used: \(error.localizedDescription)")
    }
  }
}
