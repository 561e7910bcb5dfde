import Foundation
import Model
import Pipeline
import Storage
import StoreSupport
import TestSupport
import Testing
import Text

@Suite("Two articles under one canonical address")
struct SharedAddressTests {
  private static let ferry =
    "The ferry between the two islands was halted on Friday after engineers had found cracks in its hull."
  private static let budget =
    "The council adopted its budget for the next year by a large majority after a debate of nine hours."

  private func reading(_ text: String, title: String, asked: String?, canonical: String) -> ArticleReading {
    var article = Article(text: text)
    article.title = title
    article.requestedURL = asked
    article.url = canonical
    let analysis = Analyser().analyse(article, parts: .all)
    return ArticleReading(
      article: article,
      provenance: Provenance(hops: [], byteCount: text.utf8.count),
      sentences: analysis.document.sentences.map(\.range),
      summary: Summary(sentences: [], scored: []),
      coding: EventCoding(events: [], rejected: [], isEscalatory: false, verdict: "none")
    )
  }

  private let canonical = "https://news.example/world-stories-of-the-day"

  @Test("are stored as two, and the second says why")
  func two() throws {
    let folder = try TemporaryFolder()
    let store = try Store(path: StoreForTests.place(in: folder))
    let first = reading(Self.ferry, title: "Ferry", asked: "https://news.example/ferry", canonical: canonical)
    let second = reading(
      Self.budget,
      title: "Budget",
      asked: "https://news.example/budget?utm_source=x",
      canonical: canonical
    )
    _ = try store.save(try SharedAddress.resolved(first, in: store), at: Date())
    for _ in 1...2 {
      let resolved = try SharedAddress.resolved(second, in: store)
      #expect(resolved.article.url == "https://news.example/budget")
      #expect(resolved.provenance.decisions.first?.rule.contains("another article stands under") == true)
      _ = try store.save(resolved, at: Date())
    }
    #expect(try store.articles.lines(ArticleQuery()).count == 2)
  }

  @Test("are one where they say the same, or where one address is read again")
  func one() throws {
    let folder = try TemporaryFolder()
    let store = try Store(path: StoreForTests.place(in: folder))
    let first = reading(Self.ferry, title: "Ferry", asked: "https://news.example/ferry", canonical: canonical)
    _ = try store.save(first, at: Date())
    let longer = reading(
      Self.ferry + " Nobody was hurt.",
      title: "Ferry halted",
      asked: "https://news.example/amp",
      canonical: canonical
    )
    #expect(try SharedAddress.resolved(longer, in: store).article.url == canonical)
    let rewritten = reading(
      Self.budget,
      title: "Budget",
      asked: "https://news.example/ferry",
      canonical: canonical
    )
    #expect(try SharedAddress.resolved(rewritten, in: store).article.url == canonical)
    let file = reading(Self.budget, title: "Budget", asked: nil, canonical: canonical)
    #expect(try SharedAddress.resolved(file, in: store).article.url == canonical)
  }
}
