internal import Exchange
internal import Foundation
internal import Storage

/// Watches: what is asked for again and again.
enum WatchOperations {
  static let all: [Operation] = [list]

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
    let now = Date()
    let lines = try desk.store.watchLines(at: now).map { watch in
      let health = desk.watchHealth(watch, now)
      return (line: watch, isWell: health.isWell, words: health.words)
    }
    return .json(.array(lines.map(line.json)))
  }
}
