internal import ArgumentParser
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage
internal import Terminal
internal import Webhooks

/// `webhook`: where alerts are sent.
struct WebhookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "webhook",
    abstract: "Add, list, test, pause, rotate and remove webhooks; check a signature.",
    subcommands: [
      Add.self, List.self, Test.self, Pause.self, Resume.self, Rotate.self, Remove.self, Verify.self,
    ]
  )

  /// `webhook add NAME URL`.
  struct Add: DeskCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add a webhook. Messages of Standard Webhooks are signed.",
      discussion: """
        Without --secret-file a signing secret is made and shown once; other formats are signed only where one is given \
        or --generate asks for one. Everything is checked, a template tried, before the webhook is added.
        """
    )

    @Argument(help: "The webhook's name: letters, digits, hyphens.")
    var name: String

    @Argument(help: "Where messages are sent: https, or http to an address that --allow names.")
    var url: String?

    @OptionGroup var about: WebhookArguments

    @Option(help: ArgumentHelp("A file that holds the signing secret, whsec_… or whsk_….", valueName: "file"))
    var secretFile: String?

    @Flag(help: "Make a new signing secret (the default without --secret-file).")
    var generate = false

    @Option(
      parsing: .singleValue,
      help: ArgumentHelp("A private network that may be sent to, such as 127.0.0.0/8.", valueName: "cidr")
    )
    var allow: [String] = []

    func validate() throws {
      try NameArgument.validate(name, of: "webhook")
      if (url == nil) == (about.urlFile == nil) { throw ValidationError("Give the address, or --url-file.") }
      if generate, secretFile != nil { throw ValidationError("Give --secret-file or --generate, not both.") }
    }

    func run(at desk: Desk) async throws {
      let isSigned = about.format == .standard || generate
      let secret = try secretFile.map(Self.secret) ?? (isSigned ? SigningKey.generate() : nil)
      let endpoint = try endpoint(secret)
      try desk.store().addEndpoint(endpoint, at: desk.now)
      desk.output.print("\(name) is sent to at \(endpoint.url)")
      if secretFile == nil, let secret {
        desk.output.print("secret  \(secret.revealed)")
        desk.output.print("Give it to the receiver now: it is not shown again.")
      }
    }

    private func endpoint(_ secret: Secret?) throws -> Endpoint {
      let address = try url ?? about.urlFile.map(WebhookArguments.line) ?? ""
      var endpoint = Endpoint(name: name, url: SecretURL(address), format: about.format)
      endpoint.signingKeys = [secret].compactMap { $0 }.map { SigningKeyEntry(key: $0) }
      endpoint.allowedRanges = allow
      try about.apply(to: &endpoint)
      if let problem = EndpointCheck.problems(endpoint).first {
        throw CommandFailure(message: Wording.words(problem, of: name), exitStatus: .usage)
      }
      return endpoint
    }

    static func secret(_ file: String) throws -> Secret {
      let bytes = try SourceArgument.fileBytes(file)
      let text = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
      let secret = Secret(text)
      do throws(SigningKeyError) {
        _ = try SigningKey(secret)
        return secret
      } catch {
        throw CommandFailure(
          message: "\(file) holds no signing secret: \(Wording.words(error))",
          exitStatus: .usage
        )
      }
    }
  }

  /// `webhook list`.
  struct List: DeskCommand {
    static let configuration = CommandConfiguration(abstract: "List webhooks; secrets are not shown.")

    @Option(help: "How rows are written: table, json, jsonl or csv.")
    var format = ListingFormat.table

    func run(at desk: Desk) async throws {
      let endpoints = try desk.store().endpoints()
      try Listing(columns: Self.columns, rows: endpoints.map(Self.row))
        .print(format, to: desk.output, empty: "No webhook is set. Try: webhook add NAME URL")
    }

    private static let columns = [
      ListingColumn("name", "name"), ListingColumn("url", "address", isFlexible: true),
      ListingColumn("format", "format"), ListingColumn("state", "state"),
      ListingColumn("failures", "failures", .trailing), ListingColumn("allow", "allow"),
      ListingColumn("reason", "reason", isFlexible: true),
    ]

    private static func row(_ endpoint: Endpoint) -> [Cell] {
      [
        .text(endpoint.name), .text(endpoint.url.description), .text(endpoint.format.rawValue),
        .text(endpoint.condition.state.rawValue), .count(endpoint.condition.consecutiveFailures),
        .text(endpoint.allowedRanges.joined(separator: ", ")), .text(endpoint.condition.reason),
      ]
    }
  }

  /// `webhook test NAME`.
  struct Test: DeskCommand {
    static let configuration = CommandConfiguration(
      abstract: "Send a marked test message and tell what came of it."
    )

    /// Longer than an attempt may take.
    private static let waitSeconds = 30.0

    @Argument(help: "The webhook's name.")
    var name: String

    func run(at desk: Desk) async throws {
      let store = try desk.store()
      let endpoint = try store.endpoint(named: name)
      let notice = AlertNotice(
        change: .test,
        firing: 0,
        rule: "test",
        condition: "none: an analyst tries the webhook",
        time: desk.now,
        severity: 0,
        fingerprint: "test",
        events: [],
        sources: [],
        why: "webhook test \(endpoint.name)"
      )
      let id = try store.enqueueTest(notice, to: endpoint.name, at: desk.now, render: RuleEvaluation.render)
      try await desk.deliver()
      let history = try await settled(id, in: store)
      desk.output.print(DeliveryScreen.line(history.delivery))
      if history.delivery.state != .accepted { throw CommandFailure(message: nil) }
    }

    /// Waits until the first attempt has ended.
    private func settled(_ id: RecordID, in store: Store) async throws -> DeliveryHistory {
      let deadline = ContinuousClock.now + .seconds(Self.waitSeconds)
      while true {
        guard let history = try store.delivery(id.number) else {
          throw StorageError.conflict(.noSuchDelivery(id.number))
        }
        let hasTried = history.attempts.contains { $0.outcome != .open }
        if hasTried || ContinuousClock.now > deadline { return history }
        try await Task.sleep(for: .milliseconds(50))
      }
    }
  }

  /// `webhook remove NAME`.
  struct Remove: DeskCommand {
    static let configuration = CommandConfiguration(abstract: "Remove a webhook that no rule notifies.")

    @Argument(help: "The webhook's name.")
    var name: String

    func run(at desk: Desk) async throws {
      try desk.store().removeEndpoint(named: name)
      desk.output.print("\(name) is removed")
    }
  }
}

