internal import ArgumentParser
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage
internal import Terminal

/// `why`: the reasons behind what is stored.
struct WhyCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract:
      "Show the reasons: why sentences were chosen (a12, a12.3), an event was coded (e5), an alert fired (f9) or did not (not a12 RULE), articles are one story (s4)."
  )

  @Argument("What to explain: a12, a12.3, e5, f9, s4, or not a12 RULE.", valueName: "id")
  var words: [String]

  @Flag("Of an article, only what rules made of it.")
  var rules = false

  static func takes(after words: [String]) -> [Completing] {
    guard words.first == "not" else { return [.articles, .events, .firings, .stories, .words(["not"])] }
    return words.count == 1 ? [.articles] : words.count == 2 ? [.rules] : []
  }

  static let isPaged = true

  func run(at desk: Desk) async throws {
    if words.first == "not" { return try printLack(at: desk) }
    guard words.count == 1, let id = RecordID(words[0]) else {
      throw CommandFailure(
        message:
          "“\(words.joined(separator: " "))” is no id: write why a12, why e5, why f9, or why not a12 RULE",
        exitStatus: .usage
      )
    }
    try printReasons(of: id, at: desk)
  }

  /// `why not a12 RULE`: what was missing, and by how much.
  private func printLack(at desk: Desk) throws {
    guard words.count == 3, let id = RecordID(words[1]), id.kind == .article else {
      throw CommandFailure(message: "write: why not a12 RULE", exitStatus: .usage)
    }
    let store = try desk.store()
    let stored = try store.existingArticle(id)
    try DecisionScreen(about: stored, at: desk, rule: words[2]).print(to: desk.output)
  }

  private func printReasons(of id: RecordID, at desk: Desk) throws {
    let store = try desk.store()
    switch id.kind {
    case .article:
      let stored = try store.existingArticle(id)
      if rules { return try DecisionScreen(about: stored, at: desk).print(to: desk.output) }
      let marks = try store.verdicts(on: stored.events.map(\.id))
      let screen = ReasonScreen(reading: stored.reading, events: stored.events, marks: marks)
      if let number = id.sentence {
        _ = try stored.existingSentence(number)
        screen.printSentence(number - 1, to: desk.output)
      } else {
        screen.print(to: desk.output)
        desk.output.print()
        desk.output.print(SafeText("rules").styled(.bold))
        try DecisionScreen(about: stored, at: desk).print(to: desk.output)
      }
    case .firing: try Self.showFiring(id, at: desk)
    case .event:
      let stored = try store.existingEvent(id)
      EventScreen(stored: stored, mark: try store.verdicts(on: [id])[id]).printReasons(to: desk.output)
    case .story:
      try desk.fileBacklog()
      let story = try store.existingStory(id)
      StoryReasonScreen(
        story: story,
        members: try store.stories.members(of: story.id.number),
        corrections: try store.stories.corrections(of: story.id.number),
        gist: try StoryReader(store: store).gist(ofStory: story.id.number),
        times: desk.times
      ).print(to: desk.output)
    default:
      throw CommandFailure(
        message:
          "why takes an article (a12), a sentence (a12.3), an event (e5), a firing (f9) or a story (s4)"
      )
    }
  }
}

extension WhyCommand {
  /// Shows a firing with all it rests on, as `why f9` and `show f9` do.
  ///
  /// - Throws: `CommandFailure` where there is none.
  static func showFiring(_ id: RecordID, at desk: Desk) throws {
    let store = try desk.store()
    guard let firing = try store.alerts.firing(id.number) else {
      throw CommandFailure(message: "there is no firing \(id); alerts lists them")
    }
    let first = firing.sources.first?.article.number
    let facts = try first.flatMap { try StoryReader(store: store).facts(ofArticle: $0) }
    let evidence = Set(firing.sources.map(\.article.number))
    let groups = (facts?.sources ?? []).filter { !evidence.isDisjoint(with: $0.articles) }
    let marks = try store.verdicts(on: [id] + firing.sources.compactMap(\.eventID))
    FiringScreen(firing: firing, groups: groups, mark: marks[id], eventMarks: marks, times: desk.times)
      .print(to: desk.output)
  }
}

/// `explain`: the reasons for a text, without storing anything.
struct ExplainCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain what is found in a text: its summary, events and rejected triggers. Stores nothing.",
    discussion: "Gives a text in quotes, a file, or - for standard input."
  )

  @Argument("A text in quotes, a file, or -.", valueName: "text|file|-")
  var text: [String]

  @OptionGroup var hints: HintOptions

  static func takes(after words: [String]) -> [Completing] { [.files] }

  static let isPaged = true

  func run(at desk: Desk) async throws {
    let read = try await desk.ingest(knowing: try desk.existingStore()).read(
      try source(at: desk),
      hints: hints.hints
    )
    ReasonScreen(reading: read.reading, events: nil).print(to: desk.output)
  }

  /// One word that is `-` or the name of a file is that; anything else is the text itself.
  private func source(at desk: Desk) throws -> PageSource {
    if text.count == 1, text[0] == "-" || FileManager.default.fileExists(atPath: text[0]) {
      return try SourceArgument.source(text[0], at: desk)
    }
    return .bytes(Array(text.joined(separator: " ").utf8), name: "text")
  }
}
