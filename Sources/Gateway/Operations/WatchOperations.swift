internal import Exchange
internal import Foundation
internal import Pipeline
internal import Storage

/// Watches: what is asked for again and again.
enum WatchOperations {
  static let all: [Operation] = [list, add, remove]

  static let line = Form<(line: WatchLine, isWell: Bool, words: String)>(
    "Watch",
    [
      .init("name", .text) { JSONValue($0.line.watch.name) },
      .init("title", .nullable(.text), "What it calls itself.") { JSONValue($0.line.watch.title) },
      .init("url", .text) { JSONValue($0.line.watch.url) },
      .init("kind", .nullable(.word(WatchKind.allCases.map(\.rawValue))), "Null before the first answer.") {
        JSONValue($0.line.watch.kind?.rawValue)
      },
      .init("state", .word(WatchState.allCases.map(\.rawValue))) { JSONValue($0.line.watch.state.rawValue) },
      .init("well", .bool) { .bool($0.isWell) },
      .init("health", .text, "How it fares, in words.") { JSONValue($0.words) },
      .init("every_min", .number, "Seconds between polls, at least.") {
        .number($0.line.watch.every.lowerBound)
      },
      .init("every_max", .number, "Seconds between polls, at most.") {
        .number($0.line.watch.every.upperBound)
      },
      .init("tags", .list(.text)) { .array($0.line.watch.tags.map(JSONValue.string)) },
      .init("last", .nullable(.formatted("date-time")), "When it was asked for last.") {
        JSONValue($0.line.watch.lastPollAt)
      },
      .init("next", .nullable(.formatted("date-time")), "When it is asked for next.") {
        $0.line.watch.state == .active ? JSONValue($0.line.watch.nextPollAt) : .null
      },
      .init("items", .integer, "New in the last week.") { JSONValue($0.line.itemsOfWeek) },
      .init("alerts", .integer, "Of the last week, that rest on it.") { JSONValue($0.line.alertsOfWeek) },
      .init("pending", .integer, "Items that wait to be read.") { JSONValue($0.line.pending) },
      .init("failures", .integer, "One after another.") { JSONValue($0.line.watch.failures) },
    ]
  )

  private static let list = Operation(
    method: .get,
    path: "/api/v1/watches",
    name: "listWatches",
    summary: "All watches, by name, and how they fare.",
    scope: .read,
    outcomes: [.json(.list(line.schema), "Watches.")]
  ) { _, desk in
    let now = desk.stamp()
    let lines = try desk.store.watches.lines(at: now).map { watch in
      let health = desk.watchHealth(watch, now)
      return (line: watch, isWell: health.isWell, words: health.words)
    }
    return .json(.array(lines.map(line.json)))
  }

  private static let tagsMax = 20

  private static let add = Operation(
    method: .post,
    path: "/api/v1/watches",
    name: "addWatch",
    summary: "Begins a watch of a feed, a sitemap or a page; it is asked for at once by the service.",
    scope: .write,
    body: .json(
      .object([
        Schema.Property("url", .boundedText(4_096)),
        Schema.Property("name", .pattern(Parameter.namePattern), isRequired: false),
        Schema.Property(
          "every",
          .boundedText(40),
          isRequired: false,
          meaning: "How often it is asked for: 10m, or 5m to 2h; else between ten minutes and six hours."
        ),
        Schema.Property("tags", .list(.boundedText(64)), isRequired: false),
        Schema.Property(
          "notify",
          .boundedText(64),
          isRequired: false,
          meaning: "A webhook that is told of trouble."
        ),
      ]),
      meaning: "The watch."
    ),
    outcomes: [.json(line.schema, "It is watched.", status: 201)],
    problems: [409, 422]
  ) { asked, desk in
    var wish = WatchActions.Wish(url: asked.body["url"]?.text ?? "")
    wish.name = asked.body["name"]?.text
    wish.webhook = asked.body["notify"]?.text
    if let every = asked.body["every"]?.text { wish.every = try WatchActions.every(every) }
    if case .array(let tags) = asked.body["tags"] {
      guard tags.count <= tagsMax else { throw Problem(422, "tags", "a watch has at most \(tagsMax) tags") }
      wish.tags = try tags.compactMap(\.text).map { text in
        guard let tag = WatchActions.tag(text) else { throw Problem(422, "tags", "“\(text)” is no tag") }
        return tag
      }
    }
    let now = desk.stamp()
    let watch = try WatchActions(store: desk.store).add(wish, at: now)
    try desk.store.remember(UndoNote("watch add \(watch.name)", at: now), .watches([watch.number]))
    guard let stored = try desk.store.watches.lines(at: now).first(where: { $0.watch.number == watch.number })
    else {
      throw Problem.notThere(watch.name)
    }
    let health = desk.watchHealth(stored, now)
    return .json(line.json((stored, health.isWell, health.words)), status: 201)
  }

  private static let remove = Operation(
    method: .delete,
    path: "/api/v1/watches/{name}",
    name: "removeWatch",
    summary: "Ends a watch; articles that came by it stay.",
    scope: .write,
    parameters: [.path("name", .words(charactersMax: 64), "The watch's name.")],
    outcomes: [.done("It has ended.")]
  ) { asked, desk in
    guard let watch = try desk.store.watches.watch(named: asked["name"] ?? "") else {
      throw Problem(404, "no-such-watch", "there is no watch \(asked["name"] ?? "")")
    }
    let note = UndoNote("watch remove \(watch.name)", at: desk.stamp())
    try desk.store.removeWatch(watch.number, remembering: note)
    return .done
  }
}
