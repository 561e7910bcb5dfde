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

  @Option("Only of this rule.")
  var rule: String?

  @Option("Only of at least this severity.", valueName: "0-10")
  var severity: SeverityBound?

  @Flag("Only those that are not resolved.")
  var open = false

  @Flag("What rules held back, with the reason.")
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
    let (fits, firings) = (query, try store.alerts.firings(query))
    if firings.isEmpty { try KnownNames(store: store).check(rule: rule) }
    let told = try FiringReach(of: firings, in: try desk.storyReader(store))
    let marks = try store.verdicts(on: firings.map(\.id) + firings.flatMap(told.events))
    try Listing(columns: Self.columns, rows: firings.map { Self.row($0, marks, told) }).print(
      listing.format,
      at: desk,
      empty: "Nothing has fired that fits.",
      count: RowCount(noun: "alert", limit: query.limit) { try store.alerts.count(fits) }
    )
  }

  static let isPaged = true

  private static let columns = [
    ListingColumn("id", "id"), ListingColumn("rule", "rule"), ListingColumn(forPrograms: "state"),
    ListingColumn(forPeople: "state"), ListingColumn("severity", "severity", .trailing),
    ListingColumn("sources", "sources", .trailing, givesWayFirst: true),
    ListingColumn("delivered", "delivered", givesWayFirst: true),
    ListingColumn("fired", "fired"), ListingColumn("event", "event", isFlexible: true),
    ListingColumn("title", "title", mayStandBelow: true),
    ListingColumn(forPeople: "marked", givesWayFirst: true),
    ListingColumn(forPrograms: "verdict"), ListingColumn(forPrograms: "articles"),
    ListingColumn(forPrograms: "by"),
  ]

  private static func row(
    _ line: FiringLine,
    _ marks: [RecordID: MarkVerdict],
    _ told: FiringReach
  ) -> [Cell] {
    let mark = marks[line.id]
    let events = told.events(of: line).compactMap { id in marks[id].map { "\(id) \($0.words)" } }
    return [
      .text(line.id.description), .text(line.rule), .text(line.state.rawValue),
      .text(state(line, marks, told)), .severity(line.severity),
      .count(told.sources(of: line)),
      .text("\(line.accepted)/\(line.deliveries)"), .time(line.firedAt),
      .text(line.event?.words ?? line.title), .text(line.title),
      .text(([mark?.words].compactMap { $0 } + events).joined(separator: "; ")), .text(mark?.word),
      .count(line.sourceCount), .text(line.who),
    ]
  }

  /// `open`; `acknowledged by ana, e5 wrong` where an analyst saw it, and judged its event.
  private static func state(
    _ line: FiringLine,
    _ marks: [RecordID: MarkVerdict],
    _ told: FiringReach
  ) -> String {
    let events = told.events(of: line).compactMap { id in marks[id].map { "\(id) \($0.word)" } }
    let state = line.state.rawValue + (line.who.map { " by \($0)" } ?? "")
    return ([state, marks[line.id]?.word].compactMap { $0 } + events).joined(separator: ", ")
  }

  private func printHeld(at desk: Desk) throws {
    let store = try desk.store()
    let (since, limit) = (listing.moment(now: desk.now), listing.rows(at: desk))
    let held = try store.alerts.heldDecisions(since: since, ofRule: rule, limit: limit)
    if held.isEmpty { try KnownNames(store: store).check(rule: rule) }
    let rows: [[Cell]] = held.map { held in
      [
        .text(held.article.description), .text(held.rule), .text(held.decision.outcome.rawValue),
        .text(held.decision.reason), .text(held.title),
      ]
    }
    let columns = [
      ListingColumn("article", "article"), ListingColumn("rule", "rule"), ListingColumn("outcome", "outcome"),
      ListingColumn("reason", "reason", isFlexible: true), ListingColumn("title", "title", isFlexible: true),
    ]
    try Listing(columns: columns, rows: rows).print(
      listing.format,
      at: desk,
      empty: "Nothing was held back.",
      count: RowCount(noun: "report", limit: limit) { [rule] in
        try store.alerts.heldCount(since: since, ofRule: rule)
      }
    )
  }
}

/// How a firing looks.
struct FiringScreen {
  let firing: StoredFiring
  /// Articles of the firing's story that count as one source each.
  var groups: [SourceGroup] = []
  /// What an analyst says of it; nil for nothing.
  var mark: MarkVerdict?
  /// What analysts say of the events that it rests on.
  var eventMarks: [RecordID: MarkVerdict] = [:]
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
      let who = note.who.map { " by \($0)" } ?? ""
      printer.print("    \(word) \(times.words(note.at))\(who)\(note.note.isEmpty ? "" : ": \(note.note)")")
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
    if let deleted = source.withdrawnAt {
      printer.print("    deleted \(times.words(deleted)), kept as what this alert rests on")
    }
    if let event = source.event {
      let id = source.eventID.map { "\($0) " } ?? ""
      printer.print(
        paragraph: "\(id)\(event.words), \(event.status.rawValue): “\(event.trigger)”",
        indent: "    ",
        hanging: "      "
      )
      printer.print(paragraph: SafeText(event.sentence), indent: "    ")
      if let mark = source.eventID.flatMap({ eventMarks[$0] }) {
        printer.print(paragraph: "marked \(mark.words)", indent: "    ")
      }
    }
    FindingScreen.print(source.findings, to: printer)
  }
}
