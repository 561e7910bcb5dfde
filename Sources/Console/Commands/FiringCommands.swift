internal import Alerting
internal import ArgumentParser
internal import EventCodes
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage
internal import Terminal

/// `alerts`: what fired.
struct AlertsCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "alerts",
    abstract: "List what fired, newest first; with --held what was held back, and why."
  )

  @OptionGroup var listing: ListingOptions

  @Option(help: "Only of this rule.")
  var rule: String?

  @Option(help: ArgumentHelp("Only of at least this severity.", valueName: "0-10"))
  var severity: SeverityBound?

  @Flag(help: "Only those that are not resolved.")
  var open = false

  @Flag(help: "What rules held back, with the reason.")
  var held = false

  func run(at desk: Desk) async throws {
    if held { return try printHeld(at: desk) }
    var query = FiringQuery()
    query.since = listing.moment(now: desk.now)
    query.rule = rule
    query.minimumSeverity = severity?.value
    query.isOpen = open
    query.limit = listing.rows(at: desk)
    let store = try desk.store()
    let (fits, firings) = (query, try store.firings(query))
    let marks = try store.verdicts(on: firings.map(\.id))
    try Listing(columns: Self.columns, rows: firings.map { Self.row($0, marks[$0.id]) }).print(
      listing.format,
      at: desk,
      empty: "Nothing has fired that fits.",
      count: RowCount(noun: "alert", limit: query.limit) { try store.count(fits) }
    )
  }

  static let isPaged = true

  private static let columns = [
    ListingColumn("id", "id"), ListingColumn("rule", "rule"), ListingColumn("state", "state"),
    ListingColumn("severity", "severity", .trailing),
    ListingColumn("sources", "sources", .trailing), ListingColumn("delivered", "delivered"),
    ListingColumn("fired", "fired"), ListingColumn("event", "event", isFlexible: true),
    ListingColumn("title", "title", givesWayFirst: true),
    ListingColumn(forPeople: "marked", givesWayFirst: true),
    ListingColumn(forPrograms: "verdict"),
  ]

  private static func row(_ line: FiringLine, _ mark: MarkVerdict?) -> [Cell] {
    [
      .text(line.id.description), .text(line.rule), .text(line.state.rawValue), .severity(line.severity),
      .count(line.sourceCount),
      .text("\(line.accepted)/\(line.deliveries)"), .time(line.firedAt),
      .text(line.event?.words ?? line.title), .text(line.title), .text(mark?.words), .text(mark?.word),
    ]
  }

  private func printHeld(at desk: Desk) throws {
    let held = try desk.store().heldDecisions(
      since: listing.moment(now: desk.now),
      limit: listing.rows(at: desk)
    )
    let rows: [[Cell]] = held.filter { rule == nil || $0.rule.lowercased() == rule?.lowercased() }.map {
      held in
      [
        .text(held.article.description), .text(held.rule), .text(held.decision.outcome.rawValue),
        .text(held.decision.reason), .text(held.title),
      ]
    }
    let columns = [
      ListingColumn("article", "article"), ListingColumn("rule", "rule"), ListingColumn("outcome", "outcome"),
      ListingColumn("reason", "reason", isFlexible: true), ListingColumn("title", "title", isFlexible: true),
    ]
    try Listing(columns: columns, rows: rows)
      .print(listing.format, at: desk, empty: "Nothing was held back.")
  }
}

/// How a firing looks.
struct FiringScreen {
  let firing: StoredFiring
  /// Articles of the firing's story that count as one source each.
  var groups: [SourceGroup] = []
  /// What an analyst says of it; nil for nothing.
  var mark: MarkVerdict?
  let times: TimeWording

  /// The rule, why it fired, every source, every delivery.
  func print(to printer: Printer) {
    let line = firing.line
    printer.print("\(line.id, style: .cyan)  \(line.rule), severity \(SeverityLabel.text(line.severity))")
    printer.print(paragraph: "when \(firing.condition)", indent: "    ")
    printer.print(
      "    fired \(times.words(line.firedAt))\(firing.reason.isEmpty ? "" : ": \(firing.reason)")"
    )
    if let story = firing.story {
      printer.print("    one story: \(story)")
    } else {
      let act = firing.act.split(separator: "|").map { EventCode.words(String($0)) }.joined(separator: ", ")
      printer.print("    one act: \(act), about \(firing.actDay)")
    }
    if let mark { printer.print(paragraph: "marked \(mark.words)", indent: "    ") }
    printNotes(to: printer)
    var told: RecordID?
    for (index, source) in firing.sources.enumerated() {
      printer.print()
      printSource(source, isFirst: index == 0, isSame: told == source.article, to: printer)
      told = source.article
    }
    printer.print()
    if firing.deliveries.isEmpty { printer.print("nobody is notified by this rule") }
    for delivery in firing.deliveries { printer.print(DeliveryScreen.line(delivery)) }
  }

  private func printNotes(to printer: Printer) {
    if let updated = firing.updatedAt { printer.print("    last news \(times.words(updated))") }
    for (word, note) in [("acknowledged", firing.acknowledgement), ("resolved", firing.resolution)] {
      guard let note else { continue }
      printer.print("    \(word) \(times.words(note.at))\(note.note.isEmpty ? "" : ": \(note.note)")")
    }
    for group in groups where group.articles.count > 1 {
      let articles = group.articles.map { "a\($0)" }.joined(separator: ", ")
      printer.print("    one source: \(articles) (\(group.reasons.joined(separator: ", ")))")
    }
  }

  private func printSource(_ source: FiringSource, isFirst: Bool, isSame: Bool, to printer: Printer) {
    let role: SafeText = isFirst ? "fired by" : isSame ? "and for" : "joined by"
    printer.print("\(role) \(source.article, style: .cyan)  \(source.title ?? "(no title)")")
    printer.print("    \(source.site ?? "no outlet"), \(source.published?.description ?? "undated")")
    if let event = source.event {
      let id = source.eventID.map { "\($0) " } ?? ""
      printer.print(
        paragraph: "\(id)\(event.words), \(event.status.rawValue): “\(event.trigger)”",
        indent: "    ",
        hanging: "      "
      )
      printer.print(paragraph: SafeText(event.sentence), indent: "    ")
    }
    FindingScreen.print(source.findings, to: printer)
  }
}
