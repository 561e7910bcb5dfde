internal import Foundation
internal import TrainingSupport

/// Binary logistic regression with a quadratic penalty over dense rows that weigh differently, minimised over all rows at
/// once (L-BFGS), so that no chance comes in.
struct WeightedRegression: Sendable {
  let columns: Int
  /// Row by row.
  private let values: [Float]
  private let isSame: [Bool]
  private let weights: [Double]
  private let means: [Double]
  private let deviations: [Double]
  /// The penalty is half the squared length of the weights, for columns brought to deviation one, over this.
  private let strength: Double

  /// Makes a regression over rows that weigh so much each.
  init(rows: [[Double]], isSame: [Bool], weights: [Double], strength: Double) {
    let columns = rows.first?.count ?? 0
    var means = [Double](repeating: 0, count: columns)
    var squares = means
    for row in rows {
      for column in 0..<columns {
        means[column] += row[column]
        squares[column] += row[column] * row[column]
      }
    }
    let count = Double(max(1, rows.count))
    for column in 0..<columns { means[column] /= count }
    let deviations = (0..<columns).map { column in
      max(0, squares[column] / count - means[column] * means[column]).squareRoot() + Self.deviationMin
    }
    values = rows.flatMap { row in
      (0..<columns).map { Float((row[$0] - means[$0]) / deviations[$0]) }
    }
    (self.columns, self.isSame, self.weights, self.strength) = (columns, isSame, weights, strength)
    (self.means, self.deviations) = (means, deviations)
  }

  /// Columns that hardly vary get no great weights.
  private static let deviationMin = 1e-3
  private static let stepsMax = 200

  /// The weights of the columns as they were given, and the start.
  func learn() -> (weights: [Double], start: Double) {
    let found = Minimiser(memory: 10, steps: Self.stepsMax).minimise(dimensions: columns + 1) {
      lossAndSlope($0, &$1)
    }
    let weights = (0..<columns).map { found[$0] / deviations[$0] }
    let shift = zip(weights, means).reduce(0) { $0 + $1.0 * $1.1 }
    return (weights, found[columns] - shift)
  }

  private func lossAndSlope(_ place: [Double], _ slope: inout [Double]) -> Double {
    var loss = 0.0
    for column in 0...columns { slope[column] = 0 }
    for column in 0..<columns {
      loss += place[column] * place[column] / (2 * strength)
      slope[column] = place[column] / strength
    }
    let narrow = place.map { Float($0) }
    var narrowSlope = [Float](repeating: 0, count: columns)
    for row in isSame.indices {
      let first = row * columns
      var score = narrow[columns]
      for column in 0..<columns { score += values[first + column] * narrow[column] }
      let sign = isSame[row] ? 1.0 : -1.0
      let margin = sign * Double(score)
      loss += weights[row] * (margin > 0 ? log1p(exp(-margin)) : -margin + log1p(exp(margin)))
      let pull = -sign * weights[row] / (1 + exp(margin))
      let narrowPull = Float(pull)
      for column in 0..<columns { narrowSlope[column] += narrowPull * values[first + column] }
      slope[columns] += pull
      if row % 1024 == 1023 { Self.drain(&narrowSlope, into: &slope) }
    }
    Self.drain(&narrowSlope, into: &slope)
    return loss
  }

  /// Single precision is quick, and sums of many rows need more.
  private static func drain(_ narrow: inout [Float], into slope: inout [Double]) {
    for column in narrow.indices {
      slope[column] += Double(narrow[column])
      narrow[column] = 0
    }
  }
}
