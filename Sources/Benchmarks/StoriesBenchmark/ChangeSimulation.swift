import Foundation
import Model
import Stories
import TrainingSupport

/// Streams with a known onset: how soon a rule rings after it, and how often it rang without one.
struct ChangeSimulation {
  /// Acts a day before the onset; from one in a hundred days to five a day.
  private let baseRates = [0.01, 0.1, 0.5, 2, 5]
  /// The rate after the onset, as a multiple; a quiet pair's goes up to one act in two days at least.
  private let riseFactor = 3.0
  private let rateAfterMin = 0.5
  private let quietDays = 730
  /// Days at the start that are no alarms' fault: nothing is known of the pair yet.
  private let warmUpDays = 90
  private let daysAfter = 60
  private let runs = 400

  private struct Outcome {
    var delays: [Int] = []
    var falseAlarms = 0
    var missed = 0
  }

  /// A rule that rings or not on each day of a stream.
  private struct Rule {
    var name: String
    var rings: ([Int], DailyIndex) -> [Bool]
  }

  private let rules = [
    Rule(name: "Tocsin") { _, index in ChangeDetector().judge(index).map { !$0.signals.isEmpty } },
    Rule(name: "fixed: 3 acts a day") { counts, _ in counts.map { $0 >= 3 } },
    Rule(name: "average: twice that of 30 days") { counts, _ in Self.movingAverage(counts) },
  ]

  /// Rings where a day has an act and more than twice the mean of the 30 days before it.
  private static func movingAverage(_ counts: [Int]) -> [Bool] {
    var sum = 0
    return counts.enumerated().map { day, count in
      let days = min(day, 30)
      let isOver = count > 0 && days > 0 && Double(count) > 2 * Double(sum) / Double(days)
      sum += count - (day >= 30 ? counts[day - 30] : 0)
      return isOver
    }
  }

  func run() {
    print(
      "| acts a day before → after | rule | mean delay, days | found in \(daysAfter) days | false alarms a year |"
    )
    print("| --- | --- | --- | --- | --- |")
    for (number, rate) in baseRates.enumerated() {
      let after = max(rate * riseFactor, rateAfterMin)
      let outcomes = simulate(rate, after, seed: UInt64(number + 1))
      for (rule, outcome) in zip(rules, outcomes) {
        let delay = Double(outcome.delays.reduce(0, +)) / Double(max(1, outcome.delays.count))
        let years = Double(runs * (quietDays - warmUpDays)) / 365
        let found = 100 * Double(outcome.delays.count) / Double(runs)
        let cells = [
          "\(rate) → \(after)", rule.name, String(format: "%.1f", delay), String(format: "%.0f %%", found),
          String(format: "%.2f", Double(outcome.falseAlarms) / years),
        ]
        print("| " + cells.joined(separator: " | ") + " |")
      }
    }
  }

  private func simulate(_ rate: Double, _ after: Double, seed: UInt64) -> [Outcome] {
    var random = SeededRandom(seed: seed)
    var outcomes = rules.map { _ in Outcome() }
    for _ in 0..<runs {
      let counts = (0..<(quietDays + daysAfter)).map { random.poisson($0 < quietDays ? rate : after) }
      let index = index(counts)
      for (place, rule) in rules.enumerated() {
        let rings = rule.rings(counts, index)
        outcomes[place].falseAlarms += rings[warmUpDays..<quietDays].count { $0 }
        if let first = rings[quietDays...].firstIndex(of: true) {
          outcomes[place].delays.append(first - quietDays)
        } else {
          outcomes[place].missed += 1
        }
      }
    }
    return outcomes
  }

  /// The index of a stream: an act of no weight on the first day makes every day a part of it.
  private func index(_ counts: [Int]) -> DailyIndex {
    let start = CalendarDay(daysSinceEpoch: 18_000)
    var acts = [IndexedAct(day: start, severity: 0, goldstein: 0.1)]
    for (day, count) in counts.enumerated() {
      acts += (0..<count).map { _ in IndexedAct(day: start.adding(days: day), severity: 5, goldstein: -5) }
    }
    return DailyIndex(acts: acts, through: start.adding(days: counts.count - 1))
  }
}
