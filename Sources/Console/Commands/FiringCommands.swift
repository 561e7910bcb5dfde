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
  var severity: Double?

  @Flag(help: "Only those that are not resolved.")
  var open = false

  @Flag(help: "What rules held back, with the reason.")
  var held = false

  func run(at desk: Desk) async throws {
    if held { return try printHeld(at: desk) }
    var query = FiringQuery()
    query.since = listing.moment(now: desk.now)
    query.rule = rule
    query.minimumSeverity = severity
    query.isOpen = open
    query.limit = listing.limit
    let firings = try desk.store().firings(query)
    try Listing(columns: Self.columns, rows: firings.map(Self.row))
      .print(listing.format, to: desk.output, empty: "Nothing has fired that fits.")
  }

  private static let columns = [
    ListingColumn("id", "id"), ListingColumn("rule", "rule"), ListingColumn("state", "state"),
    ListingColumn("severity", "severity", .trailing),
    ListingColumn("sources", "sources", .trailing), ListingColumn("delivered", "delivered"),
    ListingColumn("fired", "fired"), ListingColumn("event", "event", isFlexible: true),
    ListingColumn("title", "title", givesWayFirst: true),
  ]

  private static func row(_ line: FiringLine) -> [Cell] {
    [
      .text(line.id.description), .text(line.rule), .text(line.state.rawValue), .severity(line.severity),
      .count(line.sourceCount),
      .text("\(line.accepted)/\(line.deliveries)"), .text(line.firedAt.formatted(.iso8601)),
      .text(line.event?.words), .text(line.title),
    ]
  }

  private func printHeld(at desk: Desk) throws {
    let held = try desk.store().heldDecisions(since: listing.moment(now: desk.now), limit: listing.limit)
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
      .print(listing.format, to: desk.output, empty: "Nothing was held back.")
  }
}

/// How a firing looks.
struct FiringScreen {
  let firing: StoredFiring
  /// Articles of the firing's story that count as one source each.
  var groups: [SourceGroup] = []

  /// The rule, why it fired, every source, every delivery.
  func print(to printer: Printer) {
    let line = firing.line
    printer.print("\(line.id, style: .cyan)  \(line.rule), severity \(SeverityLabel.text(line.severity))")
    printer.print(paragraph: "when \(firing.condition)", indent: "    ")
    printer.print(
      "    fired \(line.firedAt.formatted(.iso8601))\(firing.reason.isEmpty ? "" : ": \(firing.reason)")"
    )
    if let story = firing.story {
      printer.print("    one story: \(story)")
    } else {
      let act = firing.act.split(separator: "|").map { EventCode.words(String($0)) }.joined(separator: ", ")
      printer.print("    one act: \(act), about \(firing.actDay)")
    }
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
    if let updated = firing.updatedAt { printer.print("    last news \(updated.formatted(.iso8601))") }
    for (word, note) in [("acknowledged", firing.acknowledgement), ("resolved", firing.resolution)] {
      guard let note else { continue }
      printer.print("    \(word) \(note.at.formatted(.iso8601))\(note.note.isEmpty ? "" : ": \(note.note)")")
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
      printer.print("    \(id)\(event.words), \(event.status.rawValue): “\(event.trigger)”")
      printer.print(paragraph: SafeText(event.sentence), indent: "    ")
    }
    printer.print(FindingScreen.lines(source.findings))
  }
}

/// How the tests of a condition are told, one a line.
enum FindingScreen {
  static func lines(_ findings: [TestFinding]) -> [SafeText] {
    findings.map { finding in
      let mark = finding.holds ? SafeText("yes").styled(.green) : SafeText("no ").styled(.red)
      return "    \(mark)  \(finding.test): \(finding.found)"
    }
  }
}

/// What rules made of an article, as `why a12` tells it.
struct DecisionScreen {
  let decisions: [StoredDecision]
  let misses: [(rule: String, decision: RuleDecision, event: RecordID?)]

  /// What is recorded, and for the other rules how near they came; of one rule only where it is named.
  init(about article: StoredArticle, at desk: Desk, rule: String? = nil) throws {
    let store = try desk.store()
    let isWanted = { (name: String) in rule.map { $0.lowercased() == name.lowercased() } ?? true }
    let decisions = try store.decisions(about: article.id.number).filter { isWanted($0.rule) }
    let decided = Set(decisions.map(\.rule))
    let reading = try desk.books.current(in: store, silencesEndingAfter: .distantFuture)
    let entries = reading.book.entries
    let test = RuleTest(store: store, actors: reading.actors)
    if let rule, !entries.contains(where: { isWanted($0.stored.name) }) {
      throw StorageError.conflict(.noSuchRule(rule))
    }
    let evaluated = try store.evaluatedArticles([article.id.number]).first ?? article.evaluated
    let rules = entries.filter { isWanted($0.stored.name) && !decided.contains($0.stored.name) }
    self.decisions = decisions
    misses = try rules.map { entry in
      let miss = try test.miss(of: entry.text, on: evaluated)
      return (entry.stored.name, miss.decision, miss.event)
    }
  }

  func print(to printer: Printer) {
    guard !decisions.isEmpty || !misses.isEmpty else { return printer.print("no rule is set") }
    for stored in decisions {
      printer.print(
        paragraph:
          "\(stored.rule): \(stored.decision.outcome.rawValue)\(stored.firing.map { " \($0)" } ?? ""): \(stored.decision.reason)",
        indent: "  ",
        hanging: "    "
      )
      printer.print(FindingScreen.lines(stored.decision.findings))
    }
    for miss in misses {
      let event = miss.event.map { "; nearest \($0)" } ?? ""
      printer.print("  \(miss.rule): \(miss.decision.outcome.rawValue): \(miss.decision.reason)\(event)")
      printer.print(FindingScreen.lines(miss.decision.findings))
    }
  }
}
