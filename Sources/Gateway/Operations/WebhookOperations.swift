internal import Exchange
internal import Fetching
internal import Foundation
internal import Model
internal import Pipeline
internal import Service
internal import Storage
internal import Webhooks

/// Where alerts go. Secrets come in, and never out.
enum WebhookOperations {
  static let all: [Operation] = [list, add, remove, test]

  private static let list = Operation(
    method: .get,
    path: "/api/v1/webhooks",
    name: "listWebhooks",
    summary: "Where alerts go, and how that fares. Addresses and secrets are not told.",
    scope: .read,
    outcomes: [.json(.list(AlertForms.webhook.schema), "Webhooks.")]
  ) { _, desk in .json(.array(try desk.store.outbox.endpoints().map(AlertForms.webhook.json))) }

  private static let name = Parameter.path("name", .words(charactersMax: 64), "The webhook's name.")
  private static let secretCharactersMax = 4_096
  private static let templateCharactersMax = 65_536
  private static let listMax = 20

  private static let form = Schema.object([
    Schema.Property("name", .pattern(Parameter.namePattern)),
    Schema.Property("url", .boundedText(secretCharactersMax)),
    Schema.Property(
      "format",
      .word(WebhookFormat.allCases.map(\.rawValue)),
      isRequired: false,
      meaning: "Without it \(WebhookFormat.standard.rawValue)."
    ),
    Schema.Property(
      "secret",
      .boundedText(secretCharactersMax),
      isRequired: false,
      meaning:
        "The signing secret, whsec_… or whsk_…; messages of \(WebhookFormat.standard.rawValue) are always signed."
    ),
    Schema.Property(
      "credential",
      .boundedText(secretCharactersMax),
      isRequired: false,
      meaning: "PagerDuty's routing key, or a bearer token."
    ),
    Schema.Property(
      "template",
      .boundedText(templateCharactersMax),
      isRequired: false,
      meaning: "The Mustache text of \(WebhookFormat.template.rawValue)."
    ),
    Schema.Property(
      "headers",
      .list(
        .object([
          Schema.Property("name", .boundedText(200)),
          Schema.Property("value", .boundedText(secretCharactersMax)),
        ])
      ),
      isRequired: false,
      meaning: "Sent with each message."
    ),
    Schema.Property(
      "allow",
      .list(.boundedText(64)),
      isRequired: false,
      meaning: "Private networks that may be sent to, of those that the service's settings allow."
    ),
    Schema.Property("in_order", .bool, isRequired: false, meaning: "One message after the other."),
    Schema.Property(
      "per_minute",
      .integer,
      isRequired: false,
      meaning: "At most so many attempts in any minute."
    ),
    Schema.Property(
      "without_consent",
      .bool,
      isRequired: false,
      meaning: "Whether CloudEvents are sent to a receiver that does not say that it wants them."
    ),
  ])

  private static let add = Operation(
    method: .post,
    path: "/api/v1/webhooks",
    name: "addWebhook",
    summary: "Adds a webhook; everything is checked, a template tried, before it is there.",
    scope: .write,
    body: .json(form, meaning: "The webhook."),
    outcomes: [.json(AlertForms.webhook.schema, "It is sent to from now on.", status: 201)],
    problems: [409, 422],
    secondsMax: 60
  ) { asked, desk in
    var endpoint = try endpoint(asked.body, allowed: try desk.allowed())
    try EndpointCheck.admit(endpoint)
    if endpoint.format.asksForConsent,
      try desk.store.outbox.endpoints().allSatisfy({ $0.name != endpoint.name })
    {
      endpoint.consentOrigin = ProcessInfo.processInfo.hostName
      let consent = try await EndpointConsent.ask(for: endpoint, transport: desk.transport, at: Date())
      guard consent.isGiven || asked.body["without_consent"] == .bool(true) else {
        throw Problem(
          422,
          "consent",
          "the receiver does not say that it wants to be sent to (WebHook-Allowed-Origin); without_consent adds it all the same"
        )
      }
      endpoint.agree(consent)
    }
    let now = desk.stamp()
    try desk.store.addEndpoint(
      endpoint,
      at: now,
      remembering: UndoNote("webhook add \(endpoint.name)", at: now)
    )
    return .json(AlertForms.webhook.json(try existing(endpoint.name, desk)), status: 201)
  }

