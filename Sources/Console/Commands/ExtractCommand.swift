internal import ArgumentParser
internal import Extraction
internal import Feeds
internal import Model
internal import Pipeline
internal import Terminal

extension ArticleFormat: ExpressibleByArgument {}

/// `extract`: only the article of a page.
struct ExtractCommand: DeskCommand {
  static let isOfTheStore = false
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Extract the article of a page, or the entries of a feed. Stores nothing."
  )

  @Argument("An address, a file, or - for standard input.", valueName: "url|file|-")
  var source: String

  @Option("How the article is written: text, markdown, json or html.")
  var format = ArticleFormat.text

  @OptionGroup var hints: HintOptions

  static func takes(after words: [String]) -> [Completing] { [.files] }

  func run(at desk: Desk) async throws {
    let ingest = try desk.ingest()
    let rendered =
      switch try await ingest.open(try SourceArgument.source(source, at: desk), hints: hints.hints) {
      case .feed(let feed): tell(feed, at: desk)
      case .page(let page): try article(of: ingest.extract(page, hints: hints.hints)).rendered(as: format)
      }
    desk.output.print(format == .json ? [SafeText(json: rendered)] : SafeText.lines(of: rendered))
  }

  private func tell(_ feed: Feed, at desk: Desk) -> String {
    for remark in feed.remarks { desk.errors.print(paragraph: "note: \(source): \(remark)") }
    return feed.rendered(as: format)
  }

  private func article(of page: ExtractedPage) throws -> Article {
    guard !page.article.isWithoutText else {
      throw CommandFailure(message: "\(source): there is no text in the page")
    }
    return page.article
  }
}
