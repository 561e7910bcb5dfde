internal import ArgumentParser
internal import Feeds
internal import Fetching
internal import Foundation
internal import Model
internal import Pipeline
internal import Service
internal import Storage
internal import Synchronization
internal import Terminal
internal import Watching

/// `watch`: feeds, sitemaps and pages that are asked for by themselves.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Ask for feeds, sitemaps and pages by themselves, and read what is new.",
    discussion: """
      watch add https://site.example/feed every 10m tag europe as site-world

      Watches are asked for while the prompt is open or the server runs; watch now asks at once.
      """,
    subcommands: [
      WatchAddCommand.self, WatchListCommand.self, WatchShowCommand.self, WatchNowCommand.self,
      WatchPauseCommand.self, WatchResumeCommand.self, WatchRemoveCommand.self, WatchTestCommand.self,
      WatchImportCommand.self, WatchExportCommand.self,
    ]
  )
}

/// `watch add URL [every 10m] [tag NAME …] [as NAME]`.
struct WatchAddCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Begin a watch: of a feed, a sitemap, or a page whose feed or articles are found.",
    discussion: """
      watch add ADDRESS [every 10m | every 5m to 2h] [tag NAME …] [as NAME] [notify WEBHOOK]

      Without every it is asked for between each 10 minutes and each 6 hours, by how often something new comes and by what \
      feed and server wish.
      """
  )

  @Argument("An address, and how it is watched.", valueName: "address every 10m tag NAME as NAME")
  var words: [String]

  @Option("How many of the first answer's items are read.", valueName: "n")
  var last = WatchActions.standardFirstCount

  static func takes(after words: [String]) -> [Completing] {
    words.isEmpty ? [] : [.words(["every", "tag", "as", "notify"])]
  }

  func validate() throws {
    if !(0...10_000).contains(last) { throw ValidationError("--last takes 0 to 10000.") }
    _ = try WatchPhrase(words, firstCount: last)
  }

  func run(at desk: Desk) async throws {
    let wish = try WatchPhrase(words, firstCount: last).resolved()
    let store = try desk.store()
    let watch = try WatchScreen.refusals {
      try WatchActions(store: store).add(wish, at: try desk.stamp())
    }
    try store.remember(UndoNote("watch add \(watch.name)", at: try desk.stamp()), .watches([watch.number]))
    let service = try desk.watches()
    let end = try await service.now(watch, readsItems: false) { _, _ in }
    let fresh = end?.watch ?? watch
    desk.output.print(WatchScreen.begun(fresh))
    if case .failed(let reason) = end?.outcome {
      let next =
        fresh.state == .active ? "it is tried again" : "it is asked for no more: watch resume \(fresh.name)"
      desk.errors.print("note: \(fresh.name): \(reason); \(next)")
    } else if case .answered(let count, let shown) = end?.outcome {
      let toRead = WatchScreen.toRead(count, fresh, isAttended: desk.isAttended)
      desk.output.print("  \(WatchScreen.shown(shown)), \(toRead)")
    }
    for remark in end?.remarks ?? [] { desk.errors.print("note: \(fresh.name): \(remark)") }
  }
}

/// The words of `watch add`.
struct WatchPhrase {
  private var wish: WatchActions.Wish
  /// How often it is asked for, as it was typed; nil where nothing was said of it.
  private var every: String?

  /// - Throws: `ValidationError` for words that say nothing.
  init(_ words: [String], firstCount: Int) throws {
    guard let url = words.first, url.contains("://") else {
      throw ValidationError("Name an address: watch add https://site.example/feed")
    }
    wish = WatchActions.Wish(url: url)
    wish.firstCount = firstCount
    var rest = words.dropFirst()
    while let keyword = rest.popFirst()?.lowercased() {
      let values = Array(rest.prefix { !Self.keywords.contains($0.lowercased()) })
      rest = rest.dropFirst(values.count)
      guard !values.isEmpty else { throw ValidationError("\(keyword) needs something behind it.") }
      switch keyword {
      case "every": every = values.joined(separator: " ")
      case "tag", "tags":
        wish.tags += try values.joined(separator: " ").split(separator: ",").flatMap { part in
          try Self.tags(String(part), words: values)
        }
      case "as":
        wish.name = values.joined(separator: " ")
        try NameArgument.validate(wish.name ?? "", of: "watch")
      case "notify": wish.webhook = values.joined(separator: " ")
      default:
        throw ValidationError(
          "\(keyword) says nothing here: write every 10m, tag NAME, as NAME, notify WEBHOOK."
        )
      }
    }
  }

  private static let keywords: Set<String> = ["every", "tag", "tags", "as", "notify"]

  /// Words without a comma are a tag each.
  private static func tags(_ part: String, words: [String]) throws -> [String] {
    let isOneEach = !words.contains { $0.contains(",") || $0.contains(" ") }
    let written = isOneEach ? part.split(separator: " ").map(String.init) : [part]
    return try written.map { text in
      guard let tag = WatchActions.tag(text) else { throw ValidationError("“\(text)” is no tag.") }
      return tag
    }
  }

