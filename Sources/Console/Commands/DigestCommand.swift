internal import ArgumentParser
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage
internal import Terminal

/// `digest`: what is new since the last one, a screen at most.
struct DigestCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "digest",
    abstract:
      "Tell new stories and developments since the last digest: by severity and novelty, a screen at most.",
    discussion: """
      digest, or digest since last, goes on from where the last one ended, the first from a day ago. digest since 2d looks \
      back without moving that mark.
      """
  )

  @Argument(help: ArgumentHelp("since last (what is usual), since 2d.", valueName: "since time"))
  var words: [String] = []

  @Option(
    help: ArgumentHelp("How many entries at most; what is usual is what the screen holds.", valueName: "n")
  )
  var limit: Int?

  @Option(help: "How lines are written: table, json, jsonl or csv.")
  var format = ListingFormat.table

  @Option(help: ArgumentHelp("Only what came by watches of this tag; the mark stays.", valueName: "name"))
  var tag: String?

  func validate() throws {
    _ = try TimePhrase.since(words, or: ["last"])
    if let limit, limit < 1 { throw ValidationError("--limit needs at least 1.") }
  }

  /// The first digest looks back a day.
  private static let firstSeconds = 86_400.0
  /// Entries where the output is no terminal.
  private static let entriesStandard = 20
  /// Lines of a screen that are no entries: the heads of the columns, the line below the table, the next prompt.
  private static let otherLines = 3

  static func takes(after words: [String]) -> [Completing] {
    [.words(words.isEmpty ? ["since"] : ["last"])]
  }

  func run(at desk: Desk) async throws {
    try desk.fileBacklog()
    let store = try desk.store()
    let since = try TimePhrase.since(words, or: ["last"])
    let isContinued = since == nil || since == "last"
    let mark = try mark(store, desk)
    let start = isContinued ? mark : since.flatMap { TimeText.past($0, before: desk.now) } ?? mark
    let entries = try desk.storyReader(store).digest(after: start, until: desk.now, tag: tag)
    let held = desk.output.appearance.rows.map { max(1, $0 - Self.otherLines) }
    let limit = limit ?? (format == .table ? held : nil) ?? Self.entriesStandard
    try Listing(columns: Self.columns, rows: entries.prefix(limit).map(Self.row)).print(
      format,
      to: desk.output,
      empty: "Nothing is new since \(start.formatted(.iso8601))."
    )
    if format == .table, !entries.isEmpty {
      let rest = entries.count > limit ? "\(entries.count - limit) more: --limit \(entries.count); " : ""
      desk.output.print(SafeText("\(rest)since \(start.formatted(.iso8601))").styled(.dim))
    }
    // A drill in a store that is at work moves no mark of it.
    if isContinued, tag == nil, desk.settings.now == nil || store.isDrill {
      try store.setDigestMark(desk.now)
    }
  }

  /// Where the last digest ended. A mark that lies ahead was made by a clock that was wrong.
  private func mark(_ store: Store, _ desk: Desk) throws -> Date {
    let first = desk.now.addingTimeInterval(-Self.firstSeconds)
    return try store.digestMark().flatMap { $0 <= desk.now ? $0 : nil } ?? first
  }

  private static let columns = [
    ListingColumn("id", "id"), ListingColumn("severity", "severity", .trailing),
    ListingColumn("kind", "what"), ListingColumn("sources", "sources", .trailing),
    ListingColumn("title", "title", isFlexible: true), ListingColumn("news", "news", isFlexible: true),
    ListingColumn("article", "by"), ListingColumn(forPrograms: "articles"),
    ListingColumn(forPrograms: "started"), ListingColumn(forPrograms: "developed"),
  ]

  private static func row(_ entry: DigestEntry) -> [Cell] {
    [
      .text(entry.story.id.description), .severity(entry.severity),
      .text(entry.isNew ? "new" : "development"), .count(entry.sourceCount),
      .text(entry.isNew ? entry.story.title : entry.opener.title),
      .text(entry.news.map(StoryWording.words).joined(separator: "; ")),
      .text(entry.opener.membership.article.description), .count(entry.articleCount),
      .text(entry.story.startedAt.formatted(.iso8601)), .text(entry.story.developedAt.formatted(.iso8601)),
    ]
  }
}
