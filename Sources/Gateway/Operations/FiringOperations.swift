internal import Exchange
internal import Foundation
internal import Model
internal import Pipeline
internal import Service
internal import Storage

/// What fired, and what analysts do with it.
enum FiringOperations {
  static let all: [Operation] = [list, firing, acknowledge, resolve, marks, mark, unmark]

  private static let list = Operation(
    method: .get,
    path: "/api/v1/firings",
    name: "listFirings",
    summary: "What fired, the newest first.",
    scope: .read,
    parameters: [
      .query("since", .moment, "Fired since."),
      .query("rule", .words(charactersMax: 64), "Only of this rule."),
      .query("severity", .severity, "Only of at least this severity."),
      .query("open", .bool, "true: only those that are not resolved."),
    ] + ArticleOperations.rowPaging,
    outcomes: [.json(.page(of: AlertForms.line.schema), "A page of firings.")]
  ) { asked, desk in
    var query = FiringQuery()
    query.since = asked.moment("since", before: desk.stamp())
    query.rule = asked["rule"]
    query.minimumSeverity = asked.severity("severity")
    query.isOpen = asked["open"] == "true"
    query.before = asked.row
    query.limit = asked.limit
    let lines = try AlertForms.reaching(try desk.store.alerts.firings(query), desk)
    return .page(lines, as: AlertForms.line, limit: asked.limit) { "\($0.line.id.number)" }
  }

  private static let firing = Operation(
    method: .get,
    path: "/api/v1/firings/{id}",
    name: "readFiring",
    summary: "One firing with every source, every test of its condition and every delivery.",
    scope: .read,
    parameters: [.path("id", .id(.firing), "Such as f9.")],
    outcomes: [.json(AlertForms.firing.schema, "The firing.")]
  ) { asked, desk in .json(AlertForms.firing.json(try existing(asked, desk))) }

  private static func existing(_ asked: Asked, _ desk: GatewayDesk) throws -> StoredFiring {
    guard let firing = try desk.store.alerts.firing(asked.number("id")) else {
      throw Problem.notThere(asked["id"] ?? "")
    }
    return firing
  }

  private static let noteBody: Schema = .object([
    Schema.Property("note", .boundedText(2_000), isRequired: false, meaning: "What to note of it.")
  ])

  private static let acknowledge = change(
    "acknowledge",
    summary:
      "Notes that somebody has seen an alert: it repeats no more. Once more without a note changes nothing."
  ) { actions, firing, note in try actions.acknowledge(firing, note: note) }

  private static let resolve = change(
    "resolve",
    summary: "Ends an alert; its webhooks are told so."
  ) { actions, firing, note in try actions.resolve(firing, note: note) }

  /// What an analyst does to a firing, and the firing as it stands then.
  private static func change(
    _ verb: String,
    summary: String,
    _ act: @escaping @Sendable (FiringActions, Int64, String) throws -> Void
  ) -> Operation {
    Operation(
      method: .post,
      path: "/api/v1/firings/{id}/\(verb)",
      name: "\(verb)Firing",
      summary: summary,
      scope: .write,
      parameters: [.path("id", .id(.firing), "Such as f9.")],
      body: .json(noteBody, meaning: "What to note of it."),
      outcomes: [.json(AlertForms.firing.schema, "The firing as it stands now.")],
      problems: [409]
    ) { asked, desk in
      try act(FiringActions(desk: desk), asked.number("id"), asked.body["note"]?.text ?? "")
      return .json(AlertForms.firing.json(try existing(asked, desk)))
    }
  }

  private static let marks = Operation(
    method: .get,
    path: "/api/v1/marks",
    name: "listMarks",
    summary: "Verdicts of analysts, the newest first.",
    scope: .read,
    parameters: [.query("limit", .count(max: 500), "How many at most.")],
    outcomes: [.json(.list(AlertForms.mark.schema), "Verdicts.")]
  ) { asked, desk in .json(.array(try desk.store.alerts.marks(limit: asked.limit).map(AlertForms.mark.json)))
  }

  private static let mark = Operation(
    method: .put,
    path: "/api/v1/marks/{id}",
    name: "mark",
    summary: "Keeps a verdict on a coded event or a firing; a later one takes the place of an earlier one.",
    scope: .write,
    parameters: [.path("id", .subject, "An event or a firing: e5, f3.")],
    body: .json(
      .object([
        Schema.Property("verdict", .word(["right", "wrong"])),
        Schema.Property("note", .boundedText(2_000), isRequired: false),
      ]),
      meaning: "The verdict."
    ),
    outcomes: [.done("It is kept.")]
  ) { asked, desk in
    let (verdict, now) = (asked.body["verdict"]?.text ?? "", desk.stamp())
    guard let id = asked["id"].flatMap({ RecordID($0) }),
      try desk.store.mark(
        id,
        isRight: verdict == "right",
        note: asked.body["note"]?.text ?? "",
        at: now,
        remembering: UndoNote("mark \(id) \(verdict)", at: now)
      )
    else { throw Problem.notThere(asked["id"] ?? "") }
    return .done
  }

  private static let unmark = Operation(
    method: .delete,
    path: "/api/v1/marks/{id}",
    name: "unmark",
    summary: "Takes a verdict back.",
    scope: .write,
    parameters: [.path("id", .subject, "An event or a firing: e5, f3.")],
    outcomes: [.done("There is none any more.")]
  ) { asked, desk in
    guard let id = asked["id"].flatMap({ RecordID($0) }),
      try desk.store.removeMark(id, remembering: UndoNote("mark remove \(id)", at: desk.stamp()))
    else {
      throw Problem(404, "not-there", "\(asked["id"] ?? "") is not marked")
    }
    return .done
  }
}

/// What analysts do with alerts over HTTP, in the API and on the board.
struct FiringActions {
  let desk: GatewayDesk

  /// - Throws: `AlertActionError`, `StorageError`.
  func acknowledge(_ firing: Int64, note: String) throws {
    try AnalystActions(store: desk.store).acknowledge(
      firing,
      FiringNote(at: desk.stamp(), note: note),
      remembering: "alert acknowledge \(RecordID(.firing, firing))"
    )
  }

  /// - Throws: `AlertActionError`, `StorageError`.
  func resolve(_ firing: Int64, note: String) throws {
    let told = try AnalystActions(store: desk.store).resolve(
      firing,
      note: note,
      at: desk.stamp(),
      due: Date(),
      remembering: "alert resolve \(RecordID(.firing, firing))"
    )
    if !told.isEmpty { desk.service.wake() }
  }
}
