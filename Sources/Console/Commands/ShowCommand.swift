internal import ArgumentParser
internal import Model
internal import Pipeline
internal import Storage
internal import Terminal

/// `show`: a stored article again, a sentence or an event of it.
struct ShowCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a stored article (a12), a sentence of it (a12.3) or an event (e5)."
  )

  @Argument(help: ArgumentHelp("What to show: a12, a12.3 or e5.", valueName: "id"))
  var id: RecordID

  @OptionGroup var summary: SummaryOptions

  @Flag(help: "The whole text instead of a summary.")
  var text = false

  static func takes(after words: [String]) -> [Completing] { [.articles] }

  func run(at desk: Desk) async throws {
    switch id.kind {
    case .article: try showArticle(desk)
    case .event:
      let stored = try desk.store().existingEvent(id)
      EventScreen(stored: stored).print(to: desk.output)
    default: throw CommandFailure(message: "show takes an article (a12), a sentence (a12.3) or an event (e5)")
    }
  }

  private func showArticle(_ desk: Desk) throws {
    let stored = try desk.store().existingArticle(id)
    if let number = id.sentence {
      let sentence = try stored.existingSentence(number)
      return desk.output.print(paragraph: SafeText(sentence))
    }
    if text { return ArticleScreen(stored: stored).printText(to: desk.output) }
    let summary =
      summary.isStandard
      ? stored.reading.summary
      : desk.analyser.summarise(
        stored.reading.article,
        events: stored.reading.coding.events,
        wish: summary.wish
      )
    ArticleScreen(stored: stored, summary: summary).print(to: desk.output)
  }
}
