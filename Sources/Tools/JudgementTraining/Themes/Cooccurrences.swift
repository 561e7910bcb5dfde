internal import Foundation
internal import Model
internal import Text

/// How often words stand near each other in many texts.
struct Cooccurrences {
  /// The words that occur in enough texts, in order of their letters.
  let words: [String]
  /// In how many texts each occurs.
  let textsOfWord: [Int]
  let textCount: Int
  /// For each pair of words, `first << 32 | second`, how often they stand near each other, in order.
  private(set) var pairs: [(key: UInt64, count: Float)] = []

  /// Words this far apart are near each other.
  private static let reach = 4
  /// A word must occur in so many texts.
  private static let textsMin = 8
  /// So many words of a text are read.
  private static let wordsMax = 250

  /// Counts over texts.
  ///
  /// - Complexity: linear in the number of their words, and sorting of as many pairs.
  init(_ texts: [String]) {
    let read = texts.map(Self.words)
    var counts: [String: Int] = [:]
    for text in read { for word in Set(text) { counts[word, default: 0] += 1 } }
    let words = counts.filter { $0.value >= Self.textsMin }.keys.sorted()
    (self.words, textCount) = (words, texts.count)
    textsOfWord = words.map { counts[$0] ?? 0 }
    let place = Dictionary(uniqueKeysWithValues: words.enumerated().map { ($1, UInt64($0)) })
    var keys: [UInt64] = []
    for text in read {
      let places = text.map { place[$0] }
      for (at, first) in places.enumerated() {
        guard let first else { continue }
        for second in places[(at + 1)..<min(places.count, at + 1 + Self.reach)] {
          guard let second else { continue }
          keys.append(first << 32 | second)
          keys.append(second << 32 | first)
        }
      }
    }
    keys.sort()
    for key in keys {
      if pairs.last?.key == key { pairs[pairs.count - 1].count += 1 } else { pairs.append((key, 1)) }
    }
  }

  /// The first words of a text, folded as the product folds them.
  private static func words(of text: String) -> [String] {
    let document = AnalysedArticle(Article(text: text), withStems: false).body
    return document.tokens.lazy.filter { $0.kind == .word }.prefix(wordsMax).map {
      document.vocabulary.text(of: $0.term)
    }
  }

  /// How much more often than by chance words stand near each other, as a matrix of logarithms, where it is more often
  /// (positive pointwise mutual information; frequent neighbours count as if they were rarer, as in Levy, Goldberg and Dagan 2015).
  func information() -> SparseMatrix {
    var sums = [Double](repeating: 0, count: words.count)
    for (key, count) in pairs { sums[Int(key >> 32)] += Double(count) }
    let total = sums.reduce(0, +)
    let smoothed = sums.map { pow($0, Self.smoothing) }
    let share = total / smoothed.reduce(0, +)
    var matrix = SparseMatrix(rows: words.count)
    for (key, count) in pairs {
      let (row, column) = (Int(key >> 32), Int(key & 0xFFFF_FFFF))
      let expected = sums[row] * smoothed[column] * share
      let information = Logarithm.of(Double(count) * total / expected)
      if information > 0 { matrix.append(row, column, Float(information)) }
    }
    return matrix
  }

  private static let smoothing = 0.75
}

/// A square matrix of few numbers beside zeros, filled row by row.
struct SparseMatrix {
  let rows: Int
  private var rowOf: [Int32] = []
  private var columnOf: [Int32] = []
  private var values: [Float] = []

  init(rows: Int) { self.rows = rows }

  mutating func append(_ row: Int, _ column: Int, _ value: Float) {
    rowOf.append(Int32(row))
    columnOf.append(Int32(column))
    values.append(value)
  }

  /// The matrix, or it turned over, times columns that stand side by side.
  func times(_ columns: DenseMatrix, turned: Bool = false) -> DenseMatrix {
    var product = DenseMatrix(rows: rows, width: columns.width)
    let (to, from) = turned ? (columnOf, rowOf) : (rowOf, columnOf)
    let width = columns.width
    for at in values.indices {
      let (target, source, value) = (Int(to[at]) * width, Int(from[at]) * width, values[at])
      for column in 0..<width { product.values[target + column] += value * columns.values[source + column] }
    }
    return product
  }
}
