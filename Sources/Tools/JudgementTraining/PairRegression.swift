internal import Foundation
internal import TrainingSupport

/// Logistic regression over choices of two at once: of all actors with all targets of an act those that are right shall be
/// likelier than the others together (a softmax over the pairs, McFadden 1974), by what speaks for each alone and for both,
/// with a quadratic penalty, minimised like `LogisticRegression`.
struct PairRegression {
  /// One act's choice.
  struct Choice {
    /// The rows of its actors, of its targets, and of the pairs, those of the first actor first.
    let actors: Range<Int>
    let targets: Range<Int>
    let pairs: Range<Int>
    /// Which pairs are right.
    let isRight: [Bool]
  }

  let rows: SparseRows
  let choices: [Choice]
  /// The penalty is half the squared length of the weights over this.
  let strength: Double

  /// For actors, targets and pairs the weights of the features in order, then a bias of nothing: what all of a choice share
  /// decides nothing.
  func weights(steps: Int = 80) -> [Double] {
    let width = rows.names.count
    return Minimiser(memory: 8, steps: steps).minimise(dimensions: 3 * (width + 1)) {
      lossAndGradient($0, &$1, width)
    }
  }

  private func lossAndGradient(_ weights: [Double], _ gradient: inout [Double], _ width: Int) -> Double {
    var loss = 0.0
    for at in gradient.indices { gradient[at] = 0 }
    for choice in choices { loss += add(choice, weights, &gradient, width) }
    for column in weights.indices {
      loss += weights[column] * weights[column] / (2 * strength)
      gradient[column] += weights[column] / strength
    }
    return loss
  }

  private func add(_ choice: Choice, _ weights: [Double], _ gradient: inout [Double], _ width: Int) -> Double
  {
    let (actorWeights, targetWeights, pairWeights) = (0, width + 1, 2 * (width + 1))
    let actors = choice.actors.map { score($0, weights, from: actorWeights) }
    let targets = choice.targets.map { score($0, weights, from: targetWeights) }
    let scores = choice.isRight.indices.map { pair in
      actors[pair / targets.count] + targets[pair % targets.count]
        + score(choice.pairs.lowerBound + pair, weights, from: pairWeights)
    }
    let highest = scores.max() ?? 0
    let powers = scores.map { exp($0 - highest) }
    let sum = powers.reduce(0, +)
    let right = zip(choice.isRight, powers).reduce(0) { $1.0 ? $0 + $1.1 : $0 }
    var (actorSlopes, targetSlopes) = (
      [Double](repeating: 0, count: actors.count), [Double](repeating: 0, count: targets.count)
    )
    for pair in scores.indices {
      let slope = powers[pair] / sum - (choice.isRight[pair] ? powers[pair] / right : 0)
      guard abs(slope) > 1e-9 else { continue }
      actorSlopes[pair / targets.count] += slope
      targetSlopes[pair % targets.count] += slope
      add(choice.pairs.lowerBound + pair, slope, &gradient, from: pairWeights)
    }
    for (row, slope) in zip(choice.actors, actorSlopes) { add(row, slope, &gradient, from: actorWeights) }
    for (row, slope) in zip(choice.targets, targetSlopes) { add(row, slope, &gradient, from: targetWeights) }
    return log(sum) - log(right)
  }

  private func add(_ row: Int, _ slope: Double, _ gradient: inout [Double], from first: Int) {
    for at in rows.starts[row]..<rows.starts[row + 1] {
      gradient[first + Int(rows.columns[at])] += slope * Double(rows.values[at])
    }
  }

  private func score(_ row: Int, _ weights: [Double], from first: Int) -> Double {
    var sum = 0.0
    for at in rows.starts[row]..<rows.starts[row + 1] {
      sum += weights[first + Int(rows.columns[at])] * Double(rows.values[at])
    }
    return sum
  }
}
