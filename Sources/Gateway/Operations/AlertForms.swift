internal import Exchange
internal import Model
internal import Pipeline
internal import Storage

/// How alerts, rules, deliveries and what belongs to them are told.
enum AlertForms {
  /// A firing in a listing, with how many independent sources it rests on.
  typealias ReachingLine = (line: FiringLine, sources: Int)

  static let line = Form<ReachingLine>(
    "FiringLine",
    [
      .init("id", .text) { JSONValue($0.line.id.description) },
      .init("rule", .text) { JSONValue($0.line.rule) },
      .init("state", .word(FiringState.allCases.map(\.rawValue))) { JSONValue($0.line.state.rawValue) },
      .init("severity", .nullable(.number)) { JSONValue($0.line.severity) },
      .init("fired", .formatted("date-time")) { JSONValue($0.line.firedAt) },
      .init("title", .nullable(.text), "The first source's headline.") { JSONValue($0.line.title) },
      .init("event", .nullable(ArticleForms.coded.schema), "The first source's event.") {
        $0.line.event.map(ArticleForms.coded.json) ?? .null
      },
      .init("articles", .integer, "How many articles it rests on.") { JSONValue($0.line.sourceCount) },
      .init("sources", .integer, "How many of them are independent: copies and houses of one family are one.")
      {
        JSONValue($0.sources)
      },
      .init("deliveries", .integer) { JSONValue($0.line.deliveries) },
      .init("accepted", .integer, "How many of its deliveries were accepted.") {
        JSONValue($0.line.accepted)
      },
    ]
  )

  /// Firings with their independent sources.
  ///
  /// - Throws: `StorageError`.
  static func reaching(_ lines: [FiringLine], _ desk: GatewayDesk) throws -> [ReachingLine] {
    let reach = try FiringReach(of: lines, in: try desk.stories())
    return lines.map { ($0, reach.sources(of: $0)) }
  }

  static let firing = Form<StoredFiring>(
    "Firing",
    line.fields.map { field in .init(field.name, field.schema, field.meaning) { field.value(($0.line, 0)) } }
      .filter { !["sources", "deliveries"].contains($0.name) } + [
        .init("condition", .text, "The rule's text when it fired.") { JSONValue($0.condition) },
        .init("reason", .text, "Why it fired.") { JSONValue($0.reason) },
        .init("story", .nullable(.text)) { JSONValue($0.story?.description) },
        .init("updated", .nullable(.formatted("date-time")), "When it last told of news.") {
          JSONValue($0.updatedAt)
        },
        .init("acknowledgement", .nullable(note.schema)) { $0.acknowledgement.map(note.json) ?? .null },
        .init("resolution", .nullable(note.schema)) { $0.resolution.map(note.json) ?? .null },
        .init("sources", .list(source.schema)) { .array($0.sources.map(source.json)) },
        .init("deliveries", .list(delivery.schema)) { .array($0.deliveries.map(delivery.json)) },
      ]
  )

  static let note = Form<FiringNote>(
    "FiringNote",
    [
      .init("at", .formatted("date-time")) { JSONValue($0.at) },
      .init("note", .text) { JSONValue($0.note) },
      .init("by", .nullable(.text), "Who said so; null where a rule or time did.") { JSONValue($0.who) },
    ]
  )

  static let source = Form<FiringSource>(
    "FiringSource",
    [
      .init("article", .text) { JSONValue($0.article.description) },
      .init("title", .nullable(.text)) { JSONValue($0.title) },
      .init("site", .nullable(.text)) { JSONValue($0.site) },
      .init("url", .nullable(.text)) { JSONValue($0.url) },
      .init("published", .nullable(.formatted("date"))) { JSONValue($0.published?.description) },
      .init("event", .nullable(ArticleForms.coded.schema)) { $0.event.map(ArticleForms.coded.json) ?? .null },
      .init("tests", .list(finding.schema), "What each test of the condition found.") {
        .array($0.findings.map(finding.json))
      },
      .init("added", .formatted("date-time")) { JSONValue($0.addedAt) },
      .init(
        "deleted",
        .nullable(.formatted("date-time")),
        "When an analyst deleted the article; it is kept as what the firing rests on."
      ) { JSONValue($0.withdrawnAt) },
    ]
  )

