internal import Foundation
internal import Summarization

/// The reward that a linear ranker would earn on average if it drew choices of sentences with the probability
/// exp(sum of scores) / Z, and how that changes with its weights. All choices are summed, none is sampled.
///
/// After the expected-reward training of extractive summarisers (Narayan, Cohen and Lapata, "Ranking Sentences for
/// Extractive Summarization with Reinforcement Learning", 2018).
struct ExpectedReward {
  let examples: [Example]
  /// Strength of the quadratic penalty on weights.
  let penalty: Double
  private let columns = Feature.count

  /// Minus the mean expected reward plus the penalty, and the gradient of that.
  func loss(_ weights: [Double]) -> (value: Double, gradient: [Double]) {
    var value = 0.0
    var gradient = [Double](repeating: 0, count: columns)
    var mass = 0.0
    for example in examples {
      value += example.weight * add(example, weights, to: &gradient)
      mass += example.weight
    }
    for column in gradient.indices {
      gradient[column] = -gradient[column] / mass + 2 * penalty * weights[column]
      value -= mass * penalty * weights[column] * weights[column]
    }
    return (-value / mass, gradient)
  }

  /// The example's expected reward; its gradient is added, weighted.
  private func add(_ example: Example, _ weights: [Double], to gradient: inout [Double]) -> Double {
    let scores = example.scores(weights)
    let width = example.width
    var chances = example.rewards.indices.map { choice in
      var sum = 0.0
      for place in 0..<width { sum += scores[Int(example.choices[choice * width + place])] }
      return sum
    }
    let top = chances.max() ?? 0
    var total = 0.0
    var expected = 0.0
    for choice in chances.indices {
      chances[choice] = exp(chances[choice] - top)
      total += chances[choice]
      expected += chances[choice] * example.rewards[choice]
    }
    expected /= total
    var pull = [Double](repeating: 0, count: example.count)
    for choice in chances.indices {
      let share = chances[choice] / total * (example.rewards[choice] - expected)
      for place in 0..<width { pull[Int(example.choices[choice * width + place])] += share }
    }
    for sentence in pull.indices where pull[sentence] != 0 {
      let factor = pull[sentence] * example.weight
      for column in 0..<columns { gradient[column] += factor * example.features[sentence * columns + column] }
    }
    return expected
  }
}

extension Example {
  /// The score of every sentence.
  func scores(_ weights: [Double]) -> [Double] {
    (0..<count).map { sentence in
      var sum = 0.0
      for column in weights.indices { sum += weights[column] * features[sentence * weights.count + column] }
      return sum
    }
  }

  /// The best sentences by score, in reading order.
  func best(_ weights: [Double]) -> [Int] {
    let scores = scores(weights)
    return scores.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }.prefix(size).sorted()
  }
}
