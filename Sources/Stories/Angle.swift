internal import Foundation

/// The angle between two vectors, component by component.
struct Angle {
  private var (mine, theirs, both) = (0.0, 0.0, 0.0)

  mutating func add(_ mine: Double, _ theirs: Double) {
    self.mine += mine * mine
    self.theirs += theirs * theirs
    both += mine * theirs
  }

  /// 0 where either vector is empty.
  var cosine: Double { mine > 0 && theirs > 0 ? both / (mine * theirs).squareRoot() : 0 }

  static func + (left: Angle, right: Angle) -> Angle {
    var sum = left
    sum.mine += right.mine
    sum.theirs += right.theirs
    sum.both += right.both
    return sum
  }

  /// The vectors with each component as much as the root of a factor longer.
  static func * (angle: Angle, factor: Double) -> Angle {
    var product = angle
    product.mine *= factor
    product.theirs *= factor
    product.both *= factor
    return product
  }
}
