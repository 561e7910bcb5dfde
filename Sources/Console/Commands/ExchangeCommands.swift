internal import ArgumentParser
internal import Exchange
internal import Model
internal import Pipeline
internal import Storage

extension DeskCommand {
  /// Runs a JSON Lines command from standard input to standard output; lines that failed make the command fail.
  ///
  /// - Throws: `CommandFailure` at the prompt: whoever reads there takes what the analyst types.
  func exchange(at desk: Desk, _ run: (LineSource, LineSink) throws(ExchangeError) -> Int) throws {
    try desk.refuseStandardInput()
    let failures = try run(LineSource(descriptor: 0), LineSink(descriptor: 1))
    if failures > 0 { throw CommandFailure(message: nil) }
  }
}

/// `analyse`: articles in, text, summaries and events out.
struct AnalyseCommand: DeskCommand {
  static let isOfTheStore = false
  static let configuration = CommandConfiguration(
    commandName: "analyse",
    abstract: "Extract, summarise and code events; JSON Lines from standard input to standard output.",
    discussion: """
      A line in: {"id", "html" or "text", "url"?, "title"?, "published"?}. A line out for each, in order: \
      {"id", "url", "site", "title", "author", "date", "language", "text", "summary", "escalatory", "severity", \
      "events"}, or {"id", "error"}. Nothing is stored. The exit code is 1 where a line had an error.
      """,
    aliases: ["analyze"]
  )

  @OptionGroup var jobs: JobsOption
  @OptionGroup var summary: SummaryOptions

  @Option("What is wanted: extract, summary, events, parted by commas (default: all).")
  var parts = PartsArgument(parts: .all)

  func run(at desk: Desk) async throws {
    let run = AnalyseExchange(jobs: jobs.jobs, parts: parts.parts, wish: summary.wish)
    try exchange(at: desk) { source, sink throws(ExchangeError) in try run.run(source, to: sink) }
  }
}

/// Parts of an analysis, as `--parts` has them.
struct PartsArgument: ExpressibleByArgument {
  var parts: AnalysisParts

  init(parts: AnalysisParts) { self.parts = parts }

  init?(argument: String) {
    var parts: AnalysisParts = []
    for name in argument.split(separator: ",", omittingEmptySubsequences: false) {
      switch name {
      case "extract": parts.insert(.extract)
      case "summary": parts.insert(.summary)
      case "events": parts.insert(.events)
      case "all": parts = .all
      default: return nil
      }
    }
    self.parts = parts
  }

  var defaultValueDescription: String { "extract,summary,events" }
}

/// `sentences`: texts in, their sentences out.
struct SentencesCommand: DeskCommand {
  static let isOfTheStore = false
  static let configuration = CommandConfiguration(
    commandName: "sentences",
    abstract: "Split texts into sentences; JSON Lines from standard input to standard output.",
    discussion:
      #"A line in: {"id", "text", "language"?}. A line out for each, in order: {"id", "sentences": […]}."#
  )

  @OptionGroup var jobs: JobsOption

  @Flag("JSON Lines, which is the only form there is.")
  var jsonl = false

  func run(at desk: Desk) async throws {
    let run = SentencesExchange(jobs: jobs.jobs)
    try exchange(at: desk) { source, sink throws(ExchangeError) in try run.run(source, to: sink) }
  }
}

/// `brief`: several articles on one matter in one text.
struct BriefCommand: DeskCommand {
  static let isOfTheStore = false
  static let configuration = CommandConfiguration(
    commandName: "brief",
    abstract: "Sum up several articles on one matter, stored ones or JSON Lines.",
    discussion: """
      brief a1 a2 sums up stored articles, brief s4 a story. With --jsonl, a line in: {"id", "documents": [{"title"?, "text", \
      "published"?}]}; a line out for each, in order: {"id", "summary": […]}.
      """
  )

  @OptionGroup var jobs: JobsOption

  @Argument("Stored articles, such as a1 a2, or a story, such as s4.", valueName: "id")
  var articles: [RecordID] = []

  @Flag("JSON Lines from standard input to standard output.")
  var jsonl = false

  @Option("How many words the brief may have.", valueName: "n")
  var words = 100

  func validate() throws {
    if words < 1 { throw ValidationError("A brief needs at least 1 word.") }
    if jsonl != articles.isEmpty { throw ValidationError("Give ids of stored articles, or --jsonl.") }
    let isStory = articles.count == 1 && articles[0].kind == .story
    for id in articles where !isStory { try id.validate(.article) }
  }

  static func takes(after words: [String]) -> [Completing] { [.stories, .articles] }

  func run(at desk: Desk) async throws {
    guard !jsonl else {
      let run = BriefExchange(jobs: jobs.jobs, wordsMax: words)
      return try exchange(at: desk) { source, sink throws(ExchangeError) in try run.run(source, to: sink) }
    }
    let stored = try chosen(at: desk)
    let brief = StoryBriefer().brief(stored.map(\.reading.article), wordsMax: words)
    BriefScreen(brief: brief, articles: stored).print(to: desk.output)
  }

  /// Articles of a story that a brief is made of: the first and the latest of those that are no copies.
  private static let storyArticlesMax = 20

  private func chosen(at desk: Desk) throws -> [StoredArticle] {
    let store = try desk.store()
    guard let id = articles.first, id.kind == .story else {
      return try articles.map { try store.existingArticle($0) }
    }
    let members = try store.stories.members(of: store.existingStory(id).id.number)
      .filter { $0.membership.tie != .copy }.map(\.membership.article)
    let kept = members.prefix(1) + members.dropFirst().suffix(Self.storyArticlesMax - 1)
    return try kept.map { try store.existingArticle($0) }
  }
}
