internal import EmbeddedData
internal import Model

/// A linear ranker: a sentence's score is the sum of its features, each times its weight.
struct RankingModel: Sendable {
  /// By `Feature`'s order.
  let weights: [Float]

  /// For summaries of several sentences.
  static let several = RankingModel(.summaryWeights, column: 1)
  /// For a single sentence that must tell the whole.
  static let one = RankingModel(.summaryWeights, column: 2)

  /// A budget of fewer words than this holds one sentence: in news they have 22 on average.
  private static let wordsOfTwoSentences = 30

  /// The model for a budget.
  static func standard(for budget: SummaryBudget) -> RankingModel {
    switch budget {
    case .sentences(let count): count == 1 ? one : several
    case .words(let count): count < wordsOfTwoSentences ? one : several
    case .share: several
    }
  }

  /// Reads weights: a feature's name and its weights in each line.
  init(_ file: DataFile, column: Int) {
    var byName: [Substring: Float] = [:]
    for row in file.rows where row.count > column { byName[row[0]] = Float(row[column]) }
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
