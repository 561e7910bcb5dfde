internal import ArgumentParser
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage
internal import Terminal
internal import Webhooks

/// `deliveries`: what was sent, or is to be.
struct DeliveriesCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "deliveries",
    abstract: "List deliveries, newest first."
  )

  @Flag("Only those that failed for good, or whose attempts are used up.")
  var failed = false

  @Option("Only those to this webhook.", valueName: "name")
  var endpoint: String?

  @Option("Only those queued since then: 2d, 12h, 2026-11-20.", valueName: "time")
  var since: String?

  @Option("How many rows at most (default: 50, or what set rows says).", valueName: "n")
  var limit: Int?

  @Option("How rows are written: table, json, jsonl or csv.")
  var format = ListingFormat.table

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit needs at least 1.") }
    if let since, TimeText.past(since, before: .now) == nil {
      throw ValidationError("\(TimePhrase.problem(since)).")
    }
  }

  func run(at desk: Desk) async throws {
    let store = try desk.store()
    var query = DeliveryQuery()
    query.isFailed = failed
    query.endpoint = try endpoint.map { try store.outbox.endpoint(named: $0).name }
    query.since = since.flatMap { TimeText.past($0, before: desk.now) }
    query.limit = limit ?? desk.preferences.current.rows
    let (fits, deliveries) = (query, try store.outbox.deliveries(query))
    let holds = try store.outbox.endpointHolds()
    let rows = deliveries.map { Self.row($0, heldUntil: holds[$0.endpoint]) }
    try Listing(columns: Self.columns, rows: rows).print(
      format,
      at: desk,
      empty: "Nothing was to be delivered yet.",
      count: RowCount(noun: "delivery", limit: query.limit) { try store.outbox.count(fits) }
    )
  }

  static let isPaged = true

  private static let columns = [
    ListingColumn("id", "id"), ListingColumn("webhook", "webhook"), ListingColumn("firing", "firing"),
    ListingColumn("state", "state"), ListingColumn("attempts", "attempts", .trailing),
    ListingColumn("next", "next attempt"), ListingColumn("reason", "reason", isFlexible: true),
    ListingColumn(forPrograms: "message"),
  ]

  /// What a message tells of that is no alert's: `test`, `watch gone`.
  private static func occasion(_ delivery: Delivery) -> String {
    let type = delivery.message.type
    return (type.hasPrefix("tocsin.") ? String(type.dropFirst("tocsin.".utf8.count)) : type).replacing(
      ".",
      with: " "
    )
  }

  private static func row(_ delivery: Delivery, heldUntil: Date?) -> [Cell] {
    let due = delivery.nextAttemptAt.map { max($0, heldUntil ?? $0) }
    let next = due == .distantFuture ? nil : due
    return [
      .text(RecordID(.delivery, delivery.number).description), .text(delivery.endpoint),
      .text(delivery.firing.map { RecordID(.firing, $0).description } ?? occasion(delivery)),
      .text(delivery.state.rawValue),
      .count(delivery.attemptsMade), .time(next),
      .text(delivery.reason),
      .text(delivery.message.id),
    ]
  }
}

/// `delivery d2`, `delivery show d2`.
struct DeliveryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delivery",
    abstract: "Show a delivery: its message and every attempt.",
    subcommands: [DeliveryShowCommand.self],
    defaultSubcommand: DeliveryShowCommand.self
  )
}

/// One delivery, attempt by attempt.
struct DeliveryShowCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a delivery: its message and every attempt."
  )

  @Argument("Such as d2.", valueName: "id")
  var id: RecordID

  func validate() throws {
    try id.validate(.delivery)
  }

  static func takes(after words: [String]) -> [Completing] { [.deliveries] }

  static let isPaged = true

  func run(at desk: Desk) async throws { try Self.show(id, at: desk) }

  /// Shows a delivery, as `delivery d2` and `show d2` do.
  static func show(_ id: RecordID, at desk: Desk) throws {
    let store = try desk.store()
    guard let history = try store.outbox.delivery(id.number) else {
      throw StorageError.conflict(.noSuchDelivery(id.number))
    }
    let endpoint = try store.outbox.endpoints().first { $0.name == history.delivery.endpoint }
    let heldUntil = try store.outbox.endpointHolds()[history.delivery.endpoint]
    DeliveryScreen(history: history, endpoint: endpoint, heldUntil: heldUntil, times: desk.times)
      .print(to: desk.output)
  }
}

/// How a delivery looks.
struct DeliveryScreen {
  let history: DeliveryHistory
  /// Whose secrets are masked; nil where it was removed, and the message is not shown.
  let endpoint: Endpoint?
  /// Until when nothing is sent to it; nil where something is.
  var heldUntil: Date?
  let times: TimeWording

