internal import ArgumentParser
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage
internal import Terminal

/// How a digest is written.
enum DigestFormat: String, ExpressibleByArgument, CaseIterable {
  case table, markdown, html, json, jsonl, csv
}

/// `digest`: what is new since the last one, a screen at most.
struct DigestCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "digest",
    abstract:
      "Brief on new stories and developments since the last digest: by severity and novelty, a screen at most.",
    discussion: """
      digest, or digest since last, goes on from where the last one ended, the first from a day ago; what did not fit comes \
      next time, and --mark-read puts it aside. digest since 2d looks back without moving that mark. digest notify WEBHOOK \
      every day at 07:00 sends one daily; digest notify tells what is set, digest notify off ends it.
      """
  )

  @Argument("since last (what is usual), since 2d, or notify.", valueName: "since time")
  var words: [String] = []

  @Option("How many entries at most; what is usual is what the screen holds.", valueName: "n")
  var limit: Int?

  @Option("How it is written: table, markdown, html, json, jsonl or csv.")
  var format = DigestFormat.table

  @Flag("Show nothing, and take all that is new for read.")
  var markRead = false

  @Option("Only what came by watches of this tag; the mark stays.", valueName: "name")
  var tag: String?

  func validate() throws {
    if words.first != "notify" { _ = try TimePhrase.since(words, or: ["last"]) }
    if let limit, limit < 1 { throw ValidationError("--limit needs at least 1.") }
    if markRead, !words.isEmpty { throw ValidationError("--mark-read stands alone.") }
  }

  /// The first digest looks back a day.
  private static let firstSeconds = 86_400.0
  /// Entries where the output is no terminal.
  private static let entriesStandard = 20
  /// Lines of a screen that are no entries: the last line of the digest, the next prompt.
  private static let otherLines = 3
  /// Lines that an entry takes on most screens.
  private static let entryLines = 5

  static func takes(after words: [String]) -> [Completing] {
    switch (words.first, words.count) {
    case (nil, _): [.words(["since", "notify"])]
    case ("since", 1): [.words(["last", "12h", "1d", "2d", "7d"])]
    case ("notify", 1): [.webhooks, .words(["off"])]
    case ("notify", 2): [.words(["every day at 07:00"])]
    default: []
    }
  }

  static let isPaged = true

  func run(at desk: Desk) async throws {
    try desk.fileBacklog()
    let store = try desk.store()
    if words.first == "notify" {
      return try await DigestNotice(desk: desk, store: store).run(Array(words.dropFirst()))
    }
    let since = try TimePhrase.since(words, or: ["last"])
    let isContinued = since == nil || since == "last"
    let mark = try mark(store, desk)
    let start = isContinued ? mark : since.flatMap { TimeText.past($0, before: desk.now) } ?? mark
    let reader = try desk.storyReader(store)
    let told = isContinued && tag == nil ? try store.stories.digestTold() : nil
    let entries = try reader.digest(after: start, until: desk.now, told: told, tag: tag)
    // A drill in a store that is at work moves no mark of it.
    let isMoving = isContinued && tag == nil && (desk.settings.now == nil || store.isDrill)
    if markRead {
      try store.setDigestMark(desk.now)
      return desk.output.print("\(DigestScreen.entries(entries.count)) taken for read")
    }
    let held = desk.output.appearance.rows.map { max(1, ($0 - Self.otherLines) / Self.entryLines) }
    let limit = limit ?? (format == .table ? held : nil) ?? Self.entriesStandard
    let shown = entries.prefix(limit)
    let items = try reader.items(shown)
    let digest = DigestScreen(
      items: items,
      start: start,
      rest: entries.count - shown.count,
      isContinued: isContinued,
      today: CalendarDay(desk.now.formatted(.iso8601)) ?? CalendarDay(daysSinceEpoch: 0),
      marks: try store.verdicts(on: items.compactMap(\.event?.id)),
      wrongCount: shown.reduce(0) { $0 + $1.wrongCount }
    )
    try digest.print(format, at: desk)
    guard isMoving else { return }
    if shown.count < entries.count || entries.count == StoryQueries.digestMax {
      try store.setDigestTold(shown.map(\.story.id.number), until: desk.now, after: start)
    } else {
      try store.setDigestMark(desk.now)
    }
  }

  /// Where the last digest ended. A mark that lies ahead was made by a clock that was wrong.
  private func mark(_ store: Store, _ desk: Desk) throws -> Date {
    let first = desk.now.addingTimeInterval(-Self.firstSeconds)
    return try store.stories.digestMark().flatMap { $0 <= desk.now ? $0 : nil } ?? first
  }
}
