internal import Exchange
internal import Foundation
internal import Model
internal import Service
internal import Storage

/// Whether the service is well.
enum HealthOperations {
  static let all: [Operation] = [healthy, ready, document]

  private static let healthy = Operation(
    method: .get,
    path: "/-/healthy",
    name: "healthy",
    summary: "Whether the service answers at all.",
    outcomes: [
      Operation.Outcome(
        status: 200,
        meaning: "It does.",
        contentType: "text/plain; charset=utf-8",
        schema: .text
      )
    ],
    isOfTheProcess: true
  ) { _, _ in .text("tocsin is healthy\n") }

  private static let state = Form<[Check]>(
    "Readiness",
    [
      .init("ready", .bool) { .bool($0.allSatisfy(\.isWell)) },
      .init("checks", .list(check.schema)) { .array($0.map(check.json)) },
    ]
  )

  private static let check = Form<Check>(
    "Check",
    [
      .init("name", .text) { JSONValue($0.name) }, .init("well", .bool) { .bool($0.isWell) },
      .init("detail", .text) { JSONValue($0.detail) },
    ]
  )

  private static let ready = Operation(
    method: .get,
    path: "/-/ready",
    name: "ready",
    summary: "Whether alerts would come through, and what hinders them.",
    outcomes: [
      .json(state.definition.inlining(check), "They would."),
      .json(state.definition.inlining(check), "They would not.", status: 503),
    ]
  ) { _, desk in
    let checks = Check.all(of: desk)
    return .json(state.json(checks), status: checks.allSatisfy(\.isWell) ? 200 : 503)
  }

  private static let document = Operation(
    method: .get,
    path: "/api/v1/openapi.json",
    name: "describeAPI",
    summary: "This document.",
    outcomes: [.json(.anything, "OpenAPI 3.1.")]
  ) { _, _ in .json(OpenAPIDocument.document(of: Operations.all)) }
}

extension Schema {
  /// The form with another one written out where it is named.
  fileprivate func inlining<Value>(_ form: Form<Value>) -> Schema {
    switch self {
    case .named(form.name): form.definition
    case .list(let schema): .list(schema.inlining(form))
    case .object(let properties):
      .object(
        properties.map { property in
          var property = property
          property.schema = property.schema.inlining(form)
          return property
        }
      )
    default: self
    }
  }
}

/// One thing that has to be well for alerts to come through.
struct Check: Sendable {
  var name: String
  var isWell: Bool
  var detail: String

  /// A desk that did not pass by for so long does not show rules what came.
  private static let passSecondsMax = 60.0

  static func all(of desk: GatewayDesk) -> [Check] {
    let seconds = desk.service.secondsSincePass
    let isPassing = seconds.map { $0 < passSecondsMax } ?? false
    let rounds = Check(
      name: "rules",
      isWell: isPassing,
      detail: seconds.map {
        desk.service.roles.contains(.ingest)
          ? "rules were last shown what came \(Int($0)) s ago"
          : "this service passed by \(Int($0)) s ago; others show rules what came"
      } ?? "rules were not asked yet"
    )
    do {
      let health = try desk.store.health(at: Date())
      let stopped = health.stoppedEndpoints.map { "\($0.name): \($0.reason)" }
      return [
        rounds,
        Check(
          name: "store",
          isWell: !desk.store.isReadOnly,
          detail: desk.store.isReadOnly ? "it may only be read" : "it answers"
        ),
        Check(
          name: "webhooks",
          isWell: true,
          detail: stopped.isEmpty ? "none is stopped" : "stopped: \(stopped.joined(separator: "; "))"
        ),
      ]
    } catch {
      return [
        rounds, Check(name: "store", isWell: false, detail: desk.explain(error)?.message ?? "it fails"),
      ]
    }
  }
}

/// All that is served.
enum Operations {
  static let all: [Operation] =
    HealthOperations.all + ArticleOperations.all + StoryOperations.all + FiringOperations.all
    + DeliveryOperations.all + WebhookOperations.all + WatchOperations.all + RuleOperations.all
    + StreamOperations.all
}
