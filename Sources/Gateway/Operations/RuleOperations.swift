internal import Alerting
internal import Exchange
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage

/// Rules and silences.
enum RuleOperations {
  static let all: [Operation] = [list, rule, add, remove, check, silences, silence, endSilence]

  private static let list = Operation(
    method: .get,
    path: "/api/v1/rules",
    name: "listRules",
    summary: "All rules, by name.",
    scope: .read,
    outcomes: [.json(.list(AlertForms.rule.schema), "Rules.")]
  ) { _, desk in .json(.array(try desk.store.alerts.rules().map(AlertForms.rule.json))) }

  private static let rule = Operation(
    method: .get,
    path: "/api/v1/rules/{name}",
    name: "readRule",
    summary: "One rule.",
    scope: .read,
    parameters: [.path("name", .words(charactersMax: 64), "The rule's name.")],
    outcomes: [.json(AlertForms.rule.schema, "The rule.")]
  ) { asked, desk in .json(AlertForms.rule.json(try existing(asked["name"] ?? "", desk))) }

  private static func existing(_ name: String, _ desk: GatewayDesk) throws -> StoredRule {
    guard let rule = try desk.store.alerts.rules().first(where: { $0.name.lowercased() == name.lowercased() })
    else {
      throw StorageError.conflict(.noSuchRule(name))
    }
    return rule
  }

  private static let conditionBytesMax = 16_384

  private static let add = Operation(
    method: .post,
    path: "/api/v1/rules",
    name: "addRule",
    summary: "Adds a rule; nothing is saved until it is valid.",
    scope: .write,
    body: .json(
      .object([
        Schema.Property("name", .pattern(Parameter.namePattern)),
        Schema.Property(
          "when",
          .boundedText(conditionBytesMax),
          meaning: "Condition and clauses, as behind alert add NAME when; notify may stand in it."
        ),
        Schema.Property("notify", .list(.boundedText(64)), isRequired: false, meaning: "Names of webhooks."),
      ]),
      meaning: "The rule."
    ),
    outcomes: [.json(AlertForms.rule.schema, "The rule is there.", status: 201)],
    problems: [404, 409, 422]
  ) { asked, desk in
    let reading = try desk.rules()
    var text = try read(asked.body, names: reading.names)
    for name in names(asked.body["notify"]) where !text.endpoints.contains(name) {
      text.endpoints.append(name)
    }
    let name = asked.body["name"]?.text ?? ""
    let now = desk.stamp()
    try RuleAdmission(store: desk.store, book: reading.book)
      .add(text, named: name, at: now, remembering: UndoNote("alert add \(name)", at: now))
    return .json(AlertForms.rule.json(try existing(name, desk)), status: 201)
      .with("Location", "/api/v1/rules/\(name)")
  }

  private static func names(_ value: JSONValue?) -> [String] {
    if case .array(let items) = value { items.compactMap(\.text) } else { [] }
  }

  /// - Throws: `StatementError.condition`, which shows the place.
  private static func read(_ body: JSONValue, names: ActorNames) throws -> RuleText {
    let text = body["when"]?.text ?? ""
    do throws(ConditionError) {
      return try RuleText(text, names: names)
    } catch {
      throw StatementError.condition(error, text: text)
    }
  }

  private static let check = Operation(
    method: .post,
    path: "/api/v1/rules/check",
    name: "checkRule",
    summary: "Reads a rule's text and gives it in its canonical words; stores nothing.",
    scope: .read,
    body: .json(
      .object([Schema.Property("when", .boundedText(conditionBytesMax))]),
      meaning: "Condition and clauses."
    ),
    outcomes: [
      .json(
        .object([
          Schema.Property("when", .text), Schema.Property("notify", .list(.text)),
          Schema.Property("notes", .list(.text), meaning: "What is worth knowing about it."),
        ]),
        "It is valid."
      )
    ],
    problems: [422]
  ) { asked, desk in
    let text = try read(asked.body, names: try desk.rules().names)
    return .json([
      "when": .string(text.withoutEndpoints.description),
      "notify": .array(text.endpoints.map(JSONValue.string)),
      "notes": .array(
        (text.notices.map { "\($0)" } + (try desk.notes(text.condition))).map(JSONValue.string)
      ),
    ])
  }