  /// What is wished.
  ///
  /// - Throws: `CommandFailure` that points at what says nothing of how often.
  func resolved() throws -> WatchActions.Wish {
    guard let every else { return wish }
    var wish = wish
    do throws(WatchActions.Refusal) {
      wish.every = try WatchActions.every(every)
    } catch {
      let line = "every \(every)"
      let whole = line.index(line.startIndex, offsetBy: "every ".count)..<line.endIndex
      let place = error.part.flatMap { line.firstRange(of: $0) } ?? whole
      let start = line.distance(from: line.startIndex, to: place.lowerBound)
      let marked = start..<start + line.distance(from: place.lowerBound, to: place.upperBound)
      throw CommandFailure(
        message: WatchScreen.words(error),
        exitStatus: .usage,
        details: [FailureDetail(line, marking: marked)]
      )
    }
    return wish
  }
}

extension WatchActions.Refusal {
  /// The words that say nothing; nil where others are the trouble.
  fileprivate var part: String? {
    switch self {
    case .noInterval(let text), .noUnit(let text), .intervalTooShort(let text), .intervalTooLong(let text),
      .intervalTurned(let text):
      text
    case .nameTaken, .watched, .noWebhook: nil
    }
  }
}

/// `watch list`.
struct WatchListCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List watches: their health, polls, items and alerts of the last week."
  )

  @Option("Only of this tag.", valueName: "name")
  var tag: String?

  @Option("How rows are written: table, json, jsonl or csv.")
  var format = ListingFormat.table

  func run(at desk: Desk) async throws {
    let now = desk.now
    let store = try desk.store()
    let lines = try store.watches.lines(at: now, tag: tag)
    if lines.isEmpty { try KnownNames(store: store).check(tag: tag) }
    try Listing(columns: WatchScreen.columns, rows: lines.map { WatchScreen.row($0, at: now) })
      .print(
        format,
        at: desk,
        empty: "Nothing is watched. Try: watch add ADDRESS",
        count: RowCount(all: "watch")
      )
  }
}

/// `watch show NAME`.
struct WatchShowCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a watch: what it is, how it fares, its newest items and what became of them."
  )

  @Argument("Its name or address.", valueName: "name")
  var name: String

  @Option("How many items at most.", valueName: "n")
  var limit = 20

  @Option("How items are written: table, json, jsonl or csv.")
  var format = ListingFormat.table

  static func takes(after words: [String]) -> [Completing] { [.watches] }

  func run(at desk: Desk) async throws {
    let store = try desk.store()
    let watch = try store.existingWatch(name)
    let items = try store.watches.items(of: watch.number, limit: limit)
    if format == .table {
      let line = try store.watches.lines(at: desk.now).first { $0.watch.number == watch.number }
      desk.output.print(WatchScreen.lines(watch, line, at: desk.now))
    }
    try Listing(columns: WatchScreen.itemColumns, rows: items.map(WatchScreen.row))
      .print(
        format,
        at: desk,
        empty: "It has shown no item yet.",
        count: RowCount(noun: "item", limit: limit) { try store.watches.itemCount(of: watch.number) }
      )
  }
}

/// `watch now NAME`.
struct WatchNowCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "now",
    abstract: "Ask for watches at once, and read what is new.",
    discussion: "Without a name all that are active are asked for, one after another."
  )

  @Argument("Names or addresses.", valueName: "name")
  var names: [String] = []

  static func takes(after words: [String]) -> [Completing] { [.watches] }

  func run(at desk: Desk) async throws {
    let store = try desk.store()
    let watches =
      names.isEmpty
      ? try store.watches.all().filter { $0.state == .active } : try names.map(store.existingWatch)
    guard !watches.isEmpty else { throw CommandFailure(message: "nothing is watched: watch add ADDRESS") }
    let service = try desk.watches()
    var failed = 0
    for watch in watches {
      let read = Mutex(0)
      let end = try await service.now(watch, readsItems: true) { item, outcome in
        if outcome.isRead { read.withLock { $0 += 1 } }
        if let line = WatchScreen.line(item, outcome, desk.stampedTimes) {
          (outcome.isTrouble ? desk.errors : desk.output).print(line)
        }
      }
      guard let end else {
        desk.output.print("\(watch.name): it is being asked for already")
        continue
      }
      for told in end.told { desk.errors.print(WatchScreen.told(end.watch, told, desk.stampedTimes)) }
      for remark in end.remarks { desk.errors.print("note: \(watch.name): \(remark)") }
      switch end.outcome {
      case .failed(let reason):
        failed += 1
        desk.errors.print("tocsin: \(watch.name): \(reason)")
      case .unchanged:
        let waiting = read.withLock { $0 }
        desk.output.print(
          waiting == 0
            ? "\(watch.name): nothing new"
            : "\(watch.name): nothing new is shown; \(WatchScreen.waited(waiting))"
        )
      case .answered(let count, let shown):
        let waiting = read.withLock { $0 } - count
        let others = waiting > 0 ? "; \(WatchScreen.waited(waiting))" : ""
        desk.output.print(
          "\(watch.name): \(WatchScreen.shown(shown)), \(WatchScreen.wereToRead(count))\(others)"
        )
      }
    }
    try await desk.evaluate()
    if failed > 0 { throw CommandFailure(message: nil) }
  }
}
