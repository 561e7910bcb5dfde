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
      "Show the reasons: why sentences were chosen (a12, a12.3), an event was coded (e5), an alert fired (f9)."
  )

  @Argument(help: ArgumentHelp("What to explain: a12, a12.3, e5 or f9.", valueName: "id"))
  var id: RecordID

  @Flag(help: "Of an article, only what rules made of it.")
  var rules = false

  func run(at desk: Desk) async throws {
    let store = try desk.store()
    switch id.kind {
    case .article:
      let stored = try store.existingArticle(id)
      if rules { return try DecisionScreen(about: stored, in: store).print(to: desk.output) }
      let screen = ReasonScreen(reading: stored.reading, events: stored.events)
      if let number = id.sentence {
        _ = try stored.existingSentence(number)
        screen.printSentence(number - 1, to: desk.output)
      } else {
        screen.print(to: desk.output)
        desk.output.print()
        desk.output.print(SafeText("rules").styled(.bold))
        try DecisionScreen(about: stored, in: store).print(to: desk.output)
      }
    case .firing:
      guard let firing = try store.firing(id.number) else {
        throw CommandFailure(message: "there is no firing \(id); alerts lists them")
      }
      FiringScreen(firing: firing).print(to: desk.output)
    case .event:
      let stored = try store.existingEvent(id)
      EventScreen(stored: stored).printReasons(to: desk.output)
    default:
      throw CommandFailure(
        message: "why takes an article (a12), a sentence (a12.3), an event (e5) or a firing (f9)"
      )
    }
  }
}

/// `explain`: the reasons for a text, without storing anything.
struct ExplainCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain what is found in a text: its summary, events and rejected triggers. Stores nothing.",
    discussion: "Gives a text in quotes, a file, or - for standard input."
  )

  @Argument(help: ArgumentHelp("A text in quotes, a file, or -.", valueName: "text|file|-"))
  var text: [String]

  @OptionGroup var hints: HintOptions

  func run(at desk: Desk) async throws {
    let reading = try await desk.ingest().read(try source(), hints: hints.hints)
    ReasonScreen(reading: reading, events: nil).print(to: desk.output)
  }

  /// One word that is `-` or the name of a file is that; anything else is the text itself.
  private func source() throws -> PageSource {
    if text.count == 1, text[0] == "-" || FileManager.default.fileExists(atPath: text[0]) {
      return try SourceArgument.source(text[0])
    }
    return .bytes(Array(text.joined(separator: " ").utf8), name: "text")
  }
}
