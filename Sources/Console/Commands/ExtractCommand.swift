internal import ArgumentParser
internal import Extraction
internal import Model
internal import Pipeline
internal import Terminal

extension ArticleFormat: ExpressibleByArgument {}

/// `extract`: only the article of a page.
struct ExtractCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Extract the article of a page, and nothing else. Stores nothing."
  )

  @Argument(help: ArgumentHelp("An address, a file, or - for standard input.", valueName: "url|file|-"))
  var source: String

  @Option(help: "How the article is written: text, markdown, json or html.")
  var format = ArticleFormat.text

  @OptionGroup var hints: HintOptions

  func run(at desk: Desk) async throws {
    let page = try await desk.ingest().extract(try SourceArgument.source(source), hints: hints.hints)
    let article = page.article
    if article.kind == .empty { throw CommandFailure(message: "\(source): there is no text in the page") }
    let rendered = article.rendered(as: format)
    desk.output.print(format == .json ? [SafeText(json: rendered)] : SafeText.lines(of: rendered))
  }
}
