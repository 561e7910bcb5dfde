internal import Foundation
internal import Model
internal import Stories

/// What weights are learned from, and how.
struct TrainingCourse: Sendable {
  private let sets: TrainingSets
  private let folds: Folds

  init(_ sets: TrainingSets) {
    self.sets = sets
    folds = Folds((sets.lookAlikes + sets.whole + sets.pairs + sets.crowd + sets.crowdTraining).map(\.group))
  }

  /// Learns in rounds: from true stories first, then also from the stories that the weights so far make of articles that
  /// they have not seen (DAgger; Ross, Gordon and Bagnell 2011).
  func learn() async -> FoldedWeights {
    let taught = await self.taught()
    StoriesTraining.report("\(taught.count) rows of true stories")
    let leads = await parts(of: .lead, taught + Self.altered(taught))
    var reports = await parts(of: .report, taught)
    var rows = taught
    for round in 1...Self.rounds {
      let weights = folded(reports, leads)
      let replayed = await replayed(by: weights, round: round)
      StoriesTraining.report("\(replayed.count) rows of stories as they are made, round \(round)")
      rows += replayed
      reports = await parts(of: .report, rows)
    }
    return folded(reports, leads)
  }

  private static let rounds = 2

  private func folded(_ reports: [WeightTable], _ leads: [WeightTable]) -> FoldedWeights {
    let tables = zip(reports, leads).map { WeightTable.text([$0, $1]) }
    return FoldedWeights(
      whole: StoryWeights(table: tables[0]),
      table: tables[0],
      byPart: tables.dropFirst().map { StoryWeights(table: $0) },
      folds: folds
    )
  }

  /// The weights of all rows, then those of all but each part.
  private func parts(of part: WeightTable.Part, _ rows: [TrainingRow]) async -> [WeightTable] {
    let chosen = part.rows(rows)
    let knots = part.knots(chosen)
    let folds = folds
    return await concurrently([nil] + (0..<Folds.count).map { $0 }) { without in
      WeightTable(part, chosen.filter { without == nil || folds[$0.group] != without }, knots: knots)
    }
  }

  // MARK: Rows

  private func taught() async -> [TrainingRow] {
    let sets = sets
    let orders: [UInt64] = [0, 1, 2]
    var jobs: [@Sendable () -> [TrainingRow]] = []
    for seed in orders {
      jobs.append { TrainingStream.taught(TrainingStream.order(sets.lookAlikes, seed), as: .lookAlikes) }
      jobs.append { TrainingStream.taught(TrainingStream.order(sets.whole, seed), as: .whole) }
      jobs.append {
        TrainingStream.taught(TrainingStream.order(sets.lookAlikeLeads, seed), as: .lookAlikeLeads)
      }
      jobs.append { TrainingStream.taught(TrainingStream.order(sets.wholeLeads, seed), as: .wholeLeads) }
      jobs.append { Self.pairRows(sets, seed) }
    }
    for seed in [11, 12] as [UInt64] {
      jobs.append {
        TrainingStream.taught(
          TrainingStream.mixed(sets.lookAlikes, sets.lookAlikeLeads, seed),
          as: .lookAlikesMixed
        )
      }
      jobs.append {
        TrainingStream.taught(TrainingStream.mixed(sets.whole, sets.wholeLeads, seed), as: .wholeMixed)
      }
    }
    for seed in [0, 3] as [UInt64] {
      jobs.append {
        TrainingStream.taught(
          TrainingStream.order(sets.crowdTraining, seed),
          as: .crowd,
          isKnown: Self.isApart
        )
      }
    }
    jobs.append { Self.readPairRows(sets) }
    return await concurrently(jobs) { $0() }.flatMap { $0 }
  }

  /// Leads whose days lie further apart than this are of other events; of nearer ones nothing is known.
  static let daysApartMin = 31

  @Sendable private static func isApart(_ article: TrainingArticle, _ others: [TrainingArticle]) -> Bool {
    guard let day = article.day else { return false }
    return others.compactMap(\.day).allSatisfy {
      abs($0.daysSinceEpoch - day.daysSinceEpoch) >= daysApartMin
    }
  }

  /// Leads of the pairs, each once, as one stream.
  private static func pairRows(_ sets: TrainingSets, _ seed: UInt64) -> [TrainingRow] {
    var seen: Set<String> = []
    let leads = TrainingStream.order(sets.pairs, seed).filter { seen.insert($0.id).inserted }
    return TrainingStream.taught(leads, as: .pairs)
  }

  /// The pairs that people read, either way, weighed among the leads of their set.
  private static func readPairRows(_ sets: TrainingSets) -> [TrainingRow] {
    let labelled =
      sets.readPairs
      + sets.pairLabels.indices.map {
        (sets.pairs[2 * $0].id, sets.pairs[2 * $0 + 1].id, sets.pairLabels[$0])
      }
    return [sets.crowd, sets.crowdTraining, sets.pairs + sets.singles].flatMap { set in
      var matcher = StoryMatcher(splitter: nil)
      for lead in set { _ = matcher.assign(lead.profile) { _ in nil } }
      let byID = Dictionary(set.map { ($0.id, $0) }) { first, _ in first }
      return labelled.flatMap { pair -> [TrainingRow] in
        guard let one = byID[pair.0], let other = byID[pair.1] else { return [] }
        return [(one, other), (other, one)].map { one, other in
          TrainingRow(
            source: .readPairs,
            group: one.group,
            isSame: pair.2,
            values: matcher.comparison(of: one.profile, with: other.profile).values
          )
        }
      }
    }
  }

  /// Pairs of one event as they would be on another day or with another main act: these must outweigh any likeness of words.
  private static func altered(_ rows: [TrainingRow]) -> [TrainingRow] {
    let right = rows.filter { ($0.source == .pairs || $0.source == .readPairs) && $0.isSame }
    return right.flatMap { row in
      alterations.map { alteration in
        var altered = TrainingRow(source: .altered, group: row.group, isSame: false, values: row.values)
        for (evidence, value) in alteration { altered[evidence] = value }
        return altered
      }
    }
  }

  private static let alterations: [[(Evidence, Double)]] = [
    [(.dayOther, 1), (.dayShared, 0)], [(.dateOther, 1)], [(.actOther, 1), (.actShared, 0)],
    // The same kind of act elsewhere, in the same words.
    [(.namesOtherInSameWords, 0.7), (.leadWordsCoveredToHalf, 0.5), (.leadCoveredToHalf, 0.5)],
  ]

  private func replayed(by weights: FoldedWeights, round: Int) async -> [TrainingRow] {
    let sets = sets
    let orders: [UInt64] = round == 1 ? [0, 5] : [UInt64(20 + round), UInt64(40 + round)]
    let jobs = orders.flatMap { seed -> [@Sendable () -> [TrainingRow]] in
      [
        {
          TrainingStream.replayed(
            TrainingStream.order(sets.lookAlikes, seed),
            as: .lookAlikesReplayed,
            weights: weights.unseen
          )
        },
        {
          TrainingStream.replayed(
            TrainingStream.order(sets.whole, seed),
            as: .wholeReplayed,
            weights: weights.unseen
          )
        },
      ]
    }
    return await concurrently(jobs) { $0() }.flatMap { $0 }
  }
}