  private static let remove = Operation(
    method: .delete,
    path: "/api/v1/rules/{name}",
    name: "removeRule",
    summary: "Removes a rule; what it fired stays.",
    scope: .write,
    parameters: [.path("name", .words(charactersMax: 64), "The rule's name.")],
    outcomes: [.done("It is gone.")]
  ) { asked, desk in
    let name = asked["name"] ?? ""
    try desk.store.removeRule(
      named: name,
      remembering: UndoNote("alert remove \(name)", at: desk.stamp())
    )
    return .done
  }

  private static let silences = Operation(
    method: .get,
    path: "/api/v1/silences",
    name: "listSilences",
    summary: "The silences that last.",
    scope: .read,
    outcomes: [.json(.list(AlertForms.silence.schema), "Silences.")]
  ) { _, desk in
    .json(.array(try desk.store.alerts.silences(endingAfter: desk.stamp()).map(AlertForms.silence.json)))
  }

  private static let silence = Operation(
    method: .post,
    path: "/api/v1/silences",
    name: "addSilence",
    summary: "Hides what a matcher holds for.",
    scope: .write,
    body: .json(
      .object([
        Schema.Property(
          "when",
          .boundedText(conditionBytesMax),
          meaning: "A matcher, as behind silence add … when."
        ),
        Schema.Property("for", .boundedText(20), isRequired: false, meaning: "4h, 2d; or until."),
        Schema.Property("until", .boundedText(40), isRequired: false, meaning: "A moment; or for."),
        Schema.Property("comment", .boundedText(500), isRequired: false),
      ]),
      meaning: "The silence."
    ),
    outcomes: [.json(AlertForms.silence.schema, "It holds from now on.", status: 201)],
    problems: [422]
  ) { asked, desk in
    let matcher = asked.body["when"]?.text ?? ""
    let now = desk.stamp()
    let end = try end(asked.body, now: now)
    let condition: Condition
    let names = try desk.rules().names
    do throws(ConditionError) {
      condition = try Condition(matcher: matcher, names: names)
    } catch {
      throw StatementError.condition(error, text: matcher)
    }
    let number = try desk.store.addSilence(
      matcher: condition.description,
      from: now,
      until: end,
      comment: asked.body["comment"]?.text ?? "",
      remembering: UndoNote("silence add when \(condition.description)", at: now)
    )
    guard let stored = try desk.store.alerts.silences(endingAfter: now).first(where: { $0.number == number })
    else {
      throw Problem.notThere("silence \(number)")
    }
    return .json(AlertForms.silence.json(stored), status: 201)
  }

  private static func end(_ body: JSONValue, now: Date) throws -> Date {
    switch (body["for"]?.text, body["until"]?.text) {
    case (let duration?, nil): try SilenceText(words: ["for", duration], now: now).end
    case (nil, let moment?): try SilenceText(words: ["until", moment], now: now).end
    default: throw Problem(422, "silence", "give for or until, one of them")
    }
  }

  private static let endSilence = Operation(
    method: .delete,
    path: "/api/v1/silences/{number}",
    name: "endSilence",
    summary: "Ends a silence now.",
    scope: .write,
    parameters: [.path("number", .number, "Its number.")],
    outcomes: [.done("It has ended.")]
  ) { asked, desk in
    let (number, now) = (asked.number("number"), desk.stamp())
    let note = UndoNote("silence end \(number)", at: now)
    guard try desk.store.endSilence(number, at: now, remembering: note) else {
      throw Problem(404, "not-there", "there is no silence \(asked["number"] ?? "") that lasts")
    }
    return .done
  }
}
