internal import Foundation
internal import TrainingSupport

/// Logistic regression over choices: of all that may be chosen the right ones shall be likelier than the others together (a
/// softmax, McFadden 1974), with a quadratic penalty, minimised like `LogisticRegression`.
struct ChoiceRegression {
  /// One choice: the rows of what may be chosen, and which of them are right.
  struct Choice {
    let rows: Range<Int>
    let isRight: [Bool]
  }

  let rows: SparseRows
  let choices: [Choice]
  /// The penalty is half the squared length of the weights over this.
  let strength: Double

  /// The weights of the features in order, then a bias of nothing: what all of a choice share decides nothing.
  func weights(steps: Int = 80) -> [Double] {
    Minimiser(memory: 8, steps: steps).minimise(dimensions: rows.names.count + 1) { lossAndGradient($0, &$1) }
  }

  private func lossAndGradient(_ weights: [Double], _ gradient: inout [Double]) -> Double {
    var loss = 0.0
    for column in weights.indices {
      loss += weights[column] * weights[column] / (2 * strength)
      gradient[column] = weights[column] / strength
    }
    for choice in choices { loss += add(choice, weights, &gradient) }
    return loss
  }

  private func add(_ choice: Choice, _ weights: [Double], _ gradient: inout [Double]) -> Double {
    let scores = choice.rows.map { score($0, weights) }
    let highest = scores.max() ?? 0
    let powers = scores.map { exp($0 - highest) }
    let sum = powers.reduce(0, +)
    let right = zip(choice.isRight, powers).reduce(0) { $1.0 ? $0 + $1.1 : $0 }
    for (place, row) in choice.rows.enumerated() {
      let slope = powers[place] / sum - (choice.isRight[place] ? powers[place] / right : 0)
      for at in rows.starts[row]..<rows.starts[row + 1] {
        gradient[Int(rows.columns[at])] += slope * Double(rows.values[at])
      }
    }
    return log(sum) - log(right)
  }

  private func score(_ row: Int, _ weights: [Double]) -> Double {
    (rows.starts[row]..<rows.starts[row + 1]).reduce(0) { sum, at in
      sum + weights[Int(rows.columns[at])] * Double(rows.values[at])
    }
  }
}