  /// `d1  to ops  204: accepted`, and where the reason does not tell the state, `d1  to ops  pending: 503: …`.
  static func line(_ delivery: Delivery) -> SafeText {
    let isTold = delivery.state == .accepted
    let words = isTold ? delivery.reason : "\(delivery.state.rawValue): \(delivery.reason)"
    let told = SafeText(words).styled(style(delivery.state))
    return "\(RecordID(.delivery, delivery.number), style: .cyan)  to \(delivery.endpoint)  \(told)"
  }

  private func nextAttempt(_ next: Date) -> String {
    guard let heldUntil, heldUntil > next else { return "next attempt \(times.words(next))" }
    if heldUntil == .distantFuture {
      return "no next attempt until webhook resume \(REPLLine.quoted(history.delivery.endpoint))"
    }
    let why =
      endpoint?.condition.state == .active
      ? "its host no longer asks to be left alone" : "it is tried whether the webhook works again"
    return "next attempt \(times.words(heldUntil)), when \(why)"
  }

  func print(to printer: Printer) {
    let delivery = history.delivery
    printer.print(Self.line(delivery))
    printer.print(
      "    message \(delivery.message.id), \(delivery.message.type), number \(delivery.sequence) to \(delivery.endpoint)"
    )
    if let firing = delivery.firing { printer.print("    tells of \(RecordID(.firing, firing))") }
    if let next = delivery.nextAttemptAt {
      printer.print("    \(nextAttempt(next))")
    }
    if let note = delivery.message.note { printer.print(paragraph: SafeText(note), indent: "    ") }
    for attempt in history.attempts {
      let seconds = attempt.durationSeconds.map { ", \(Cell.decimal($0)) s" } ?? ""
      printer.print()
      printer.print(
        "attempt \(attempt.number)  \(times.precise(attempt.startedAt))\(seconds), \(attempt.bytesSent) bytes  \(attempt.outcome.rawValue)"
      )
      printer.print(paragraph: SafeText(attempt.reason), indent: "    ")
      if let answer = attempt.answer, !answer.isEmpty {
        printer.print(paragraph: "answered: \(answer)", indent: "    ")
      }
    }
    if let dropped = delivery.bodyDroppedAt {
      return printer.print("    what it said was dropped \(times.words(dropped)): retention tells")
    }
    guard let endpoint else { return }
    printer.print()
    printer.print(SafeText("message").styled(.bold))
    printer.print(SafeText.lines(of: Redaction(endpoint).shownBody(delivery.message)))
  }

  private static func style(_ state: DeliveryState) -> TextStyle {
    switch state {
    case .accepted: .green
    case .failedForGood, .dead: .red
    case .pending, .trying: .yellow
    }
  }
}

/// `replay`: what was delivered, or could not be, once more.
struct ReplayCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Send deliveries again, with the same message and id.",
    discussion:
      "A receiver knows by the id what it has already. What still waits, or is under way, is left as it is."
  )

  @Argument("Such as d2.", valueName: "id")
  var ids: [RecordID] = []

  @Option("All deliveries to this webhook.", valueName: "name")
  var endpoint: String?

  @Option("Only those queued since then: 2d, 12h, 2026-11-20.", valueName: "time")
  var since: String?

  func validate() throws {
    for id in ids { try id.validate(.delivery) }
    if ids.isEmpty == (endpoint == nil) {
      throw ValidationError("Give ids, or --endpoint NAME with --since TIME.")
    }
    if endpoint != nil, since.flatMap({ TimeText.past($0, before: .now) }) == nil {
      throw ValidationError(
        since.map { "\(TimePhrase.problem($0))." }
          ?? "--endpoint needs --since TIME, such as 2d or 2026-11-20."
      )
    }
  }

  static func takes(after words: [String]) -> [Completing] { [.deliveries] }

  func run(at desk: Desk) async throws {
    let store = try desk.store()
    var numbers = ids.map(\.number)
    if let endpoint {
      var query = DeliveryQuery()
      query.endpoint = try store.outbox.endpoint(named: endpoint).name
      query.since = since.flatMap { TimeText.past($0, before: desk.now) }
      query.limit = Store.Limits.listedRows
      numbers = try store.outbox.deliveries(query).map(\.number).reversed()
    }
    for number in numbers where try store.outbox.delivery(number) == nil {
      throw StorageError.conflict(.noSuchDelivery(number))
    }
    let replayed = try EndpointActions(store: store).replay(numbers, at: Date())
    for number in numbers where !replayed.contains(RecordID(.delivery, number)) {
      desk.errors.print(
        "\(RecordID(.delivery, number)) is not sent again: it waits, is under way, or its webhook or its message is gone"
      )
    }
    desk.output.print("\(replayed.count) to be sent again")
    try await desk.deliver()
    if replayed.count < numbers.count { throw CommandFailure(message: nil) }
  }
}
