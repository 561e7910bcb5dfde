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

  /// `webhook list`.
  struct List: DeskCommand {
    static let configuration = CommandConfiguration(abstract: "List webhooks; secrets are not shown.")

    @Option("How rows are written: table, json, jsonl or csv.")
    var format = ListingFormat.table

    func run(at desk: Desk) async throws {
      let endpoints = try desk.store().outbox.endpoints()
      try Listing(columns: Self.columns, rows: endpoints.map(Self.row))
        .print(
          format,
          at: desk,
          empty: "No webhook is set. Try: webhook add NAME URL",
          count: RowCount(all: "webhook")
        )
    }

    private static let columns = [
      ListingColumn("name", "name"), ListingColumn("url", "address"),
      ListingColumn("format", "format"), ListingColumn("state", "state"),
      ListingColumn("failures", "failures", .trailing), ListingColumn("allow", "allow", givesWayFirst: true),
      ListingColumn("reason", "reason", givesWayFirst: true),
    ]

    private static func row(_ endpoint: Endpoint) -> [Cell] {
      [
        .text(endpoint.name), .text(endpoint.url.description), .text(endpoint.format.rawValue),
        .text(endpoint.condition.state.rawValue), .count(endpoint.condition.consecutiveFailures),
        .text(endpoint.allowedRanges.joined(separator: ", ")), .text(reason(endpoint)),
      ]
    }

    /// Why it is not sent to; else what is wrong with its template, which rings all the same.
    private static func reason(_ endpoint: Endpoint) -> String? {
      endpoint.condition.reason ?? EndpointCheck.templateProblem(endpoint)?.reason
    }
  }

  /// `webhook test NAME`.
  struct Test: DeskCommand {
    static let configuration = CommandConfiguration(
      abstract: "Send a marked test message and tell what came of it."
    )

    /// Longer than an attempt may take.
    private static let waitSeconds = 30.0

    @Argument("The webhook's name.")
    var name: String

    static func takes(after words: [String]) -> [Completing] { [.webhooks] }

    func run(at desk: Desk) async throws {
      let store = try desk.store()
      let endpoint = try store.outbox.endpoint(named: name)
      let id = try EndpointActions(store: store).test(endpoint.name, at: desk.now, due: Date())
      try await desk.deliver()
      let history = try await settled(id, in: store)
      desk.output.print(DeliveryScreen.line(history.delivery))
      if history.delivery.state != .accepted { throw CommandFailure(message: nil) }
    }

    /// Waits until the first attempt has ended.
    private func settled(_ id: RecordID, in store: Store) async throws -> DeliveryHistory {
      let deadline = ContinuousClock.now + .seconds(Self.waitSeconds)
      while true {
        guard let history = try store.outbox.delivery(id.number) else {
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

    @Argument("The webhook's name.")
    var name: String

    static func takes(after words: [String]) -> [Completing] { [.webhooks] }

    func run(at desk: Desk) async throws {
      let note = UndoNote("webhook remove \(name)", at: try desk.stamp())
      try EndpointActions(store: desk.store()).remove(name, remembering: note)
      desk.output.print("\(name) is removed")
    }
  }
}
