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
    var sum: Float = 0
    for (weight, value) in zip(weights, features) { sum += weight * value }
    return sum
  }

  /// What a score is the sum of, a number for each factor that says something.
  func factors(_ features: ArraySlice<Float>) -> [ScoreFactor] {
    var sums = Array(repeating: Float(0), count: Self.factors.count)
    for (column, value) in zip(weights.indices, features) {
      sums[Self.factorOfColumn[column]] += weights[column] * value
    }
    var factors: [ScoreFactor] = []
    factors.reserveCapacity(sums.count)
    for (factor, sum) in zip(Self.factors, sums) where sum != 0 {
      factors.append(ScoreFactor(factor, Double(sum)))
    }
    return factors
  }

  private static let factors = Factor.allCases.map(\.name)
  private static let factorOfColumn = Feature.allCases.map(\.factor.rawValue)
}
