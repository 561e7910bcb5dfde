internal import Summarization

/// Brings features to mean 0 and deviation 1, so that one penalty suits all.
struct Standardisation {
  private var means = [Double](repeating: 0, count: Feature.count)
  private var deviations = [Double](repeating: 0, count: Feature.count)

  init(_ examples: [Example]) {
    let columns = Feature.count
    let rows = Double(max(1, examples.reduce(0) { $0 + $1.count }))
    for example in examples {
      for at in example.features.indices { means[at % columns] += example.features[at] / rows }
    }
    for example in examples {
      for at in example.features.indices {
        let distance = example.features[at] - means[at % columns]
        deviations[at % columns] += distance * distance / rows
      }
    }
    deviations = deviations.map { $0 < 1e-12 ? 0 : $0.squareRoot() }
  }

  /// The example with its features brought to scale; a feature that never changes becomes 0.
  func apply(_ example: Example) -> Example {
    var example = example
    for at in example.features.indices {
      let column = at % Feature.count
      example.features[at] =
        deviations[column] == 0 ? 0 : (example.features[at] - means[column]) / deviations[column]
    }
    return example
  }

  /// Weights of scaled features as weights of the features themselves.
  func unscaled(_ weights: [Double]) -> [Double] {
    zip(weights, deviations).map { $1 == 0 ? 0 : $0 / $1 }
  }
}
