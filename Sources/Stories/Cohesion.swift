/// How alike the members of a story are among themselves.
package struct Cohesion: Sendable, Codable {
  /// How alike members of a young story are taken to be, as if so many pairs had been seen.
  private static let priorPairs = 7.0
  private static let priorLikeness = 0.44

  var all = 0.0
  var pairs = 0.0

  /// Of no pair.
  package init() {}

  init(all: Double, pairs: Double) {
    self.all = all
    self.pairs = pairs
  }

  static func += (left: inout Cohesion, right: Cohesion) {
    left.all += right.all
    left.pairs += right.pairs
  }

  /// The mean likeness of a pair of members, with the prior counted in.
  var mean: Double { (Self.priorLikeness * Self.priorPairs + all) / (Self.priorPairs + pairs) }
}