  static let finding = Form<TestFinding>(
    "TestFinding",
    [
      .init("test", .text) { JSONValue($0.test) }, .init("found", .text) { JSONValue($0.found) },
      .init("holds", .bool) { .bool($0.holds) },
    ]
  )

  static let delivery = Form<Delivery>(
    "Delivery",
    [
      .init("id", .text) { JSONValue(RecordID(.delivery, $0.number).description) },
      .init("webhook", .text) { JSONValue($0.endpoint) },
      .init("firing", .nullable(.text)) { JSONValue($0.firing.map { RecordID(.firing, $0).description }) },
      .init("message", .text, "The id that every attempt carries.") { JSONValue($0.message.id) },
      .init("type", .text) { JSONValue($0.message.type) },
      .init("state", .word(DeliveryState.allCases.map(\.rawValue))) { JSONValue($0.state.rawValue) },
      .init("attempts", .integer) { JSONValue($0.attemptsMade) },
      .init("queued", .formatted("date-time")) { JSONValue($0.createdAt) },
      .init("next", .nullable(.formatted("date-time")), "When it is tried next.") {
        JSONValue($0.nextAttemptAt)
      },
      .init("reason", .text) { JSONValue($0.reason) },
    ]
  )

  static let history = Form<DeliveryHistory>(
    "DeliveryHistory",
    [
      .init("delivery", delivery.schema) { delivery.json($0.delivery) },
      .init("attempts", .list(attempt.schema)) { .array($0.attempts.map(attempt.json)) },
    ]
  )

  static let attempt = Form<Attempt>(
    "Attempt",
    [
      .init("number", .integer) { JSONValue($0.number) },
      .init("started", .formatted("date-time")) { JSONValue($0.startedAt) },
      .init("seconds", .nullable(.number)) { JSONValue($0.durationSeconds) },
      .init("outcome", .word(AttemptOutcome.allCases.map(\.rawValue))) { JSONValue($0.outcome.rawValue) },
      .init("status", .nullable(.integer), "Of the answer.") { JSONValue($0.status) },
      .init("reason", .text) { JSONValue($0.reason) },
    ]
  )

  static let rule = Form<StoredRule>(
    "Rule",
    [
      .init("name", .text) { JSONValue($0.name) },
      .init("when", .text, "Condition and clauses in their canonical words.") { JSONValue($0.text) },
      .init("notify", .list(.text)) { .array($0.endpoints.map(JSONValue.string)) },
      .init("created", .formatted("date-time")) { JSONValue($0.createdAt) },
      .init("firings", .integer) { JSONValue($0.firingCount) },
    ]
  )

  static let silence = Form<StoredSilence>(
    "Silence",
    [
      .init("number", .integer) { .integer($0.number) }, .init("when", .text) { JSONValue($0.matcher) },
      .init("starts", .formatted("date-time")) { JSONValue($0.startsAt) },
      .init("ends", .formatted("date-time")) { JSONValue($0.endsAt) },
      .init("comment", .text) { JSONValue($0.comment) },
    ]
  )

  static let webhook = Form<Endpoint>(
    "Webhook",
    [
      .init("name", .text) { JSONValue($0.name) },
      .init("origin", .text, "Scheme, host and port; the rest of the address is a credential.") {
        JSONValue($0.url.origin)
      },
      .init("format", .word(WebhookFormat.allCases.map(\.rawValue))) { JSONValue($0.format.rawValue) },
      .init("state", .word(EndpointState.allCases.map(\.rawValue))) {
        JSONValue($0.condition.state.rawValue)
      },
      .init("reason", .nullable(.text), "Why it is paused or disabled.") { JSONValue($0.condition.reason) },
      .init("failures", .integer, "Attempts that failed one after another.") {
        JSONValue($0.condition.consecutiveFailures)
      },
      .init("failing", .nullable(.formatted("date-time")), "Since when.") {
        JSONValue($0.condition.failingSince)
      },
    ]
  )

  static let mark = Form<AnalystMark>(
    "Mark",
    [
      .init("id", .text) { JSONValue($0.subject.description) },
      .init("verdict", .word(["right", "wrong"])) { JSONValue($0.isRight ? "right" : "wrong") },
      .init("note", .text) { JSONValue($0.note) },
      .init("marked", .formatted("date-time")) { JSONValue($0.markedAt) },
    ]
  )
}
