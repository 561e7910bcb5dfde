internal import Feeds
internal import Fetching
internal import Model
internal import Pipeline
internal import Storage
internal import Terminal

/// The articles of a feed, read one after another as `read` reads one.
struct FeedReading {
  /// Feeds show 10 to 200 entries; who follows one wants the newest, and a server is not asked for more in one go.
  static let articlesMax = 50
  /// A server that takes its time for each of them holds the command up no longer than this in all, unless TOCSIN_FEED_SECONDS says otherwise.
  static let totalSecondsMax = 600.0

  let feed: Feed
  /// What the user called the feed.
  let source: String

  /// Reads and stores each article, one line on each.
  ///
  /// - Throws: `CommandFailure` at the end where an article could not be read; the others are stored.
  func run(at desk: Desk, ingest: Ingest) async throws {
    let entries = feed.newest(Self.articlesMax).filter { $0.link != nil }
    for remark in feed.remarks { desk.errors.print(paragraph: "note: \(source): \(remark)") }
    guard !entries.isEmpty else { throw CommandFailure(message: "\(source): the feed names no article") }
    var failureCount = 0
    let secondsMax = desk.settings.feedSecondsMax
    let deadline = ContinuousClock.now + .seconds(secondsMax)
    for (place, entry) in entries.enumerated() {
      if ContinuousClock.now > deadline {
        desk.errors.print(
          "tocsin: \(source): \(entries.count - place) articles are left out after \(Int(secondsMax)) s (TOCSIN_FEED_SECONDS)"
        )
        failureCount += entries.count - place
        break
      }
      do {
        try Task.checkCancellation()
        desk.output.print(try await line(of: entry, at: desk, ingest: ingest))
      } catch is CancellationError {
        throw FetchError.cancelled
      } catch {
        guard let failure = Wording.failure(for: error) else { throw error }
        failureCount += 1
        let link = WebAddress.told(entry.link ?? entry.id)
        desk.errors.print(paragraph: "tocsin: \(link): \(failure.message ?? "not read")")
      }
    }
    try await desk.evaluate()
    if failureCount > 0 {
      throw CommandFailure(
        message: "\(failureCount) of \(entries.count) articles of the feed could not be read"
      )
    }
  }

  private func line(of entry: FeedEntry, at desk: Desk, ingest: Ingest) async throws -> SafeText {
    var hints = ArticleHints()
    hints.entry = entry
    let address = try WebAddress(entry.link ?? entry.id)
    let reading = try await ingest.read(.address(address), hints: hints)
    let (stored, outcome) = try desk.save(reading, from: address.text)
    let article = stored.reading.article
    let title = SafeText(article.title ?? address.text)
    let kind = article.kind == .article ? "" : " (\(article.kind.rawValue))"
    let facts = [article.site, article.published?.description, outcome.words].compactMap { $0 }
    return "\(stored.id, style: .cyan)  " + title + SafeText(kind) + "  "
      + SafeText(facts.joined(separator: " · ")).styled(.dim)
  }
}

extension SaveOutcome {
  fileprivate var words: String? {
    switch self {
    case .added: nil
    case .updated: "read again, changed"
    case .unchanged: "read before"
    }
  }
}
