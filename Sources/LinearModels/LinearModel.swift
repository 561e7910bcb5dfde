package import EmbeddedData
package import Model
internal import Text

/// A learned linear decision: for each class the sum of the weights of the features that hold.
///
/// Read from a table of the program: a row `form` (`plain`, or `normalised` where the values of what holds are brought to
/// length one, as with words), a row of `classes`, then rows of a feature's name, its value and a weight for each class, in
/// hundredths. The feature `bias` always holds.
package struct LinearModel: Sendable {
  /// The names of what is decided between, or of several questions that are asked at once.
  package let classes: [String]
  private let isNormalised: Bool
  private var rowOfKey: HashIndex
  private var values: [Float]
  /// Rows of `classes.count` weights.
  private var weights: [Float]
  private var bias: [Float]

  /// One feature with its weights, as training writes it.
  package struct Row: Sendable {
    package var name: String
    package var value: Double
    package var weights: [Double]

    /// Makes a row.
    package init(name: String, value: Double, weights: [Double]) {
      (self.name, self.value, self.weights) = (name, value, weights)
    }
  }

  /// Puts a model together.
  package init(classes: [String], isNormalised: Bool, rows: [Row]) {
    self.init(classes: classes, isNormalised: isNormalised, capacity: rows.count)
    for row in rows {
      let weights = row.weights.map { Float($0) }
      if row.name == WeightTableReader.bias {
        bias = weights
      } else {
        add(key: FeatureBag.key(of: row.name), value: Float(row.value), weights: weights)
      }
    }
  }

  /// Reads an embedded table.
  package init(_ file: DataFile) { self.init(bytes: unsafe Array(file.buffer)) }

  /// Reads a table as `table` writes it.
  package init(table: String) { self.init(bytes: Array(table.utf8)) }

  private init(bytes: [UInt8]) {
    var reader = WeightTableReader(bytes)
    let (form, names) = (reader.next(), reader.next())
    precondition(names != nil, "a table of weights names its form and its classes")
    self.init(
      classes: reader.texts(in: names ?? 0..<0).dropFirst().map(\.self),
      isNormalised: reader.texts(in: form ?? 0..<0).last == "normalised",
      capacity: bytes.count { $0 == UInt8(ascii: "\n") }
    )
    while let line = reader.next() {
      let (name, numbers) = reader.row(line)
      guard numbers.count == classes.count + 1 else {
        preconditionFailure("the row \(reader.texts(in: line)) is not of the table's form")
      }
      let weights = numbers.map { Float($0) / 100 }
      if reader.isBias(name) {
        bias = Array(weights.dropFirst())
      } else {
        add(key: reader.key(of: name), value: weights[0], weights: weights.dropFirst())
      }
    }
  }

  private init(classes: [String], isNormalised: Bool, capacity: Int) {
    self.classes = classes
    self.isNormalised = isNormalised
    rowOfKey = HashIndex(capacity: capacity)
    (values, weights) = ([], [])
    bias = Array(repeating: 0, count: classes.count)
    values.reserveCapacity(capacity)
    weights.reserveCapacity(capacity * classes.count)
  }

  private mutating func add(key: UInt64, value: Float, weights row: some Sequence<Float>) {
    rowOfKey.insert(key, Int32(values.count))
    values.append(value)
    weights += row
  }

  // MARK: Deciding

  /// The score of each class: the logarithm of odds for a question, up to a common number for classes that exclude each
  /// other.
  ///
  /// - Complexity: linear in the number of features that hold, times classes.
  package func scores(_ bag: FeatureBag) -> [Double] {
    var sums = [Float](repeating: 0, count: classes.count)
    var squares: Float = 0
    for feature in bag.held {
      let row = Int(rowOfKey.value(of: feature.key))
      guard row >= 0 else { continue }
      let held = values[row] * feature.value
      squares += held * held
      let first = row * classes.count
      for place in sums.indices { sums[place] += held * weights[first + place] }
    }
    let scale = isNormalised && squares > 0 ? 1 / squares.squareRoot() : 1
    return sums.indices.map { Double(sums[$0] * scale + bias[$0]) }
  }

  /// The features that say most for and against a class, strongest first; the bag must know its names.
  ///
  /// - Parameters:
  ///   - bag: what holds, with names.
  ///   - wanted: the place of the class among the model's.
  ///   - other: the class that it is set against, for classes that exclude each other; nil for a question.
  ///   - most: how many are given at most.
  /// - Returns: names of features with what each adds.
  package func grounds(
    _ bag: FeatureBag,
    for wanted: Int,
    against other: Int? = nil,
    most: Int
  ) -> [ScoreFactor] {
    var squares: Float = 0
    var found: [(name: String, sum: Float)] = []
    for (name, feature) in zip(bag.names, bag.held) {
      let row = Int(rowOfKey.value(of: feature.key))
      guard row >= 0 else { continue }
      let held = values[row] * feature.value
      squares += held * held
      let first = row * classes.count
      found.append((name, held * (weights[first + wanted] - (other.map { weights[first + $0] } ?? 0))))
    }
    let scale = isNormalised && squares > 0 ? 1 / squares.squareRoot() : 1
    return found.sorted { (abs($0.sum), $1.name) > (abs($1.sum), $0.name) }.prefix(most).map {
      ScoreFactor($0.name, (Double($0.sum * scale) * 100).rounded() / 100)
    }
  }

  // MARK: What training writes

  /// The table of a model, as it is embedded. Rows whose weights all round to nothing are left out.
  package static func table(
    comment: String,
    classes: [String],
    isNormalised: Bool,
    rows: [Row]
  ) -> String {
    var lines = ["# \(comment)", "form\t\(isNormalised ? "normalised" : "plain")"]
    lines.append((["classes"] + classes).joined(separator: "\t"))
    for row in rows {
      let weights = row.weights.map { Int(($0 * 100).rounded()) }
      guard weights.contains(where: { $0 != 0 }) else { continue }
      let numbers = [Int((row.value * 100).rounded())] + weights
      lines.append(([row.name] + numbers.map(String.init)).joined(separator: "\t"))
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// Probabilities from scores.
package enum Odds {
  /// The probability of a question's yes.
  package static func probability(_ score: Double) -> Double { 1 / (1 + exponential(-score)) }

  /// The score of a probability, within what a decision can mean.
  package static func score(_ probability: Double) -> Double {
    let bounded = min(max(probability, 0.0001), 0.9999)
    return logarithm(bounded / (1 - bounded))
  }

  /// The probabilities of classes that exclude each other.
  package static func probabilities(_ scores: [Double]) -> [Double] {
    let highest = scores.max() ?? 0
    let powers = scores.map { exponential($0 - highest) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }
}
