internal import Foundation
package import Model

/// What a day looks like beside the same pair's past.
package struct ChangeGrounds: Sendable, Hashable, Codable {
  /// The day that is judged.
  package var day: CalendarDay
  /// Acts a day in the past, the prior counted in.
  package var usualCount: Double
  /// Acts of this day.
  package var count: Int
  /// How likely so many acts or more are on one day, given the past.
  package var chance: Double
  /// The severity index, smoothed (EWMA), and the level that its past puts three standard deviations up.
  package var level: Double
  /// The level above which the smoothed index counts as changed.
  package var levelLimit: Double
  /// The cumulative sum of what each day had over the usual, and the limit it is held against.
  package var cumulativeSum: Double
  /// The sum above which a rise counts as lasting.
  package var cumulativeLimit: Double
  /// The tests that found a change, by name; empty for none.
  package var signals: [ChangeSignal]
}

/// Which test found a change.
package enum ChangeSignal: String, Sendable, Codable, CaseIterable {
  /// More acts on one day than the past makes likely.
  case unlikelyCount = "unlikely count"
  /// The smoothed level left its control limits: on the day when it does, not on those that it stays there.
  case level
  /// A small rise that lasts.
  case persistentRise = "persistent rise"
}

/// Finds change against a series' own past: a tense pair does not ring daily, a quiet one rings at its first act.
///
/// Three tests side by side, each with its own strength. *Counts*: the chance of a day's count under the predictive
/// distribution of a Poisson rate with a Gamma prior, which is negative binomial (Gelman et al., Bayesian Data Analysis,
/// 3rd ed., 2.6): it needs no past to be careful and takes a quiet past as evidence. *EWMA* of the index (Roberts,
/// "Control chart tests based on geometric moving averages", Technometrics 1, 1959) with limits from its own past.
/// *CUSUM* of counts (Page, "Continuous inspection schemes", Biometrika 41, 1954; for Poisson counts Lucas,
/// "Counted data CUSUM's", Technometrics 27, 1985).
package struct ChangeDetector: Sendable {
  /// The past that a day is held against, in days: long enough for a season, short enough to forget an old war.
  package var pastDays = 90
  /// A day rings when so many acts had at most this chance: about one false alarm a year for a daily test is 1/365.
  package var chanceMax = 1.0 / 365
  /// The weight of the newest day in the EWMA.
  package var smoothing = 0.3
  /// Control limits in standard deviations.
  package var levelDeviations = 3.0
  /// After it rang the level rings again only once it fell below so many: it moves slowly, so one rise is one alarm.
  package var levelRestDeviations = 1.0
  /// The rate that CUSUM is tuned to find, as a multiple of the usual one.
  package var riseFactor = 2.0
  /// The prior before anything is known of a pair: one act in 400 days, weighed as 20 days of watching. A pair's first act
  /// rings; three weeks of its own past outweigh it, or a few acts.
  package var priorActs = 0.05
  /// How many days of watching the prior is worth.
  package var priorDays = 20.0

  /// A detector with the standard settings.
  package init() {}

  /// Judges every day of an index that has a day before it, and the first.
  ///
  /// - Parameter index: the days in order, without gaps.
  /// - Returns: one judgement for each day.
  /// - Complexity: linear in the days.
  package func judge(_ index: DailyIndex) -> [ChangeGrounds] {
    var past = PastWindow(limit: pastDays)
    var smoothed = 0.0
    var sum = 0.0
    var isLevelUp = false
    return index.days.map { today in
      let usual = (priorActs + past.count) / (priorWeight(acts: past.count) + past.days)
      let chance = chanceOfAtLeast(today.count, actsBefore: past.count, daysBefore: past.days)
      smoothed = smoothing * today.escalation + (1 - smoothing) * smoothed
      let limit = past.level(deviations: levelDeviations)
      let allowance = Self.cusumAllowance(usual: usual, raised: usual * riseFactor)
      sum = max(0, sum + Double(today.count) - allowance)
      let sumLimit = Self.cusumLimit(usual: usual, riseFactor: riseFactor, falseAlarm: chanceMax)
      var signals: [ChangeSignal] = []
      if today.count > 0, chance <= chanceMax { signals.append(.unlikelyCount) }
      if smoothed < past.level(deviations: levelRestDeviations) { isLevelUp = false }
      if today.count > 0, past.days >= Self.levelDaysMin, smoothed > limit, !isLevelUp {
        signals.append(.level)
        isLevelUp = true
      }
      if today.count > 0, sum > sumLimit { signals.append(.persistentRise) }
      let grounds = ChangeGrounds(
        day: today.day,
        usualCount: usual,
        count: today.count,
        chance: chance,
        level: smoothed,
        levelLimit: limit,
        cumulativeSum: sum,
        cumulativeLimit: sumLimit,
        signals: signals
      )
      if signals.contains(.persistentRise) { sum = 0 }
      past.append(count: Double(today.count), level: smoothed)
      return grounds
    }
  }

  /// Below so many days a standard deviation says nothing.
  private static let levelDaysMin = 14.0

  /// The days that the prior counts for: it speaks of quiet pairs, so acts outweigh it, and a busy pair's own rate stands.
  private func priorWeight(acts: Double) -> Double { priorDays / (1 + acts) }

  /// P(X >= k) of the negative binomial that a Gamma prior and the past make of tomorrow's count.
  func chanceOfAtLeast(_ count: Int, actsBefore: Double, daysBefore: Double) -> Double {
    guard count > 0 else { return 1 }
    let shape = priorActs + actsBefore
    let rate = priorWeight(acts: actsBefore) + daysBefore
    let miss = rate / (rate + 1)
    var term = pow(miss, shape)
    var below = term
    for k in 1..<max(count, 1) {
      term *= (shape + Double(k) - 1) / Double(k) * (1 - miss)
      below += term
    }
    return max(0, 1 - below)
  }

  /// The reference value of a Poisson CUSUM (Lucas 1985): what a day may have before it counts.
  private static func cusumAllowance(usual: Double, raised: Double) -> Double {
    (raised - usual) / (log(raised) - log(usual))
  }

  /// By Wald's bound on a sequential test the sum crosses log(1/a)/log(raised/usual) with a chance of at most a.
  private static func cusumLimit(usual: Double, riseFactor: Double, falseAlarm: Double) -> Double {
    log(1 / falseAlarm) / log(riseFactor)
  }
}

/// Sums over the days before today, at most so many.
private struct PastWindow {
  private let limit: Int
  private var counts: [Double] = []
  private var levels: [Double] = []
  private var next = 0
  private(set) var count = 0.0
  private var levelSum = 0.0
  private var levelSquares = 0.0

  init(limit: Int) { self.limit = max(1, limit) }

  var days: Double { Double(counts.count) }

  /// So many standard deviations of the levels above their mean.
  func level(deviations: Double) -> Double {
    guard !levels.isEmpty else { return 0 }
    let mean = levelSum / days
    return mean + deviations * max(0, levelSquares / days - mean * mean).squareRoot()
  }

  mutating func append(count newCount: Double, level: Double) {
    if counts.count == limit {
      count -= counts[next]
      levelSum -= levels[next]
      levelSquares -= levels[next] * levels[next]
      counts[next] = newCount
      levels[next] = level
      next = (next + 1) % limit
    } else {
      counts.append(newCount)
      levels.append(level)
    }
    count += newCount
    levelSum += level
    levelSquares += level * level
  }
}
