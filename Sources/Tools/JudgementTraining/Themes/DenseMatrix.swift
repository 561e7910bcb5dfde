/// A matrix whose rows stand one behind the other.
struct DenseMatrix {
  let rows: Int
  let width: Int
  var values: [Float]

  init(rows: Int, width: Int) {
    (self.rows, self.width) = (rows, width)
    values = Array(repeating: 0, count: rows * width)
  }

  /// The matrix turned over times another of as many rows, as a square of doubles.
  func inner(_ other: DenseMatrix) -> SquareMatrix {
    var product = SquareMatrix(width)
    for row in 0..<rows {
      for first in 0..<width {
        let value = Double(values[row * width + first])
        for second in 0..<width {
          product.values[first * width + second] += value * Double(other.values[row * width + second])
        }
      }
    }
    return product
  }

  /// The matrix times the first columns of a square one.
  func times(_ square: SquareMatrix, width kept: Int) -> DenseMatrix {
    var product = DenseMatrix(rows: rows, width: kept)
    for row in 0..<rows {
      for inner in 0..<width {
        let value = values[row * width + inner]
        for column in 0..<kept {
          product.values[row * kept + column] += value * Float(square.values[inner * square.size + column])
        }
      }
    }
    return product
  }

  /// Brings columns to length one and square to each other (Gram and Schmidt, twice for rounding's sake).
  mutating func orthonormalise() {
    for column in 0..<width {
      for _ in 0..<2 {
        for before in 0..<column {
          let share = dot(column, before)
          for row in 0..<rows { values[row * width + column] -= Float(share) * values[row * width + before] }
        }
      }
      let length = dot(column, column).squareRoot()
      guard length > 0 else { continue }
      for row in 0..<rows { values[row * width + column] /= Float(length) }
    }
  }

  private func dot(_ first: Int, _ second: Int) -> Double {
    (0..<rows).reduce(0.0) {
      $0 + Double(values[$1 * width + first]) * Double(values[$1 * width + second])
    }
  }

  /// Brings rows to length one.
  mutating func normaliseRows() {
    for row in 0..<rows {
      let range = row * width..<(row + 1) * width
      let length = values[range].reduce(Float(0)) { $0 + $1 * $1 }.squareRoot()
      if length > 0 { for at in range { values[at] /= length } }
    }
  }
}

/// A small square matrix.
struct SquareMatrix {
  let size: Int
  var values: [Double]

  init(_ size: Int) {
    self.size = size
    values = Array(repeating: 0, count: size * size)
  }

  static func unit(_ size: Int) -> SquareMatrix {
    var unit = SquareMatrix(size)
    for place in 0..<size { unit.values[place * size + place] = 1 }
    return unit
  }

  func times(_ other: SquareMatrix) -> SquareMatrix {
    var product = SquareMatrix(size)
    for row in 0..<size {
      for inner in 0..<size {
        let value = values[row * size + inner]
        for column in 0..<size {
          product.values[row * size + column] += value * other.values[inner * size + column]
        }
      }
    }
    return product
  }

  var turned: SquareMatrix {
    var turned = SquareMatrix(size)
    for row in 0..<size {
      for column in 0..<size { turned.values[column * size + row] = values[row * size + column] }
    }
    return turned
  }

  /// The matrix with each column times a number of its own.
  func columns(times numbers: [Double]) -> SquareMatrix {
    var product = self
    for row in 0..<size {
      for column in 0..<size { product.values[row * size + column] *= numbers[column] }
    }
    return product
  }

  /// The eigenvalues of a symmetric matrix, largest first, and their vectors as columns, by rotations (Jacobi 1846; Golub and Van
  /// Loan, Matrix Computations, 8.5).
  func eigen() -> (values: [Double], vectors: SquareMatrix) {
    var (matrix, vectors) = (self, SquareMatrix.unit(size))
    for _ in 0..<Self.sweepsMax {
      var rotated = false
      for first in 0..<size {
        for second in (first + 1)..<max(size, first + 1) {
          rotated = matrix.rotate(first, second, &vectors) || rotated
        }
      }
      if !rotated { break }
    }
    let order = (0..<size).sorted { matrix.values[$0 * size + $0] > matrix.values[$1 * size + $1] }
    var sorted = SquareMatrix(size)
    for (to, from) in order.enumerated() {
      for row in 0..<size { sorted.values[row * size + to] = vectors.values[row * size + from] }
    }
    return (order.map { matrix.values[$0 * size + $0] }, sorted)
  }

  private static let sweepsMax = 30
  private static let negligible = 1e-11

  /// Turns two axes so that nothing is left between them; false where nearly nothing was.
  private mutating func rotate(_ first: Int, _ second: Int, _ vectors: inout SquareMatrix) -> Bool {
    let between = values[first * size + second]
    let (left, right) = (values[first * size + first], values[second * size + second])
    guard abs(between) > Self.negligible * (abs(left) + abs(right)) else { return false }
    let slope = (right - left) / (2 * between)
    let tangent = (slope >= 0 ? 1.0 : -1.0) / (abs(slope) + (slope * slope + 1).squareRoot())
    let cosine = 1 / (tangent * tangent + 1).squareRoot()
    let sine = tangent * cosine
    for at in 0..<size { turnColumns(at, first, second, cosine, sine) }
    for at in 0..<size {
      let (one, other) = (values[first * size + at], values[second * size + at])
      values[first * size + at] = cosine * one - sine * other
      values[second * size + at] = sine * one + cosine * other
    }
    for at in 0..<size { vectors.turnColumns(at, first, second, cosine, sine) }
    return true
  }

  private mutating func turnColumns(_ row: Int, _ first: Int, _ second: Int, _ cosine: Double, _ sine: Double)
  {
    let (one, other) = (values[row * size + first], values[row * size + second])
    values[row * size + first] = cosine * one - sine * other
    values[row * size + second] = sine * one + cosine * other
  }
}
