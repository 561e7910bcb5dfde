internal import Foundation
internal import TrainingSupport

/// Logistic regression over choices: in each group the rows that are right shall be likelier than the others together
/// (a softmax over the group, McFadden 1974), with a quadratic penalty, minimised like `LogisticRegression`.
struct RankingRegression {
  let rows: SparseRows
  /// Rows between which a choice is made; each group holds a right one.
  let groups: [Range<Int>]
  let isRight: [Bool]
  /// The penalty is half the squared length of the weights over this.
  let strength: Double

  /// The weights of the features in order, then a bias of nothing: what all of a group share decides nothing.
  func weights(steps: Int = 80) -> [Double] {
    let width = rows.names.count
    return Minimiser(memory: 8, steps: steps).minimise(dimensions: width + 1) {
      lossAndGradient($0, &$1, width)
    }
  }

  private func lossAndGradient(_ weights: [Double], _ gradient: inout [Double], _ width: Int) -> Double {
    var loss = 0.0
    for at in gradient.indices { gradient[at] = 0 }
    for group in groups { loss += add(group, weights, &gradient) }
    for column in 0..<width {
      loss += weights[column] * weights[column] / (2 * strength)
      gradient[column] += weights[column] / strength
    }
    return loss
  }

  private func add(_ group: Range<Int>, _ weights: [Double], _ gradient: inout [Double]) -> Double {
    let scores = group.map { score($0, weights) }
    let highest = scores.max() ?? 0
    let powers = scores.map { exp($0 - highest) }
    let sum = powers.reduce(0, +)
    let right = zip(group, powers).reduce(0) { isRight[$1.0] ? $0 + $1.1 : $0 }
    for (row, power) in zip(group, powers) {
      let slope = power / sum - (isRight[row] ? power / right : 0)
      guard abs(slope) > 1e-9 else { continue }
      for at in rows.starts[row]..<rows.starts[row + 1] {
        gradient[Int(rows.columns[at])] += slope * Double(rows.values[at])
      }
    }
    return log(sum) - log(right)
  }

  private func score(_ row: Int, _ weights: [Double]) -> Double {
    var sum = 0.0
    for at in rows.starts[row]..<rows.starts[row + 1] {
      sum += weights[Int(rows.columns[at])] * Double(rows.values[at])
    }
    return sum
  }
}
