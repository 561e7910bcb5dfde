// Measures a backtest over a store of many articles.
//
//     TOCSIN_TOOLS=1 swift build -c release --product BacktestBenchmark
//     .build/release/BacktestBenchmark [ARTICLES]
import Alerting
import Foundation
import Model
import Pipeline
import Storage

@main struct BacktestBenchmark {
  private static let start = Date(timeIntervalSince1970: 1_772_438_400)
  /// A busy newsroom's feeds bring an article in so many seconds.
  private static let secondsApart = 60.0
  private static let pairs = [
    ("Russia", "NATO"), ("Russia", "Poland"), ("Mali", "France"), ("China", "Taiwan"), ("Iran", "Israel"),
  ]
  private static let rules = [
    "severity at least 4", "severity at least 4 from 2 sources within 24h for 30m until quiet for 12h",
    "title contains suspends and severity at least 7 again always",
    "dyad is Russia, NATO unless other within 8h same dyad",
  ]

  static func main() throws {
    let count = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 100_000
    let path = NSTemporaryDirectory() + "tocsin-backtest-\(ProcessInfo.processInfo.processIdentifier).sqlite"
    defer {
      for suffix in ["", "-wal", "-shm", "-lock"] {
        try? FileManager.default.removeItem(atPath: path + suffix)
      }
    }
    let store = try Store(path: path)
    for number in 0..<count {
      let arrival = start.addingTimeInterval(Double(number) * secondsApart)
      let filing = filing(Int64(number / 25 * 5 + number % 5))
      _ = try ReadArticle(reading: reading(number, at: arrival), filing: filing).save(in: store, at: arrival)
    }
    let other = RuleBook.Entry(
      stored: StoredRule(trial: "other", text: "", at: start),
      text: try RuleText("severity at least 8", names: .standard)
    )
    for text in rules {
      var stored = StoredRule(trial: "rule", text: text, at: start)
      stored.number = 1
      let entry = RuleBook.Entry(stored: stored, text: try RuleText(text, names: .standard))
      let began = ContinuousClock.now
      let result = try Backtest(store: store).run(
        RuleBook(entries: [other, entry]),
        watched: [1],
        silences: [],
        after: start.addingTimeInterval(-1),
        through: start.addingTimeInterval(Double(count) * secondsApart)
      )
      let seconds = (ContinuousClock.now - began) / .seconds(1)
      print(
        "\(result.articleCount) articles in \(seconds.formatted(.number.precision(.fractionLength(1)))) s, \(result.alerts.count) alerts: \(text)"
      )
    }
  }

  /// An article of some hundred words; five tell one story, and its acts are as severe as chance has it.
  private static func reading(_ number: Int, at arrival: Date) -> ArticleReading {
    let pair = pairs[number % pairs.count]
    let words = (0..<400).map { "word\((number &* 31 &+ $0 &* 7) % 5_000)" }.joined(separator: " ")
    var article = Article(text: "\(pair.0) suspends its mission to \(pair.1). \(words).")
    article.url = "https://outlet\(number % 40).example/\(number)"
    article.domain = "outlet\(number % 40).example"
    article.title = "\(pair.0) suspends its mission, report \(number)"
    article.language = "en"
    article.publishedAt = arrival
    article.published = CalendarDay(daysSinceEpoch: Int(arrival.timeIntervalSince1970 / 86_400))
    let events = (0..<3).compactMap { event(number, $0, pair, on: article.published) }
    return ArticleReading(
      article: article,
      provenance: Provenance(hops: [], byteCount: 4_000),
      sentences: [],
      summary: Summary(sentences: [], scored: []),
      coding: EventCoding(events: events, rejected: [], isEscalatory: true, verdict: "")
    )
  }

  private static func event(
    _ number: Int,
    _ place: Int,
    _ pair: (String, String),
    on day: CalendarDay?
  ) -> Event? {
    EventCode(rawValue: ["161", "173", "190"][place]).map { code in
      Event(
        actor: Participant(name: pair.0),
        target: Participant(name: pair.1),
        code: code,
        category: .sanction,
        goldstein: -4,
        status: .realised,
        trigger: "suspends",
        part: .title,
        offset: 0..<8,
        sentence: "\(pair.0) suspends its mission to \(pair.1).",
        sentenceIndex: 0,
        date: day.map(EventDate.day),
        severity: Severity(Double((number &* 7 &+ place &* 13) % 90) / 10),
        grounds: EventGrounds(lexiconEntry: "suspend", frame: "active", status: "present")
      )
    }
  }

  private static func filing(_ key: Int64) -> StoryFiling {
    StoryFiling(
      keys: [StoryKeyColumn(hash: key, weight: 1)],
      profile: [],
      agency: nil,
      decide: { _, candidates, _ in
        FilingDecision(
          story: candidates.first?.number,
          state: "{}",
          tie: candidates.isEmpty ? .new : .same,
          nearest: candidates.first?.members.first?.article,
          news: [],
          grounds: [],
          profile: []
        )
      },
      revise: { _ in nil }
    )
  }
}
