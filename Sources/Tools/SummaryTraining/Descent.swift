internal import Foundation

/// Adam (Kingma and Ba, 2015) over the whole of the data, so that no order and no chance comes in.
enum Descent {
  /// Weights after `steps` steps from zero.
  static func minimise(
    dimensions: Int,
    steps: Int,
    rate: Double,
    _ loss: ([Double]) -> (value: Double, gradient: [Double])
  ) -> [Double] {
    var weights = [Double](repeating: 0, count: dimensions)
    var mean = weights
    var variance = weights
    for step in 1...steps {
      let gradient = loss(weights).gradient
      let scale = rate * (1 - pow(0.999, Double(step))).squareRoot() / (1 - pow(0.9, Double(step)))
      for at in weights.indices {
        mean[at] = 0.9 * mean[at] + 0.1 * gradient[at]
        variance[at] = 0.999 * variance[at] + 0.001 * gradient[at] * gradient[at]
        weights[at] -= scale * mean[at] / (variance[at].squareRoot() + 1e-8)
      }
    }
    return weights
  }
}
