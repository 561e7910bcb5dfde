internal import EmbeddedData
internal import Model

/// A linear ranker: a sentence's score is the sum of its features, each times its weight.
struct RankingModel: Sendable {
  /// By `Feature`'s order.
  let weights: [Float]

  /// The weights in the program.
  static let standard = RankingModel(.summaryWeights)

  /// Reads weights: a feature's name and its weight in each line.
  init(_ file: DataFile) {
    var byName: [Substring: Float] = [:]
    for row in file.rows where row.count == 2 { byName[row[0]] = Float(row[1]) }
    weights = Feature.allCases.map { byName[$0.name[...]] ?? 0 }
  }

  /// The score of a row of features.
  func score(_ features: ArraySlice<Float>) -> Float {
    zip(weights, features).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// What a score is the sum of, a number for each factor that says something.
  func factors(_ features: ArraySlice<Float>) -> [ScoreFactor] {
    var sums = Array(repeating: Float(0), count: Factor.allCases.count)
    for (feature, value) in zip(Feature.allCases, features) {
      sums[feature.factor.rawValue] += weights[feature.rawValue] * value
    }
    return zip(Factor.allCases, sums).compactMap { factor, sum in
      sum == 0 ? nil : ScoreFactor(factor.name, Double(sum))
    }
  }
}
