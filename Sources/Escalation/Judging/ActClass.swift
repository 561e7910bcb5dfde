internal import LinearModels

/// What a candidate can be.
package enum ActClass {
  /// No act between political actors at all.
  package static let none = "none"
  /// An act that is history, denied, negated or only imagined.
  package static let unreal = "unreal"
  /// A current act of a root below 10: cooperation, and what is only said, asked or investigated.
  package static let cooperation = "cooperation"
  /// The roots that are classes of their own: current acts of conflict in words and deeds.
  package static let roots = 10...20
  /// The classes in the order in which models number them.
  package static let names = [none, unreal, cooperation] + roots.map { String($0) }
}

/// How likely a candidate is each of what it can be.
package struct ActOdds: Sendable {
  /// In the order of `ActClass.names`.
  package let probabilities: [Double]

  /// Takes the scores of a model over `ActClass.names`.
  package init(scores: [Double]) { probabilities = Odds.probabilities(scores) }

  /// The probability that it is no act, 0 to 1.
  package var none: Double { probabilities[0] }
  /// The probability of an act that is not current, 0 to 1.
  package var unreal: Double { probabilities[1] }
  /// The probability of a current act of a root below 10, 0 to 1.
  package var cooperation: Double { probabilities[2] }

  /// The probability of a current act of a root from 10 to 20.
  package func current(_ root: Int) -> Double { probabilities[3 + root - ActClass.roots.lowerBound] }

  /// The probability of a current act of conflict in words or deeds.
  package var conflict: Double { probabilities.dropFirst(3).reduce(0, +) }

  /// The probability of a current act that an alert may be about.
  package var escalation: Double { (13...20).reduce(0) { $0 + current($1) } }

  /// The likeliest root from `least` on.
  package func likeliestRoot(from least: Int = 10) -> Int {
    (least...20).max { (current($0), $1) < (current($1), $0) } ?? least
  }
}
