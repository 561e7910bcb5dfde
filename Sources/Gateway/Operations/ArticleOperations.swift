internal import Exchange
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage

/// Articles and events.
enum ArticleOperations {
  static let all: [Operation] = [list, article, submit, events, event]

  private static let list = Operation(
    method: .get,
    path: "/api/v1/articles",
    name: "listArticles",
    summary: "Stored articles, the newest arrival first.",
    scope: .read,
    parameters: [
      .query("since", .moment, "Arrived since: 2d, 12h, 2021-10-18."),
      .query("site", .words(charactersMax: 200), "Only of this outlet or domain."),
      .query("words", .words(charactersMax: 500), "Only with these words in title or text."),
      .query("severity", .severity, "Only of at least this severity."),
      .query("kind", .oneOf(PageKind.allCases.map(\.rawValue)), "Only of this kind of page."),
    ] + paging,
    outcomes: [.json(.page(of: ArticleForms.line.schema), "A page of articles.")]
  ) { asked, desk in
    var query = ArticleQuery()
    query.since = asked.moment("since", before: desk.stamp())
    query.site = asked["site"]
    query.words = asked["words"]
    query.minimumSeverity = asked.severity("severity")
    query.kind = asked["kind"].flatMap(PageKind.init)
    query.after = asked.place
    query.limit = asked.limit
    return .page(try desk.store.articles.lines(query), as: ArticleForms.line, limit: asked.limit) {
      ListingPlace(moment: $0.arrivedAt, number: $0.id.number).cursor
    }
  }

  private static let article = Operation(
    method: .get,
    path: "/api/v1/articles/{id}",
    name: "readArticle",
    summary: "One article with its text, summary and events.",
    scope: .read,
    parameters: [.path("id", .id(.article), "Such as a12.")],
    outcomes: [.json(ArticleForms.article.schema, "The article.")]
  ) { asked, desk in
    guard let stored = try desk.store.articles.article(asked.number("id")) else {
      throw Problem.notThere(asked["id"] ?? "")
    }
    return .json(ArticleForms.article.json(stored))
  }

  private static let submission: Schema = .object([
    Schema.Property(
      "url",
      .boundedText(4_096),
      isRequired: false,
      meaning: "Fetched where neither text nor html is given."
    ),
    Schema.Property("text", .text, isRequired: false, meaning: "The article's plain text."),
    Schema.Property("html", .text, isRequired: false, meaning: "The article's page."),
    Schema.Property("title", .nullable(.boundedText(1_000)), isRequired: false),
    Schema.Property("published", .nullable(.formatted("date")), isRequired: false),
  ])

  private static let submit = Operation(
    method: .post,
    path: "/api/v1/articles",
    name: "submitArticle",
    summary:
      "Reads an article: fetched by its address, or given as text or page; stores it and shows it to the rules.",
    scope: .write,
    body: .json(submission, meaning: "url alone, or text or html with what is known of it."),
    outcomes: [
      .json(Submission.answer, "It was known.", status: 200),
      .json(Submission.answer, "It is new.", status: 201),
    ],
    problems: [422, 502],
    secondsMax: 60
  ) { asked, desk in try await Submission(desk: desk).take(asked.body) }

  private static let events = Operation(
    method: .get,
    path: "/api/v1/events",
    name: "listEvents",
    summary: "Coded events, those of the newest article first.",
    scope: .read,
    parameters: [
      .query("since", .moment, "Of articles that arrived since."),
      .query("actor", .words(charactersMax: 200), "Only by this actor."),
      .query("target", .words(charactersMax: 200), "Only against this target."),
      .query("code", .words(charactersMax: 4), "A CAMEO code, or the beginning of one."),
      .query("status", .oneOf(EventStatus.allCases.map(\.rawValue)), "Only of this status."),
      .query("severity", .severity, "Only of at least this severity."),
      .query("article", .id(.article), "Only of this article."),
    ] + rowPaging,
    outcomes: [.json(.page(of: ArticleForms.event.schema), "A page of events.")],
    problems: [409]
  ) { asked, desk in
    var query = EventQuery()
    query.since = asked.moment("since", before: desk.stamp())
    query.actor = asked["actor"]
    query.target = asked["target"]
    query.codePrefix = asked["code"]
    query.status = asked["status"].flatMap(EventStatus.init)
    query.minimumSeverity = asked.severity("severity")
    query.article = asked["article"].map { _ in asked.number("article") }
    query.after = asked.row
    query.limit = asked.limit
    if let last = query.after, try desk.store.articles.event(last) == nil {
      throw Problem(409, "cursor-gone", "the last event of the page before is gone; begin at the newest")
    }
    return .page(try desk.store.articles.events(query), as: ArticleForms.event, limit: asked.limit) {
      "\($0.id.number)"
    }
  }

  private static let event = Operation(
    method: .get,
    path: "/api/v1/events/{id}",
    name: "readEvent",
    summary: "One event.",
    scope: .read,
    parameters: [.path("id", .id(.event), "Such as e5.")],
    outcomes: [.json(ArticleForms.event.schema, "The event.")]
  ) { asked, desk in
    guard let event = try desk.store.articles.event(asked.number("id")) else {
      throw Problem.notThere(asked["id"] ?? "")
    }
    return .json(ArticleForms.event.json(event))
  }

  /// What listings by moment and row take.
  static let paging = pages(.place)
  /// What listings by row take.
  static let rowPaging = pages(.row)

  private static func pages(_ kind: Parameter.Kind) -> [Parameter] {
    [
      .query("limit", .count(max: 500), "How many at most."),
      .query("cursor", kind, "The next of the page before."),
    ]
  }
}
