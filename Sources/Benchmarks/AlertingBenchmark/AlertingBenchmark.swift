import Alerting
import Foundation
import Model

/// Measures what an event costs among 10,000 conditions: `tocsin-alerting-benchmark`, built only when asked for.
@main
enum AlertingBenchmark {
  private static let conditions = 10_000
  private static let rounds = 1_000

  static func main() throws {
    let names = (0..<200).map { "Country \($0)" }
    let table = ActorNames(
      canonical: { names.contains($0) ? $0 : nil },
      members: { _ in [] },
      suggestions: { _ in [] }
    )
    let clock = ContinuousClock()
    var rules: [RuleText] = []
    let reading = try clock.measure {
      rules = try (0..<conditions).map { try RuleText(text($0), names: table) }
    }
    var index = ConditionIndex([])
    let filing = clock.measure { index = ConditionIndex(rules.map(\.condition)) }
    print("reading \(conditions) rules: \(reading), filing them: \(filing)")

    for (name, event) in events() { try measure(name, event, rules, index) }
  }

  private static func measure(
    _ name: String,
    _ event: Event,
    _ rules: [RuleText],
    _ index: ConditionIndex
  ) throws {
    var (looked, held) = (0, 0)
    let article = article()
    let start = processSeconds()
    for _ in 0..<rounds {
      let places = index.candidates(for: article, events: [event])
      looked += places.count
      for place in places {
        held += try RuleEvaluator.evaluate(rules[place], article, events: [event]).matches.count
      }
    }
    let milliseconds = (processSeconds() - start) * 1_000 / Double(rounds)
    print(
      "\(name): \(milliseconds) ms of processor time an event; \(looked / rounds) conditions looked at, \(held / rounds) hold"
    )
  }

  /// Processor time, which a busy machine does not change.
  private static func processSeconds() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// What a desk of many analysts has: pairs, actors, words, outlets, kinds of act; each with a threshold.
  private static func text(_ number: Int) -> String {
    let (first, second) = ("\"Country \(number % 200)\"", "\"Country \((number / 200 + 1 + number) % 200)\"")
    return switch number % 8 {
    case 0, 1, 2: "severity at least \(number % 6 + 2) and dyad is \(first), \(second)"
    case 3, 4:
      "actor is \(first) and code is \(["13", "14", "15", "16", "17", "18", "19"][number % 7]) and severity over 3"
    case 5: "title contains word\(number) and severity at least 2"
    case 6: "source is \"outlet\(number).example\" and status is realised"
    default: "(either is \(first) or target is \(second)) and not category is consult and severity at least 5"
    }
  }

  private static func events() -> [(String, Event)] {
    [
      ("an event of two known actors", event("Country 7", "Country 8", "190", 7)),
      ("an event that nobody watches", event("Somebody", "Somebody else", "042", 0)),
    ]
  }

  private static func event(_ actor: String, _ target: String, _ code: String, _ severity: Double) -> Event {
    guard let code = EventCode(rawValue: code) else { preconditionFailure("\(code) is a code") }
    return Event(
      actor: Participant(name: actor),
      target: Participant(name: target),
      code: code,
      category: .assault,
      goldstein: -9,
      status: .realised,
      trigger: "shelled",
      part: .text,
      offset: 0..<7,
      sentence: "\(actor) shelled \(target).",
      sentenceIndex: 0,
      date: nil,
      severity: Severity(severity),
      grounds: EventGrounds(lexiconEntry: "shell", frame: "active", status: "past")
    )
  }

  private static func article() -> AlertArticle {
    var article = Article(text: (0..<800).map { "token\($0 % 350)" }.joined(separator: " "))
    article.title = "Shells fall on the border"
    article.domain = "outlet3.example"
    article.language = "en"
    return AlertArticle(article, arrivedAt: Date(timeIntervalSince1970: 1_772_438_400))
  }
}
