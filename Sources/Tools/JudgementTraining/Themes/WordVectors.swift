internal import Foundation
internal import TrainingSupport

/// A point for each word, so that words which stand among the same words lie near each other.
enum WordVectors {
  /// How many directions the points have, and how many more are looked for, for exactness.
  static let directions = 100
  private static let spare = 12
  private static let rounds = 5
  private static let seed: UInt64 = 1

  /// The rows of a matrix in the directions that tell them apart most, brought to length one: its largest singular vectors, found
  /// from random ones (Halko, Martinsson and Tropp 2011), weighed by the roots of their values.
  static func of(_ matrix: SparseMatrix) -> DenseMatrix {
    var random = SeededRandom(seed: seed)
    var basis = DenseMatrix(rows: matrix.rows, width: directions + spare)
    for at in basis.values.indices { basis.values[at] = Float(normal(&random)) }
    basis = matrix.times(basis)
    basis.orthonormalise()
    for _ in 0..<rounds {
      var other = matrix.times(basis, turned: true)
      other.orthonormalise()
      basis = matrix.times(other)
      basis.orthonormalise()
    }
    let small = matrix.times(basis, turned: true)
    let (squares, turn) = small.inner(small).eigen()
    let roots = squares.map { max($0, 0).squareRoot().squareRoot() }
    var vectors = basis.times(turn.columns(times: roots), width: directions)
    vectors.normaliseRows()
    return vectors
  }

  /// A number of the normal distribution (Box and Muller 1958).
  private static func normal(_ random: inout SeededRandom) -> Double {
    let (first, second) = (max(random.unit(), .leastNormalMagnitude), random.unit())
    return (-2 * Logarithm.of(first)).squareRoot() * cos(2 * .pi * second)
  }

  /// The same points seen so that each lies along few directions, which then can be named: varimax (Kaiser 1958), each step by
  /// the nearest turn to the slope.
  static func turnedToAxes(_ vectors: DenseMatrix) -> DenseMatrix {
    var turn = SquareMatrix.unit(vectors.width)
    var turned = vectors
    for _ in 0..<turns {
      var cubes = turned
      for column in 0..<turned.width {
        var mean: Float = 0
        for row in 0..<turned.rows {
          let value = turned.values[row * turned.width + column]
          mean += value * value / Float(turned.rows)
        }
        for row in 0..<turned.rows {
          let value = turned.values[row * turned.width + column]
          cubes.values[row * turned.width + column] = value * (value * value - mean)
        }
      }
      turn = nearestTurn(vectors.inner(cubes))
      turned = vectors.times(turn, width: vectors.width)
    }
    return turned
  }

  private static let turns = 25

  /// The rotation nearest to a square matrix: it times the inverse root of its square.
  private static func nearestTurn(_ matrix: SquareMatrix) -> SquareMatrix {
    let (squares, vectors) = matrix.turned.times(matrix).eigen()
    let roots = squares.map { 1 / max($0, .leastNormalMagnitude).squareRoot() }
    return matrix.times(vectors.columns(times: roots)).times(vectors.turned)
  }
}