  /// - Throws: `Problem` for what does not belong together.
  private static func endpoint(_ body: JSONValue, allowed: [AddressRange]) throws -> Endpoint {
    let format = body["format"]?.text.flatMap(WebhookFormat.init) ?? .standard
    var endpoint = Endpoint(
      name: body["name"]?.text ?? "",
      url: SecretURL(body["url"]?.text ?? ""),
      format: format
    )
    if let secret = body["secret"]?.text { endpoint.signingKeys = [SigningKeyEntry(key: Secret(secret))] }
    endpoint.credential = body["credential"]?.text.map { Secret($0) }
    endpoint.template = body["template"]?.text
    guard (format == .template) == (endpoint.template != nil) else {
      throw Problem(422, "webhook", "the format template and a template belong together")
    }
    endpoint.headers = try items(body["headers"], "headers").map {
      EndpointHeader(name: $0["name"]?.text ?? "", value: Secret($0["value"]?.text ?? ""))
    }
    endpoint.allowedRanges = try items(body["allow"], "allow").compactMap(\.text)
    // Who may change the store by the API is not at this machine: what it reaches is for its settings to say.
    if let outside = endpoint.allowedRanges.first(where: { text in
      AddressRange(text).map { range in !allowed.contains { $0.contains(range) } } ?? false
    }) {
      throw Problem(422, "webhook", "\(outside) is no network that the settings of the service allow")
    }
    endpoint.isStrictlyOrdered = body["in_order"] == .bool(true)
    if case .integer(let count) = body["per_minute"] {
      guard (1...100_000).contains(count) else {
        throw Problem(422, "webhook", "per_minute takes 1 to 100000")
      }
      endpoint.attemptsPerMinuteMax = Int(count)
    }
    return endpoint
  }

  private static func items(_ value: JSONValue?, _ name: String) throws -> [JSONValue] {
    guard case .array(let items) = value else { return [] }
    guard items.count <= listMax else {
      throw Problem(422, "webhook", "\(name) takes at most \(listMax)")
    }
    return items
  }

  private static func existing(_ name: String, _ desk: GatewayDesk) throws -> Endpoint {
    guard let endpoint = try desk.store.outbox.endpoints().first(where: { $0.name == name }) else {
      throw Problem(404, "no-such-webhook", "there is no webhook \(name)")
    }
    return endpoint
  }

  private static let remove = Operation(
    method: .delete,
    path: "/api/v1/webhooks/{name}",
    name: "removeWebhook",
    summary: "Removes a webhook that no rule notifies; what was still to be sent to it is given up.",
    scope: .write,
    parameters: [name],
    outcomes: [.done("It is gone.")],
    problems: [409]
  ) { asked, desk in
    let name = try existing(asked["name"] ?? "", desk).name
    try EndpointActions(store: desk.store).remove(
      name,
      remembering: UndoNote("webhook remove \(name)", at: desk.stamp())
    )
    return .done
  }

  private static let lookSeconds = 0.05
  private static let attemptSecondsMax = 40.0

  private static let test = Operation(
    method: .post,
    path: "/api/v1/webhooks/{name}/test",
    name: "testWebhook",
    summary: "Sends a message that is marked as a test, and tells what came of its first attempt.",
    scope: .write,
    parameters: [name],
    outcomes: [.json(AlertForms.history.schema, "The delivery, whatever came of it.")],
    secondsMax: 60
  ) { asked, desk in
    let endpoint = try existing(asked["name"] ?? "", desk)
    let id = try EndpointActions(store: desk.store).test(endpoint.name, at: desk.stamp(), due: Date())
    desk.service.wake()
    let deadline = ContinuousClock.now + .seconds(attemptSecondsMax)
    while true {
      guard let history = try desk.store.outbox.delivery(id.number) else { throw Problem.notThere("\(id)") }
      let hasTried = history.attempts.contains { $0.outcome != .open }
      // A webhook that is paused is not sent to: there is nothing to wait for.
      if hasTried || endpoint.condition.state != .active || ContinuousClock.now > deadline {
        return .json(AlertForms.history.json(history))
      }
      try await Task.sleep(for: .seconds(lookSeconds))
    }
  }
}
