internal import Exchange
internal import Fetching
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage
internal import Synchronization

/// An article that somebody hands in.
struct Submission: Sendable {
  /// Articles worked on at once: more would only wait for the processor, and their senders can wait as well.
  private static let atOnceMax = 16
  private static let atWork = Mutex(0)

  static let answer: Schema = .object([
    Schema.Property("outcome", .word(["added", "updated", "unchanged"])),
    Schema.Property("article", ArticleForms.article.schema),
    Schema.Property("firings", .list(.text), meaning: "Alerts that rest on the article."),
  ])

  let desk: GatewayDesk

  /// Reads, stores and evaluates; the answer tells what was stored.
  ///
  /// - Throws: `Problem` for what is no submission, and the errors of fetching and reading.
  func take(_ body: JSONValue) async throws -> Answer {
    let (source, hints) = try Self.source(body)
    guard
      Self.atWork.withLock({ count in
        count < Self.atOnceMax
          ? {
            count += 1; return true
          }() : false
      })
    else {
      var problem = Problem(
        503,
        "busy",
        "\(Self.atOnceMax) articles are being read; hand it in again in a moment"
      )
      problem.retryAfterSeconds = 1
      throw problem
    }
    defer { Self.atWork.withLock { $0 -= 1 } }
    let ingest = try desk.ingest()
    guard case .page(let page) = try await ingest.open(source, hints: hints) else {
      throw Problem(
        422,
        "feed",
        "this is a feed, and no article: hand in the addresses of its articles, or read it at the prompt"
      )
    }
    var read = try ingest.read(page, hints: hints)
    let article = read.reading.article
    if article.kind == .empty || article.kind == .article && article.text.isEmpty {
      throw Problem(422, "no-text", "there is no text in it")
    }
    // From here on it is kept, whether the sender waits for the answer or not.
    read.reading = try SharedAddress.resolved(read.reading, in: desk.store)
    // Showing it to the rules waits for the disk, for both.
    let (stored, outcome) = try read.save(in: desk.store, at: desk.stamp(), lasting: .withNext)
    try desk.evaluate()
    let firings = Set(try desk.store.alerts.decisions(about: stored.id.number).compactMap(\.firing))
    return .json(
      [
        "outcome": .string(outcome.rawValue), "article": ArticleForms.article.json(stored),
        "firings": .array(firings.sorted { $0.number < $1.number }.map { .string($0.description) }),
      ],
      status: outcome == .added ? 201 : 200
    ).with("Location", "/api/v1/articles/\(stored.id)")
  }

  private static func source(_ body: JSONValue) throws -> (PageSource, ArticleHints) {
    let (url, text, html) = (body["url"]?.text, body["text"]?.text, body["html"]?.text)
    var hints = ArticleHints()
    hints.title = body["title"]?.text
    if let published = body["published"]?.text {
      guard let day = CalendarDay(published) else {
        throw Problem(422, "published", "/published must be a day such as 2021-10-18")
      }
      hints.published = day
    }
    switch (url, text, html) {
    case (let url?, nil, nil): return (.address(try WebAddress(url)), hints)
    case (_, let given?, nil), (_, nil, let given?):
      hints.url = try url.map { try WebAddress($0).text }
      return (.bytes(Array(given.utf8), name: "the API"), hints)
    case (nil, nil, nil): throw Problem(422, "nothing", "give url, text or html")
    case (_, .some, .some): throw Problem(422, "both", "give text or html, not both")
    }
  }
}
