internal import ArgumentParser
internal import Exchange
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage
internal import Terminal

/// `stories`: what was told lately; with --jsonl, articles in and a label for each out.
struct StoriesCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "stories",
    abstract: "List stories, the latest told first: one event, however many articles tell it.",
    discussion: """
      stories since 2d --actor Russia. With --jsonl, articles in as analyse reads them, and a line out for each, in order \
      and in one pass: {"id", "story"}, a label shared by articles that tell the same event; nothing is stored.
      """
  )

  @Argument("since 2d, since 12h, since 2021-10-18.", valueName: "since time")
  var words: [String] = []

  @OptionGroup var listing: ListingOptions

  @Option("Only with an event by or against this actor.")
  var actor: String?

  @Option("Only of at least this severity.", valueName: "0-10")
  var severity: SeverityBound?

  @Flag("What analysts corrected: splits and merges, with the articles that changed their story.")
  var corrections = false

  @Option(
    "Show what such corrections, as --format jsonl writes them, would change here; with --save make them.",
    valueName: "file",
    named: "import"
  )
  var importedFile: String?

  @Flag("Make the corrections of --import.")
  var save = false

  @OptionGroup var jobs: JobsOption

  @Flag("JSON Lines from standard input to standard output.")
  var jsonl = false

  func validate() throws {
    _ = try TimePhrase.since(words)
    if save, importedFile == nil { throw ValidationError("--save belongs to --import FILE.") }
  }

  static func takes(after words: [String]) -> [Completing] { [.words(["since"])] }

  static let isPaged = true

  func run(at desk: Desk) async throws {
    if jsonl {
      let run = StoriesExchange(jobs: jobs.jobs)
      return try exchange(at: desk) { source, sink throws(ExchangeError) in try run.run(source, to: sink) }
    }
    try desk.fileBacklog()
    if let importedFile {
      return try CorrectionsFile(importedFile).run(desk.store(), save: save, at: desk)
    }
    if corrections { return try printCorrections(at: desk) }
    var query = StoryQuery()
    query.since =
      try TimePhrase.since(words).flatMap { TimeText.past($0, before: desk.now) }
      ?? listing.moment(now: desk.now)
    query.actor = try actor.map { try ActorArgument.canonical($0, at: desk, takesPerson: false) }
    query.minimumSeverity = severity?.value
    query.limit = listing.rows(at: desk)
    let store = try desk.store()
    let reader = try desk.storyReader(store)
    let stories = try store.stories.lines(query)
    let sources = try reader.sources(ofStories: stories.map(\.id.number))
    let rows = stories.map { Self.row($0, sources: sources[$0.id.number] ?? []) }
    let (fits, rest) = (query, store)
    try Listing(columns: Self.columns, rows: rows).print(
      listing.format,
      at: desk,
      empty: "No story is stored that fits. Try: read URL",
      count: RowCount(noun: "story", limit: query.limit) { try rest.stories.count(fits) }
    )
  }

  private static let columns = [
    ListingColumn("id", "id"), ListingColumn("severity", "severity", .trailing),
    ListingColumn("articles", "articles", .trailing), ListingColumn("sources", "sources", .trailing),
    ListingColumn("last", "last told"), ListingColumn("title", "title", isFlexible: true),
    ListingColumn(forPrograms: "first"), ListingColumn(forPrograms: "developed"),
  ]

  private static func row(_ story: StoredStory, sources: [SourceGroup]) -> [Cell] {
    [
      .text(story.id.description), .severity(story.severity), .count(story.articleCount),
      .count(sources.count), .time(story.lastAt), .text(story.title),
      .time(story.startedAt), .time(story.developedAt),
    ]
  }

  private func printCorrections(at desk: Desk) throws {
    let corrections = try desk.store().stories.corrections()
    let limit = listing.rows(at: desk)
    let rows: [[Cell]] = corrections.suffix(limit).map { correction in
      [
        .text(correction.kind.rawValue), .text(correction.maker.rawValue),
        .text(correction.story.description),
        .text(correction.other.description),
        .text(correction.articles.map(\.description).joined(separator: " ")),
        .time(correction.madeAt),
        .text(correction.identities.joined(separator: " ")), .text(correction.anchor),
      ]
    }
    let columns = [
      ListingColumn("kind", "kind"), ListingColumn("maker", "by"), ListingColumn("story", "story"),
      ListingColumn("other", "other"),
      ListingColumn("articles", "articles", isFlexible: true), ListingColumn("made", "made"),
      ListingColumn(forPrograms: "identities"), ListingColumn(forPrograms: "anchor"),
    ]
    try Listing(columns: columns, rows: rows)
      .print(
        listing.format,
        at: desk,
        empty: "Nothing was corrected.",
        count: RowCount(noun: "correction", limit: limit) { corrections.count }
      )
  }
}

