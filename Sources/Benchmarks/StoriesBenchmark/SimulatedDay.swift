import Alerting
import Fetching
import Foundation
import Model
import Pipeline
import Storage
import TrainingSupport

/// Leads of different matters that all arrive on one day, and a rule on a pair of countries: how often it fires, beside how many
/// articles match it.
///
/// Each line of the files is `{"id", "text"}`, the title in the first line of the text, as the crowded day of the
/// evaluation data has them. Since each lead tells an act of its own, each that matches should fire once, in any order.
struct SimulatedDay {
  let sides: [String]

  private static let orders = 3
  private static let start = Date(timeIntervalSince1970: 1_768_435_200)

  private struct Lead: Decodable {
    var id: String
    var text: String
  }

  func run(_ files: [String]) throws {
    let leads = try files.flatMap { file in
      try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map {
        try JSONDecoder().decode(Lead.self, from: Data($0.utf8))
      }
    }
    let ingest = Ingest(
      fetcher: Fetcher(transport: CurlTransport()),
      analyser: Analyser(),
      policy: AddressPolicy(allowed: []),
      certificateFile: nil
    )
    let read = leads.enumerated().map { number, lead in
      ingest.read(imported: article(lead, number), byteCount: lead.text.utf8.count)
    }
    for order in 0..<Self.orders {
      var random = SeededRandom(seed: UInt64(order) + 1)
      try replay(read.shuffled(using: &random), order: order)
    }
  }

  private func article(_ lead: Lead, _ number: Int) -> Article {
    let parts = lead.text.split(separator: "\n", maxSplits: 1).map(String.init)
    var article = Article(text: parts.count == 2 ? parts[1] : lead.text)
    article.title = parts.count == 2 ? parts[0] : nil
    article.url = "https://outlet\(number % 60).example/\(number)"
    article.requestedURL = article.url
    article.domain = "outlet\(number % 60).example"
    article.language = "en"
    article.publishedAt = Self.start
    article.published = CalendarDay(daysSinceEpoch: Int(Self.start.timeIntervalSince1970 / 86_400))
    return article
  }

  private func replay(_ articles: [ReadArticle], order: Int) throws {
    let store = try Store()
    let rule = try RuleText("dyad is \(sides.joined(separator: ", "))", names: .standard)
    try store.addRule(name: "pair", text: rule.description, endpoints: [], at: Self.start)
    let evaluation = RuleEvaluation(store: store)
    for (place, article) in articles.enumerated() {
      let arrival = Self.start + Double(place) * 20
      _ = try article.save(in: store, at: arrival)
      _ = try evaluation.drain(at: arrival, due: arrival)
    }
    var query = FiringQuery()
    query.limit = 10_000
    let firings = try store.alerts.firings(query).compactMap { try store.alerts.firing($0.id.number) }
    let told = firings.map { Set($0.sources.map(\.article.number)) }
    let matching = told.reduce(into: Set<Int64>()) { $0.formUnion($1) }.count
    print("order \(order + 1): \(articles.count) leads, \(matching) match, \(firings.count) firings")
    for together in told where together.count > 1 {
      let titles = try together.sorted().map { number in
        let article = try store.articles.article(number)?.reading.article
        return article?.title ?? String(article?.text.prefix(60) ?? "")
      }
      print("  together: " + titles.joined(separator: " | "))
    }
  }
}
