internal import Foundation

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

/// Limited-memory BFGS with a backtracking search.
struct Minimiser {
  let memory: Int
  let steps: Int

  /// The place of the least value found, from zero.
  func minimise(dimensions: Int, _ function: ([Double], inout [Double]) -> Double) -> [Double] {
    var place = [Double](repeating: 0, count: dimensions)
    var slope = place
    var value = function(place, &slope)
    var history: [(step: [Double], change: [Double], inverse: Double)] = []
    for round in 0..<steps {
      var direction = direction(slope, history)
      var descent = dot(direction, slope)
      if descent >= 0 {
        history = []
        direction = slope.map { -$0 }
        descent = dot(direction, slope)
      }
      var length = round == 0 ? min(1, 1 / max(dot(slope, slope).squareRoot(), 1e-12)) : 1
      var nextSlope = slope
      var next = moved(place, direction, length)
      var nextValue = function(next, &nextSlope)
      while nextValue > value + 1e-4 * length * descent, length > 1e-10 {
        length /= 2
        next = moved(place, direction, length)
        nextValue = function(next, &nextSlope)
      }
      let step = zip(next, place).map { $0 - $1 }
      let change = zip(nextSlope, slope).map { $0 - $1 }
      let curvature = dot(step, change)
      if curvature > 1e-10 {
        history.append((step, change, 1 / curvature))
        if history.count > memory { history.removeFirst() }
      }
      let gain = value - nextValue
      (place, slope, value) = (next, nextSlope, nextValue)
      if gain < 1e-5 * max(abs(value), 1) { break }
    }
    return place
  }

  private func direction(
    _ slope: [Double],
    _ history: [(step: [Double], change: [Double], inverse: Double)]
  ) -> [Double] {
    var direction = slope
    var shares: [Double] = []
    for (step, change, inverse) in history.reversed() {
      let share = inverse * dot(step, direction)
      shares.append(share)
      for at in direction.indices { direction[at] -= share * change[at] }
    }
    if let (_, change, inverse) = history.last {
      let scale = 1 / (inverse * dot(change, change))
      for at in direction.indices { direction[at] *= scale }
    }
    for ((step, change, inverse), share) in zip(history, shares.reversed()) {
      let other = inverse * dot(change, direction)
      for at in direction.indices { direction[at] += step[at] * (share - other) }
    }
    return direction.map { -$0 }
  }

  private func moved(_ place: [Double], _ direction: [Double], _ length: Double) -> [Double] {
    var moved = place
    for at in moved.indices { moved[at] += length * direction[at] }
    return moved
  }

  private func dot(_ one: [Double], _ other: [Double]) -> Double {
    var sum = 0.0
    for at in one.indices { sum += one[at] * other[at] }
    return sum
  }
}