/// `story`: one story: who tells it, copies, differing numbers, developments.
struct StoryCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "story",
    abstract: "Show a story: who tells it since when, copies, numbers that differ, developments in time."
  )

  @Argument("The story, such as s4.", valueName: "id")
  var id: RecordID

  @Option("How its articles are written: table, json, jsonl or csv.")
  var format = ListingFormat.table

  func validate() throws { try id.validate(.story) }

  static func takes(after words: [String]) -> [Completing] { [.stories] }

  static let isPaged = true

  func run(at desk: Desk) async throws {
    try desk.fileBacklog()
    let store = try desk.store()
    let story = try store.existingStory(id)
    let members = try store.stories.members(of: story.id.number)
    guard format == .table else {
      return try StoryMemberListing.listing(members).print(format, at: desk, empty: "", count: nil)
    }
    try Self.show(story, members, at: desk)
  }

  /// Shows a story, as `story` and `show s4` do.
  static func show(_ story: StoredStory, _ members: [StoredMember], at desk: Desk) throws {
    let store = try desk.store()
    let told = try members.filter { $0.membership.tie != .copy }.prefix(StoryScreen.comparedMax)
      .compactMap { try store.legibleArticle($0.membership.article) }
    let marked = try store.articles.markedEvents(ofStory: story.id.number)
    StoryScreen(
      story: story,
      members: members,
      sources: try desk.storyReader(store).sources(of: members),
      disagreements: StoryBriefer().brief(told.map(\.reading.article), wordsMax: 1).disagreements,
      compared: told.map(\.id),
      marked: marked,
      marks: try store.verdicts(on: marked.map(\.id)),
      times: desk.times,
      now: desk.now
    ).print(to: desk.output)
  }
}

/// `split`: an article is no part of a story.
struct SplitCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "split",
    abstract: "Take an article, and the copies of it, out of its story into one of its own.",
    discussion:
      "The correction is kept (stories --corrections), and later articles go where they are more alike."
  )

  @Argument("The story, such as s4.", valueName: "story")
  var story: RecordID

  @Argument("The article, such as a7.", valueName: "article")
  var article: RecordID

  func validate() throws {
    try story.validate(.story)
    try article.validate(.article)
  }

  static func takes(after words: [String]) -> [Completing] {
    words.isEmpty ? [.stories] : [.articles]
  }

  func run(at desk: Desk) async throws {
    let store = try desk.store()
    let new = try StoryCorrections(store: store).split(
      store.existingStory(story).id.number,
      article: article.number,
      at: try desk.stamp(),
      remembering: UndoNote("split \(story) \(article)", at: try desk.stamp())
    )
    let count = try store.stories.story(new.number)?.articleCount ?? 1
    let copies = count > 1 ? " with its \(count - 1) copies" : ""
    desk.output.print("\(article)\(copies) is \(new) now")
  }
}

/// `merge`: two stories are one.
struct MergeCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Put the second story into the first: they tell the same event.",
    discussion:
      "The correction is kept (stories --corrections), and later articles of either come to the first."
  )

  @Argument("The story that stays, such as s4.", valueName: "story")
  var story: RecordID

  @Argument("The story that is put into it, such as s9.", valueName: "other")
  var other: RecordID

  func validate() throws {
    try story.validate(.story)
    try other.validate(.story)
  }

  static func takes(after words: [String]) -> [Completing] { [.stories] }

  func run(at desk: Desk) async throws {
    let store = try desk.store()
    let (kept, moved) = (try store.existingStory(story), try store.existingStory(other))
    try StoryCorrections(store: store).merge(
      moved.id.number,
      into: kept.id.number,
      at: try desk.stamp(),
      remembering: UndoNote("merge \(kept.id) \(moved.id)", at: try desk.stamp())
    )
    let count = try store.stories.story(kept.id.number)?.articleCount ?? 0
    desk.output.print("\(moved.id) is part of \(kept.id) now, which has \(count) articles")
  }
}
