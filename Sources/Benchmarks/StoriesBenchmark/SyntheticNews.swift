import Foundation
import Model
import Stories
import Text
import TrainingSupport

/// Made-up news: at any time some hundred events are told, each by articles that share its names, words and numbers.
struct SyntheticNews {
  private struct Told {
    var words: [String]
    var number: Int
  }

  /// Events that are told at one time.
  private static let eventsAtOnce = 200
  /// One article in so many opens an event, which takes the place of an old one.
  private static let articlesPerEvent = 5
  private static let vocabulary = 30_000

  private var random: SeededRandom
  private var events: [Told] = []
  private(set) var count = 0

  init(seed: UInt64) {
    random = SeededRandom(seed: seed)
    for _ in 0..<Self.eventsAtOnce { events.append(event()) }
  }

  private mutating func event() -> Told {
    let names = (0..<6).map { _ in "Name\(Int.random(in: 0..<200_000, using: &random))" }
    return Told(words: names + (0..<20).map { _ in word() }, number: Int.random(in: 13..<900, using: &random))
  }

  /// A word by Zipf's law: the first is the commonest.
  private mutating func word() -> String {
    "w\(Int(pow(Double(Self.vocabulary), random.unit())))x"
  }

  /// The next article: of an event, or the first of a new one.
  mutating func article() -> Article {
    count += 1
    let place = Int.random(in: 0..<events.count, using: &random)
    if count % Self.articlesPerEvent == 0 { events[place] = event() }
    let told = events[place]
    var words: [String] = []
    for _ in 0..<150 {
      words.append(
        random.unit() < 0.4 ? told.words[Int.random(in: 0..<told.words.count, using: &random)] : word()
      )
    }
    words.append("killed \(told.number) people.")
    var article = Article(text: words.joined(separator: " "))
    article.url = "https://outlet\(count % 500).example/\(count)"
    article.domain = "outlet\(count % 500).example"
    article.title = told.words.prefix(5).joined(separator: " ")
    article.language = "en"
    return article
  }
}
