internal import ArgumentParser
internal import EventCodes
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

  @Option("Only of this outlet or domain.")
  var site: String?

  @Option("Only with these words in title or text.", valueName: "words")
  var matching: String?

  @Option("Only of at least this severity.", valueName: "0-10")
  var severity: SeverityBound?

  static let isPaged = true

  static func takes(behind option: String) -> [Completing] {
    option == "--watch" ? [.watches] : takesUsually(behind: option)
  }

  @Option("Only those that came by a watch of this tag.", valueName: "name")
  var tag: String?

  @Option("Only those that came by this watch.", valueName: "name")
  var watch: String?

  func run(at desk: Desk) async throws {
    var query = ArticleQuery()
    (query.tag, query.watch) = (tag, watch)
    query.since = listing.moment(now: desk.now)
    query.site = site
    query.words = matching
    query.minimumSeverity = severity?.value
    query.limit = listing.rows(at: desk)
    let store = try desk.store()
    let (fits, lines) = (query, try store.articles.lines(query))
    if lines.isEmpty { try KnownNames(store: store).check(outlet: site, tag: tag, watch: watch) }
    try Listing(columns: Self.columns, rows: lines.map(Self.row)).print(
      listing.format,
      at: desk,
      empty: "No article is stored that fits. Try: read URL",
      count: RowCount(noun: "article", limit: query.limit) { try store.articles.count(fits) }
    )
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
      .time(line.arrivedAt),
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
      that side. --actor Putin asks for Russia, whose office he holds; --person Putin for what names him.
      """
  )

  @OptionGroup var listing: ListingOptions

  @Option("Only by this actor.")
  var actor: String?

  @Option("Only against this target.")
  var target: String?

  @Option("Only those that name this person, on either side.")
  var person: String?

  @Option("Only of this CAMEO code, or of all that begin with it.", valueName: "code")
  var code: String?

  @Option("Only of this status: realised, threatened, planned …", valueName: "status")
  var status: EventStatus?

  @Option("Only of at least this severity.", valueName: "0-10")
  var severity: SeverityBound?

  @Option("Only of this article.", valueName: "id")
  var article: RecordID?

  func validate() throws {
    try article?.validate(.article)
  }

  static let isPaged = true

  func run(at desk: Desk) async throws {
    var query = EventQuery()
    query.since = listing.moment(now: desk.now)
    try take(actor, \.actor, .actor, into: &query, desk)
    try take(target, \.target, .target, into: &query, desk)
    if let person { query.persons = try ActorArgument.persons(person, at: desk) }
    query.codePrefix = try code.map(CodeArgument.prefix)
    query.status = status
    query.minimumSeverity = severity?.value
    let store = try desk.store()
    query.article = try article.map { try store.existingArticle($0).id.number }
    query.limit = listing.rows(at: desk)
    let (fits, events) = (query, try store.articles.events(query))
    let marks = try store.verdicts(on: events.map(\.id))
    try Listing(columns: Self.columns, rows: events.map { Self.row($0, marks[$0.id]) }).print(
      listing.format,
      at: desk,
      empty: "No event is stored that fits.",
      count: RowCount(noun: "event", limit: query.limit) { try store.articles.count(fits) }
    )
  }

  /// A side by its actor, or by a person who stands for none.
  private func take(
    _ name: String?,
    _ side: WritableKeyPath<EventQuery, String?>,
    _ place: EventSide,
    into query: inout EventQuery,
    _ desk: Desk
  ) throws {
    guard let name else { return }
    switch try ActorArgument.meaning(of: name, at: desk) {
    case .actor(let actor): query[keyPath: side] = actor
    case .persons(let persons): (query.persons, query.personSide) = (persons, place)
    }
  }

  private static let columns = [
    ListingColumn("id", "id"),
    ListingColumn("severity", "severity", .trailing),
    ListingColumn("status", "status"),
    ListingColumn("date", "date"),
    ListingColumn(forPrograms: "code"),
    ListingColumn(forPrograms: "category"),
    ListingColumn(forPrograms: "actor"),
    ListingColumn(forPrograms: "target"),
    ListingColumn(forPrograms: "actorPerson"),
    ListingColumn(forPrograms: "targetPerson"),
    ListingColumn(forPrograms: "action"),
    ListingColumn(forPeople: "actor → target: act (code)", isFlexible: true),
    ListingColumn("trigger", "trigger", givesWayFirst: true),
    ListingColumn("article", "article"),
    ListingColumn(forPeople: "marked", givesWayFirst: true),
    ListingColumn(forPrograms: "goldstein"),
    ListingColumn(forPrograms: "sentence"),
    ListingColumn(forPrograms: "verdict"),
  ]

  private static func row(_ stored: StoredEvent, _ mark: MarkVerdict?) -> [Cell] {
    let event = stored.event
    return [
      .text(stored.id.description), .number(event.severity.value), .text(event.status.rawValue),
      .text(event.date?.description), .text(event.code.rawValue), .text(event.category?.rawValue),
      .side(event.actor), .side(event.target), .text(event.persons[.actor]), .text(event.persons[.target]),
      .act(event.code), .text(event.words), .text(event.trigger),
      .text(stored.articleID.description), .text(mark?.words), .number(event.goldstein),
      .text(event.sentence), .text(mark?.word),
    ]
  }
}

/// `backup FILE`: the whole store in one file.
struct BackupCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Write the whole store to a new file, while others go on writing.",
    discussion: "The file holds signing secrets, as the database does: only its owner may read it (0600)."
  )

  @Argument("Where to; a file that does not exist yet.", valueName: "file")
  var path: String

  static func takes(after words: [String]) -> [Completing] { [.files] }

  func run(at desk: Desk) async throws {
    let bytes = try desk.store().backUp(to: path)
    desk.output.print("\(path) holds the store, \(bytes) bytes")
  }
}
