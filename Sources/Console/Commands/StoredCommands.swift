internal import ArgumentParser
internal import Foundation
internal import Model
internal import Storage
internal import Terminal

/// `articles`: what is stored, newest first.
struct ArticlesCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "articles",
    abstract: "List stored articles, newest first."
  )

  @OptionGroup var listing: ListingOptions

  @Option(help: "Only of this outlet or domain.")
  var site: String?

  @Option(help: ArgumentHelp("Only with these words in title or text.", valueName: "words"))
  var matching: String?

  @Option(help: ArgumentHelp("Only of at least this severity.", valueName: "0-10"))
  var severity: Double?

  @Option(help: ArgumentHelp("Only those that came by a watch of this tag.", valueName: "name"))
  var tag: String?

  @Option(help: ArgumentHelp("Only those that came by this watch.", valueName: "name"))
  var watch: String?

  func run(at desk: Desk) async throws {
    var query = ArticleQuery()
    (query.tag, query.watch) = (tag, watch)
    query.since = listing.moment(now: desk.now)
    query.site = site
    query.words = matching
    query.minimumSeverity = severity
    query.limit = listing.limit
    let lines = try desk.store().articles(query)
    try Listing(columns: Self.columns, rows: lines.map(Self.row))
      .print(listing.format, to: desk.output, empty: "No article is stored that fits. Try: read URL")
  }

  private static let columns = [
    ListingColumn("id", "id"),
    ListingColumn("severity", "severity", .trailing),
    ListingColumn("events", "events", .trailing),
    ListingColumn("date", "date"),
    ListingColumn("site", "outlet", isFlexible: true),
    ListingColumn("title", "title", isFlexible: true),
    ListingColumn(forPrograms: "kind"),
    ListingColumn(forPrograms: "language"),
    ListingColumn(forPrograms: "escalatory"),
    ListingColumn(forPrograms: "url"),
    ListingColumn(forPrograms: "arrived"),
  ]

  private static func row(_ line: ArticleLine) -> [Cell] {
    [
      .text(line.id.description), .severity(line.severity), .count(line.eventCount),
      .text(line.published?.description), .text(line.site),
      .text(line.kind == .article ? line.title : "[\(line.kind.rawValue)] \(line.title ?? "")"),
      .text(line.kind.rawValue), .text(line.language),
      line.severity == nil ? .text(nil) : .flag(line.isEscalatory), .text(line.url),
      .text(line.arrivedAt.formatted(.iso8601)),
    ]
  }
}

/// `events`: stored events, those of the newest article first.
struct EventsCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "events",
    abstract: "List stored events, those of the newest article first.",
    discussion: """
      Acts are told in words with their CAMEO code. unknown is somebody whom the text does not name; nobody: no one is on \
      that side.
      """
  )

  @OptionGroup var listing: ListingOptions

  @Option(help: "Only by this actor.")
  var actor: String?

  @Option(help: "Only against this target.")
  var target: String?

  @Option(help: ArgumentHelp("Only of this CAMEO code, or of all that begin with it.", valueName: "code"))
  var code: String?

  @Option(help: ArgumentHelp("Only of this status: realised, threatened, planned …", valueName: "status"))
  var status: EventStatus?

  @Option(help: ArgumentHelp("Only of at least this severity.", valueName: "0-10"))
  var severity: Double?

  @Option(help: ArgumentHelp("Only of this article.", valueName: "id"))
  var article: RecordID?

  func validate() throws {
    try article?.validate(.article)
  }

  func run(at desk: Desk) async throws {
    var query = EventQuery()
    query.since = listing.moment(now: desk.now)
    query.actor = actor
    query.target = target
    query.codePrefix = code
    query.status = status
    query.minimumSeverity = severity
    query.article = article?.number
    query.limit = listing.limit
    let events = try desk.store().events(query)
    try Listing(columns: Self.columns, rows: events.map(Self.row))
      .print(listing.format, to: desk.output, empty: "No event is stored that fits.")
  }

  private static let columns = [
    ListingColumn("id", "id"),
    ListingColumn("severity", "severity", .trailing),
    ListingColumn("status", "status"),
    ListingColumn("date", "date"),
    ListingColumn(forPrograms: "code"),
    ListingColumn(forPrograms: "category"),
    ListingColumn("actor", "actor", isFlexible: true),
    ListingColumn("target", "target", isFlexible: true),
    ListingColumn("action", "act", isFlexible: true),
    ListingColumn("trigger", "trigger", givesWayFirst: true),
    ListingColumn("article", "article"),
    ListingColumn(forPrograms: "goldstein"),
    ListingColumn(forPrograms: "sentence"),
  ]

  private static func row(_ stored: StoredEvent) -> [Cell] {
    let event = stored.event
    return [
      .text(stored.id.description), .number(event.severity.value), .text(event.status.rawValue),
      .text(event.date?.description), .text(event.code.rawValue), .text(event.category?.rawValue),
      .side(event.actor), .side(event.target), .act(event.code), .text(event.trigger),
      .text(stored.articleID.description), .number(event.goldstein), .text(event.sentence),
    ]
  }
}

/// `status`: where the store is and what it holds.
struct StatusCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show where the store is and what it holds."
  )

  func run(at desk: Desk) async throws {
    let store = try desk.store()
    let counts = try store.counts()
    let sizes = try store.sizes()
    let matters = try store.health(at: Date()).matterCount
    desk.output.print([
      "tocsin \(Version.current)",
      "database  \(store.path)",
      "articles  \(counts.articles)",
      "events    \(counts.events)",
      "alerts    \(sizes.firings), \(sizes.rows[.messages] ?? 0) deliveries, \(sizes.rows[.decisions] ?? 0) decisions",
      "size      \(Self.size(sizes.bytes)): retention tells what is dropped once it is old",
      "queued    \(counts.queuedEvaluations) articles that no condition has seen yet",
      "health    \(matters == 0 ? "ok" : "\(matters) things to see to: doctor tells")",
      "time      \(desk.now.formatted(.iso8601))\(desk.settings.now == nil ? "" : " (set by --now)")",
    ])
  }

  private static func size(_ bytes: Int64) -> String {
    bytes < 10 << 20 ? "\(bytes >> 10) KiB" : "\(bytes >> 20) MiB"
  }
}

/// `backup FILE`: the whole store in one file.
struct BackupCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Write the whole store to a new file, while others go on writing.",
    discussion: "The file holds signing secrets, as the database does: only its owner may read it (0600)."
  )

  @Argument(help: ArgumentHelp("Where to; a file that does not exist yet.", valueName: "file"))
  var path: String

  static func takes(after words: [String]) -> [Completing] { [.files] }

  func run(at desk: Desk) async throws {
    let bytes = try desk.store().backUp(to: path)
    desk.output.print("\(path) holds the store, \(bytes) bytes")
  }
}
