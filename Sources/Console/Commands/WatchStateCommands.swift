internal import ArgumentParser
internal import Feeds
internal import Fetching
internal import Foundation
internal import Model
internal import Pipeline
internal import Service
internal import Storage
internal import Terminal
internal import Watching

/// The watches that a command is about.
struct WatchNames: ParsableArguments {
  @Argument("Names or addresses.", valueName: "name")
  var names: [String]

  /// All of them, before anything is done to one.
  ///
  /// - Throws: where one of them is not there; `StorageError`.
  func existing(in store: Store) throws -> [Watch] { try names.map(store.existingWatch) }
}

/// `watch pause NAME`.
struct WatchPauseCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause",
    abstract: "Ask no more for watches until they go on."
  )

  @OptionGroup var watches: WatchNames

  static func takes(after words: [String]) -> [Completing] { [.watches] }

  func run(at desk: Desk) async throws {
    let store = try desk.store()
    for watch in try watches.existing(in: store) {
      let note = UndoNote("watch pause \(watch.name)", at: try desk.stamp())
      _ = try store.setWatch(watch.number, state: .paused, nextPollAt: nil, remembering: note)
      desk.output.print("\(watch.name) is paused: watch resume \(watch.name) lets it go on")
    }
  }
}

/// `watch resume NAME`.
struct WatchResumeCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Ask for watches again that were paused, or are gone."
  )

  @OptionGroup var watches: WatchNames

  static func takes(after words: [String]) -> [Completing] { [.watches] }

  func run(at desk: Desk) async throws {
    let store = try desk.store()
    for watch in try watches.existing(in: store) {
      let now = try desk.stamp()
      let note = UndoNote("watch resume \(watch.name)", at: now)
      _ = try store.setWatch(watch.number, state: .active, nextPollAt: now, remembering: note)
      desk.output.print("\(watch.name) goes on")
    }
  }
}

/// `watch remove NAME`.
struct WatchRemoveCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "End watches; articles that came by them stay, with their tags."
  )

  @OptionGroup var watches: WatchNames

  static func takes(after words: [String]) -> [Completing] { [.watches] }

  func run(at desk: Desk) async throws {
    let store = try desk.store()
    for watch in try watches.existing(in: store) {
      let note = UndoNote("watch remove \(watch.name)", at: try desk.stamp())
      try store.removeWatch(watch.number, remembering: note)
      desk.output.print("\(watch.name) is ended")
    }
  }
}

/// `watch test URL`.
struct WatchTestCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Say what would be watched at an address, and read one item of it; nothing is stored."
  )

  @Argument("An address.", valueName: "address")
  var url: String

  static var isOfTheStore: Bool { false }

  func run(at desk: Desk) async throws {
    let address = try WebAddress(url)
    let network = try desk.network(rememberingIn: try Store())
    let trial = try await WatchTrial(network: network, ingest: try desk.ingest(over: network.fetcher)).run(
      address
    )
    for line in WatchScreen.lines(trial, desk.systemTimes) { desk.output.print(line) }
    for remark in trial.answer.remarks { desk.errors.print("note: \(remark)") }
    if let article = trial.article {
      let reading = article.reading
      let title = reading.article.title ?? "(no title)"
      let kind = reading.article.kind
      desk.output.print("read     \(title)\(kind == .article ? "" : " (\(kind.rawValue))")")
      for sentence in reading.summary.sentences {
        desk.output.print("         • \(sentence.shown)")
      }
    } else if let failure = trial.failure {
      desk.errors.print(
        "note: its first item was not read: \(Wording.failure(for: failure)?.message ?? "not read")"
      )
    }
  }
}

/// `watch import FILE`: OPML.
struct WatchImportCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Watch the feeds of an OPML file; its folders become tags."
  )

  @Argument("An OPML file, or - for standard input.", valueName: "file|-")
  var path: String

  @Option("How many of each first answer's items are read.", valueName: "n")
  var last = WatchActions.standardFirstCount

  static func takes(after words: [String]) -> [Completing] { [.files] }

  func run(at desk: Desk) async throws {
    let bytes = try SourceArgument.bytes(path, at: desk)
    let list: SubscriptionList
    do throws(FeedError) {
      list = try SubscriptionList(opml: bytes)
    } catch {
      throw CommandFailure(message: "\(path) is no list of feeds (OPML): \(error.explanation)")
    }
    guard !list.subscriptions.isEmpty else {
      throw CommandFailure(message: "\(path): the list names no feed")
    }
    let outcome = try WatchActions(store: try desk.store())
      .importing(list, every: PollRhythm.standardEvery, firstCount: last, at: try desk.stamp())
    if !outcome.added.isEmpty {
      let note = UndoNote("watch import \(path)", at: try desk.stamp())
      try desk.store().remember(note, .watches(outcome.added.map(\.number)))
    }
    if list.isBroken {
      desk.errors.print(
        "note: \(path): the markup is broken; what could be read was taken, some feeds may be missing"
      )
    }
    for (url, reason) in outcome.refused {
      let words = Wording.failure(for: reason)?.message ?? "not watched"
      desk.errors.print("tocsin: \(WebAddress.told(url)): \(words)")
    }
    desk.output.print(
      "\(StoryWording.count(outcome.added.count, "feed")) \(outcome.added.count == 1 ? "is" : "are") watched from now on, \(String(outcome.known)) \(outcome.known == 1 ? "was" : "were") already"
    )
    if !outcome.refused.isEmpty {
      throw CommandFailure(
        message: "\(outcome.refused.count) of \(list.subscriptions.count) feeds are not watched"
      )
    }
  }
}

/// `watch export`: OPML.
struct WatchExportCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write all watches as OPML, as feed readers take it; tags become folders."
  )

  func run(at desk: Desk) async throws {
    let text = try WatchActions(store: try desk.store()).subscriptions().opml
    desk.output.print(text.split(separator: "\n").map { SafeText(String($0)) })
  }
}
