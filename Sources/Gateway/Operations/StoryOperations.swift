internal import Exchange
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage

/// Stories.
enum StoryOperations {
  static let all: [Operation] = [list, story]

  static let line = Form<(story: StoredStory, sources: Int)>(
    "StoryLine",
    [
      .init("id", .text) { JSONValue($0.story.id.description) },
      .init("title", .nullable(.text)) { JSONValue($0.story.title) },
      .init("severity", .nullable(.number)) { JSONValue($0.story.severity) },
      .init("articles", .integer) { JSONValue($0.story.articleCount) },
      .init("sources", .integer, "How many of them are independent.") { JSONValue($0.sources) },
      .init("started", .formatted("date-time")) { JSONValue($0.story.startedAt) },
      .init("developed", .formatted("date-time"), "When it began, or was last told with news.") {
        JSONValue($0.story.developedAt)
      },
      .init("last", .formatted("date-time"), "When its latest article arrived.") {
        JSONValue($0.story.lastAt)
      },
    ]
  )

  static let member = Form<StoredMember>(
    "StoryMember",
    [
      .init("article", .text) { JSONValue($0.membership.article.description) },
      .init("title", .nullable(.text)) { JSONValue($0.title) },
      .init("site", .nullable(.text)) { JSONValue($0.site ?? $0.domain) },
      .init("agency", .nullable(.text)) { JSONValue($0.agency) },
      .init("tie", .word(StoryTie.allCases.map(\.rawValue))) { JSONValue($0.membership.tie.rawValue) },
      .init("of", .nullable(.text), "The article that it is tied to.") {
        JSONValue($0.membership.nearest?.description)
      },
      .init("severity", .nullable(.number)) { JSONValue($0.severity) },
      .init("published", .nullable(.formatted("date"))) { JSONValue($0.published?.description) },
      .init("joined", .formatted("date-time")) { JSONValue($0.membership.joinedAt) },
      .init(
        "deleted",
        .nullable(.formatted("date-time")),
        "When an analyst deleted the article, where it is kept as what an alert rests on."
      ) { JSONValue($0.withdrawnAt) },
    ]
  )

  static let source = Form<SourceGroup>(
    "StorySource",
    [
      .init("names", .list(.text)) { .array($0.names.map(JSONValue.string)) },
      .init("articles", .list(.text)) {
        .array($0.articles.map { .string(RecordID(.article, $0).description) })
      },
      .init("reasons", .list(.text), "Why these articles count as one source.") {
        .array($0.reasons.map(JSONValue.string))
      },
    ]
  )

  private static let list = Operation(
    method: .get,
    path: "/api/v1/stories",
    name: "listStories",
    summary: "Stories that stand, the latest told first.",
    scope: .read,
    parameters: [
      .query("since", .moment, "Told since."),
      .query("actor", .words(charactersMax: 200), "Only with an event by or against this actor."),
      .query("severity", .severity, "Only of at least this severity."),
    ] + ArticleOperations.paging,
    outcomes: [.json(.page(of: line.schema), "A page of stories.")]
  ) { asked, desk in
    var query = StoryQuery()
    query.since = asked.moment("since", before: desk.stamp())
    query.actor = asked["actor"]
    query.minimumSeverity = asked.severity("severity")
    query.after = asked.place
    query.limit = asked.limit
    let stories = try desk.store.stories.lines(query)
    let sources = try desk.stories().sources(ofStories: stories.map(\.id.number))
    let lines = stories.map { (story: $0, sources: sources[$0.id.number]?.count ?? 0) }
    return .page(lines, as: line, limit: asked.limit) {
      ListingPlace(moment: $0.story.lastAt, number: $0.story.id.number).cursor
    }
  }

  private static let story = Operation(
    method: .get,
    path: "/api/v1/stories/{id}",
    name: "readStory",
    summary: "One story: who tells it, which of them are independent, what developed.",
    scope: .read,
    parameters: [.path("id", .id(.story), "Such as s4.")],
    outcomes: [
      .json(
        .object([
          Schema.Property("story", line.schema), Schema.Property("members", .list(member.schema)),
          Schema.Property("sources", .list(source.schema)),
        ]),
        "The story, or the one that it was merged into."
      )
    ]
  ) { asked, desk in
    guard let found = try desk.store.stories.story(asked.number("id")) else {
      throw Problem.notThere(asked["id"] ?? "")
    }
    let story = try found.mergedInto.flatMap { try desk.store.stories.story($0.number) } ?? found
    let members = try desk.store.stories.members(of: story.id.number)
    let sources = try desk.stories().sources(of: members)
    return .json([
      "story": line.json((story, sources.count)), "members": .array(members.map(member.json)),
      "sources": .array(sources.map(source.json)),
    ])
  }
}
