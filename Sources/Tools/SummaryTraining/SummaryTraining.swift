internal import Foundation
internal import Summarization
internal import Text

/// Trains the sentence ranker: `SummaryTraining [--folds 5] FILE.jsonl... > weights.tsv`.
///
/// Built only where TOCSIN_TOOLS=1. Features come from the product's own code; the same files in the same order give
/// the same weights, bit for bit. With --folds the figures of cross-validation are printed instead; with --briefs FILE those
/// of briefs under changed settings.
@main
enum SummaryTraining {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if let flag = arguments.firstIndex(of: "--briefs"), flag + 1 < arguments.count {
      return try BriefSearch.run(arguments[flag + 1])
    }
    let records = try arguments.filter { $0.hasSuffix(".jsonl") }.flatMap(TrainingRecord.read)
    let sets = Purpose.allCases.map { purpose in (purpose, records.compactMap(purpose.example)) }
    if let flag = arguments.firstIndex(of: "--folds"), let folds = Int(arguments[flag + 1]) {
      for (purpose, examples) in sets { validate(examples, folds: folds, purpose) }
    } else {
      write(sets.map { train($0.1) })
    }
  }

  private static func write(_ columns: [[Double]]) {
    print("# Weights of the sentence ranker: feature, weight, weight where one sentence is wanted.")
    print("# Made by SummaryTraining.")
    for feature in Feature.allCases {
      let weights = columns.map { String(format: "%.5f", given[feature] ?? $0[feature.rawValue]) }
      print(([feature.name] + weights).joined(separator: "\t"))
    }
  }

  /// The training articles have no headlines and no coded events, so these weights are given: a sentence with all of the
  /// headline's words gains as much as by its place at the top, one that tells a most severe event a little more.
  private static let given: [Feature: Double] = [.titleShare: 3, .event: 4]

  private static func train(_ examples: [Example]) -> [Double] {
    let scale = Standardisation(examples)
    let problem = ExpectedReward(examples: examples.map(scale.apply), penalty: penalty)
    let weights = Descent.minimise(dimensions: Feature.count, steps: 150, rate: 0.08, problem.loss)
    return scale.unscaled(weights)
  }

  /// Settled by cross-validation too.
  private static let penalty = 0.0003

  /// Prints the figures of each set when every example is judged by weights that have not seen it.
  private static func validate(_ examples: [Example], folds: Int, _ purpose: Purpose) {
    var scores: [String: [(one: Double, two: Double)]] = [:]
    for fold in 0..<folds {
      let isHeld = { (example: Example) in Int(TermHash.of(example.id) >> 32) % folds == fold }
      let weights = train(examples.filter { !isHeld($0) })
      for example in examples where isHeld(example) {
        scores[example.set, default: []].append(example.rouge(example.best(weights)))
      }
    }
    for (set, scores) in scores.sorted(by: { $0.key < $1.key }) {
      let count = Double(scores.count)
      let one = scores.reduce(0) { $0 + $1.one } / count
      let two = scores.reduce(0) { $0 + $1.two } / count
      print(purpose, set, scores.count, String(format: "R-1 %.2f R-2 %.2f", one, two))
    }
  }
}