/// `deliveries`: what was sent, or is to be.
struct DeliveriesCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "deliveries",
    abstract: "List deliveries, newest first."
  )

  @Flag(help: "Only those that failed for good, or whose attempts are used up.")
  var failed = false

  @Option(help: ArgumentHelp("Only those to this webhook.", valueName: "name"))
  var endpoint: String?

  @Option(help: ArgumentHelp("Only those queued since then: 2d, 12h, 2026-11-20.", valueName: "time"))
  var since: String?

  @Option(help: "How many rows at most.")
  var limit = 50

  @Option(help: "How rows are written: table, json, jsonl or csv.")
  var format = ListingFormat.table

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit needs at least 1.") }
    if let since, TimeArgument.since(since, now: .now) == nil {
      throw ValidationError("\(since) is no time: write 2d, 12h or 2026-11-20.")
    }
  }

  func run(at desk: Desk) async throws {
    let store = try desk.store()
    var query = DeliveryQuery()
    query.isFailed = failed
    query.endpoint = try endpoint.map { try store.endpoint(named: $0).name }
    query.since = since.flatMap { TimeArgument.since($0, now: desk.now) }
    query.limit = limit
    let deliveries = try store.deliveries(query)
    try Listing(columns: Self.columns, rows: deliveries.map(Self.row))
      .print(format, to: desk.output, empty: "Nothing was to be delivered yet.")
  }

  private static let columns = [
    ListingColumn("id", "id"), ListingColumn("webhook", "webhook"), ListingColumn("firing", "firing"),
    ListingColumn("state", "state"), ListingColumn("attempts", "attempts", .trailing),
    ListingColumn("next", "next attempt"), ListingColumn("reason", "reason", isFlexible: true),
    ListingColumn(forPrograms: "message"),
  ]

  private static func row(_ delivery: Delivery) -> [Cell] {
    [
      .text(RecordID(.delivery, delivery.number).description), .text(delivery.endpoint),
      .text(delivery.firing.map { RecordID(.firing, $0).description } ?? "test"),
      .text(delivery.state.rawValue),
      .count(delivery.attemptsMade), .text(delivery.nextAttemptAt?.formatted(.iso8601)),
      .text(delivery.reason),
      .text(delivery.message.id),
    ]
  }
}

/// `delivery d2`: one delivery, attempt by attempt.
struct DeliveryCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "delivery",
    abstract: "Show a delivery: its message and every attempt."
  )

  @Argument(help: ArgumentHelp("Such as d2.", valueName: "id"))
  var id: RecordID

  func validate() throws {
    if id.kind != .delivery { throw ValidationError("\(id) is no delivery: write d2.") }
  }

  func run(at desk: Desk) async throws {
    let store = try desk.store()
    guard let history = try store.delivery(id.number) else {
      throw StorageError.conflict(.noSuchDelivery(id.number))
    }
    let endpoint = try store.endpoints().first { $0.name == history.delivery.endpoint }
    DeliveryScreen(history: history, endpoint: endpoint).print(to: desk.output)
  }
}

/// How a delivery looks.
struct DeliveryScreen {
  let history: DeliveryHistory
  /// Whose secrets are masked; nil where it was removed, and the message is not shown.
  let endpoint: Endpoint?

  /// `d1  to ops  204: accepted`, and where the reason does not tell the state, `d1  to ops  pending: 503: …`.
  static func line(_ delivery: Delivery) -> SafeText {
    let isTold = delivery.state == .accepted
    let words = isTold ? delivery.reason : "\(delivery.state.rawValue): \(delivery.reason)"
    let told = SafeText(words).styled(style(delivery.state))
    return "\(RecordID(.delivery, delivery.number), style: .cyan)  to \(delivery.endpoint)  \(told)"
  }

  func print(to printer: Printer) {
    let delivery = history.delivery
    printer.print(Self.line(delivery))
    printer.print(
      "    message \(delivery.message.id), \(delivery.message.type), number \(delivery.sequence) to \(delivery.endpoint)"
    )
    if let firing = delivery.firing { printer.print("    tells of \(RecordID(.firing, firing))") }
    if let next = delivery.nextAttemptAt { printer.print("    next attempt \(next.formatted(.iso8601))") }
    for attempt in history.attempts {
      let seconds = attempt.durationSeconds.map { ", \(Cell.decimal($0)) s" } ?? ""
      printer.print()
      printer.print(
        "attempt \(attempt.number)  \(attempt.startedAt.formatted(.iso8601))\(seconds)  \(attempt.outcome.rawValue)"
      )
      printer.print(paragraph: SafeText(attempt.reason), indent: "    ")
      if let answer = attempt.answer, !answer.isEmpty {
        printer.print(paragraph: "answered: \(answer)", indent: "    ")
      }
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
    case .pending, .trying, .paused: .yellow
    }
  }
}
