internal import Foundation
internal import Model
internal import Stories
internal import TrainingSupport

/// How well weights put the sets together.
struct Figures: Sendable {
  let sets: TrainingSets

  /// Prints figures by weights that have not seen what they judge, and by those that have.
  func print(_ weights: FoldedWeights) async {
    let fitted = { @Sendable (_: TrainingArticle) in weights.whole }
    for (name, chosen) in [("cross-validated", weights.unseen), ("fitted", fitted)] {
      let jobs: [@Sendable () -> String] =
        ([0, 7, 8, 9] as [UInt64]).flatMap { seed -> [@Sendable () -> String] in
          [
            { bCubed("look-alikes", sets.lookAlikes, seed, chosen) },
            { bCubed("whole", sets.whole, seed, chosen) },
          ]
        } + [{ pairs(chosen) }, { crowdedDay(chosen) }]
      for line in await concurrently(jobs, { $0() }) { Swift.print("\(name)\t\(line)") }
    }
  }

  private func bCubed(
    _ name: String,
    _ articles: [TrainingArticle],
    _ seed: UInt64,
    _ weights: @escaping @Sendable (TrainingArticle) -> StoryWeights
  ) -> String {
    let stream = TrainingStream.order(articles, seed)
    let told = TrainingStream.run(stream, weights: weights)
    let made = Dictionary(grouping: stream.indices) { told[$0] }
    let real = Dictionary(grouping: stream.indices) { stream[$0].story }
    let scores = stream.indices.map { place -> [Double] in
      let (together, own) = (made[told[place]] ?? [], real[stream[place].story] ?? [])
      let right = Double(together.count { stream[$0].story == stream[place].story })
      return [right / Double(together.count), right / Double(own.count)]
    }
    func f1(_ scores: [[Double]]) -> Double {
      let (precision, recall) = (scores.reduce(0) { $0 + $1[0] }, scores.reduce(0) { $0 + $1[1] })
      return 2 * precision * recall / (precision + recall) / Double(max(1, scores.count))
    }
    let mean = scores.reduce((0, 0)) {
      ($0.0 + $1[0] / Double(scores.count), $0.1 + $1[1] / Double(scores.count))
    }
    let interval = Self.interval(stream.map(\.group), scores, f1)
    return String(
      format: "%@\t%@\t%.3f\t%.3f to %.3f\tprecision %.3f recall %.3f",
      name,
      seed == 0 ? "file order" : "order \(seed)",
      f1(scores),
      interval.0,
      interval.1,
      mean.0,
      mean.1
    )
  }

  private func pairs(_ weights: @escaping @Sendable (TrainingArticle) -> StoryWeights) -> String {
    let told = TrainingStream.run(sets.pairs, weights: weights)
    let scores = sets.pairLabels.indices.map { pair -> [Double] in
      let (isJoined, isSame) = (told[2 * pair] == told[2 * pair + 1], sets.pairLabels[pair])
      return [isJoined && isSame ? 1 : 0, isJoined && !isSame ? 1 : 0, !isJoined && isSame ? 1 : 0]
    }
    func f1(_ scores: [[Double]]) -> Double {
      let sums = (0..<3).map { at in scores.reduce(0) { $0 + $1[at] } }
      return 2 * sums[0] / max(1, 2 * sums[0] + sums[1] + sums[2])
    }
    let sums = (0..<3).map { at in Int(scores.reduce(0) { $0 + $1[at] }) }
    let groups = sets.pairLabels.indices.map { sets.pairs[2 * $0].group }
    let interval = Self.interval(groups, scores, f1)
    return String(
      format: "pairs\tfile order\t%.3f\t%.3f to %.3f\t%d right %d wrong %d missed",
      f1(scores),
      interval.0,
      interval.1,
      sums[0],
      sums[1],
      sums[2]
    )
  }

  private func crowdedDay(_ weights: @escaping @Sendable (TrainingArticle) -> StoryWeights) -> String {
    let told = TrainingStream.run(sets.crowd, weights: weights)
    let stories = Dictionary(grouping: sets.crowd.indices) { told[$0] }
    let wrong = stories.values.reduce(0) { sum, members in
      sum
        + members.count { one in
          members.contains { other in
            let days = [one, other].compactMap { sets.crowd[$0].day?.daysSinceEpoch }
            return days.count == 2 && abs(days[0] - days[1]) >= TrainingCourse.daysApartMin
          }
        }
    }
    return String(
      format: "crowded day\tfile order\t%.4f\t\t%d wrong, largest %d, %d joined",
      Double(wrong) / Double(sets.crowd.count),
      wrong,
      stories.values.map(\.count).max() ?? 0,
      sets.crowd.count - stories.count
    )
  }

  private static let resamplings = 1000

  /// What 95 % of resamplings of groups give (bootstrap).
  private static func interval(
    _ groups: [String],
    _ scores: [[Double]],
    _ figure: ([[Double]]) -> Double
  ) -> (Double, Double) {
    var random = SeededRandom(seed: 1)
    let byGroup = Dictionary(grouping: scores.indices) { groups[$0] }.sorted { $0.key < $1.key }.map(\.value)
    let figures = (0..<resamplings).map { _ in
      figure(byGroup.indices.flatMap { _ in byGroup.randomElement(using: &random) ?? [] }.map { scores[$0] })
    }.sorted()
    return (figures[resamplings * 25 / 1000], figures[resamplings * 975 / 1000 - 1])
  }
}
