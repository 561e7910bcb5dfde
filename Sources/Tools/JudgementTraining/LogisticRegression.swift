internal import Foundation
internal import TrainingSupport

/// Multinomial and binary logistic regression with a quadratic penalty, minimised over all rows at once by L-BFGS (Liu and
/// Nocedal 1989), so that no chance comes in.
struct LogisticRegression {
  let rows: SparseRows
  /// Which rows are learned from.
  let chosen: [Int]
  /// The class of each row of `rows`.
  let labels: [Int]
  let classes: Int
  /// The penalty is half the squared length of the weights over this; biases are free.
  let strength: Double
  private var width: Int { rows.names.count + 1 }
  /// A question of yes and no has one row of weights, that of yes.
  private var outputs: Int { classes == 2 ? 1 : classes }

  /// The weights: for each class those of the features in order, then the bias.
  func weights(steps: Int = 80) -> [Double] {
    Minimiser(memory: 8, steps: steps).minimise(dimensions: outputs * width) { lossAndGradient($0, &$1) }
  }

  private func lossAndGradient(_ weights: [Double], _ gradient: inout [Double]) -> Double {
    var loss = 0.0
    for at in gradient.indices { gradient[at] = 0 }
    var scores = [Double](repeating: 0, count: outputs)
    for row in chosen {
      for output in 0..<outputs { scores[output] = score(row, output, weights) }
      loss += classes == 2 ? addBinary(row, scores[0], &gradient) : addMany(row, &scores, &gradient)
    }
    for output in 0..<outputs {
      for column in 0..<(width - 1) {
        let weight = weights[output * width + column]
        loss += weight * weight / (2 * strength)
        gradient[output * width + column] += weight / strength
      }
    }
    return loss
  }

  private func score(_ row: Int, _ output: Int, _ weights: [Double]) -> Double {
    var sum = weights[output * width + width - 1]
    for at in rows.starts[row]..<rows.starts[row + 1] {
      sum += weights[output * width + Int(rows.columns[at])] * Double(rows.values[at])
    }
    return sum
  }

  private func add(_ row: Int, _ output: Int, _ slope: Double, _ gradient: inout [Double]) {
    guard abs(slope) > 1e-9 else { return }
    for at in rows.starts[row]..<rows.starts[row + 1] {
      gradient[output * width + Int(rows.columns[at])] += slope * Double(rows.values[at])
    }
    gradient[output * width + width - 1] += slope
  }

  private func addBinary(_ row: Int, _ score: Double, _ gradient: inout [Double]) -> Double {
    let sign = labels[row] == 1 ? 1.0 : -1.0
    let margin = sign * score
    let loss = margin > 0 ? log1p(exp(-margin)) : -margin + log1p(exp(margin))
    add(row, 0, -sign / (1 + exp(margin)), &gradient)
    return loss
  }

  private func addMany(_ row: Int, _ scores: inout [Double], _ gradient: inout [Double]) -> Double {
    let highest = scores.max() ?? 0
    var sum = 0.0
    for output in 0..<outputs {
      scores[output] = exp(scores[output] - highest)
      sum += scores[output]
    }
    for output in 0..<outputs {
      add(row, output, scores[output] / sum - (labels[row] == output ? 1 : 0), &gradient)
    }
    return log(sum) - log(scores[labels[row]])
  }
}
