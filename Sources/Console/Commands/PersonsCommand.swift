internal import ArgumentParser
internal import EventCodes
internal import Model
internal import Storage
internal import Terminal

/// `persons`: who is named in stored events.
struct PersonsCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "persons",
    abstract: "List who is named in stored events, those most often named first.",
    discussion: """
      By the full name where the text or the table of offices gives it. events --person NAME and timeline --person NAME tell \
      what each does; actors NAME tells whose office a person holds.
      """
  )

  @Option("How many rows at most (default: 50, or what set rows says).", valueName: "n")
  var limit: Int?

  @Option("How rows are written: table, json, jsonl or csv.")
  var format = ListingFormat.table

  static let isPaged = true

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit needs at least 1.") }
  }

  func run(at desk: Desk) async throws {
    try desk.findPersons()
    let store = try desk.store()
    let rows = limit ?? desk.preferences.current.rows
    let lines = try store.articles.persons(limit: rows)
    try Listing(columns: Self.columns, rows: lines.map(Self.row)).print(
      format,
      at: desk,
      empty: "No stored event names a person.",
      count: RowCount(noun: "person", limit: rows) { try store.articles.personCount() }
    )
  }

  private static let columns = [
    ListingColumn("person", "person", isFlexible: true),
    ListingColumn("events", "events", .trailing),
    ListingColumn("side", "stands for", isFlexible: true),
    ListingColumn("last", "last named"),
    ListingColumn("event", "event"),
    ListingColumn(forPeople: "actor → target: act (code)", isFlexible: true, givesWayFirst: true),
  ]

  private static func row(_ line: PersonLine) -> [Cell] {
    [
      .text(line.person.name), .count(line.eventCount), .side(line.side), .time(line.arrivedAt),
      .text(line.last.id.description), .text(line.last.event.words),
    ]
  }
}
