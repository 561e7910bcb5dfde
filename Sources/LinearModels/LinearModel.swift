package import EmbeddedData
package import Model
internal import Text

/// A learned linear decision: for each class the sum of the weights of the features that hold.
///
/// Read from a table of the program: a row `form` (`plain`, or `normalised` where the values of what holds are brought to
/// length one, as with words; numbers stay as they are), a row of `classes`, then rows of a feature's name, its value and a weight for each class, in
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
    /// The feature's words with spaces between, as `FeatureBag` names it, or `bias`.
    package var name: String
    /// What the feature's own value is multiplied by before it is weighed.
    package var value: Double
    /// One weight for each of the model's classes, in their order.
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
  package init(_ file: DataFile) { unsafe self.init(bytes: file.buffer.assumingMemoryBound(to: UInt8.self)) }

  /// Reads a table as `table` writes it.
  package init(table: String) {
    var table = table
    self = table.withUTF8 { unsafe LinearModel(bytes: $0) }
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) {
    guard var reader = unsafe WeightTableReader(bytes), let form = reader.next(), let names = reader.next()
    else {
      preconditionFailure("a table of weights names its form and its classes")
    }
    self.init(
      classes: reader.texts(in: names).dropFirst().map(\.self),
      isNormalised: reader.texts(in: form).last == "normalised",
      capacity: reader.lineCount
    )
    let width = classes.count + 1
    var numbers: [Float] = []
    numbers.reserveCapacity(width)
    while let line = reader.next() {
      numbers.removeAll(keepingCapacity: true)
      let name = reader.row(line, addingTo: &numbers)
      guard numbers.count == width else {
        preconditionFailure("the row \(reader.texts(in: line)) is not of the table's form")
      }
      if reader.isBias(name) {
        bias = Array(numbers.dropFirst())
      } else {
        add(key: reader.key(of: name), value: numbers[0], weights: numbers.dropFirst())
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
    let scale = scale(of: bag)
    for feature in bag.held {
      let row = Int(rowOfKey.value(of: feature.key))
      guard row >= 0 else { continue }
      let held = values[row] * feature.value * (feature.isNumber ? 1 : scale)
      let first = row * classes.count
      for place in sums.indices { sums[place] += held * weights[first + place] }
    }
    return sums.indices.map { Double(sums[$0] + bias[$0]) }
  }

  /// What brings the values of what holds to length one, where they are normalised.
  private func scale(of bag: FeatureBag) -> Float {
    guard isNormalised else { return 1 }
    var squares: Float = 0
    for feature in bag.held where !feature.isNumber {
      let row = Int(rowOfKey.value(of: feature.key))
      if row >= 0 { squares += values[row] * values[row] }
    }
    return squares > 0 ? 1 / squares.squareRoot() : 1
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
    let scale = scale(of: bag)
    var found: [(name: String, sum: Float)] = []
    for (name, feature) in zip(bag.names, bag.held) {
      let row = Int(rowOfKey.value(of: feature.key))
      guard row >= 0 else { continue }
      let held = values[row] * feature.value * (feature.isNumber ? 1 : scale)
      let first = row * classes.count
      found.append((name, held * (weights[first + wanted] - (other.map { weights[first + $0] } ?? 0))))
    }
    return found.sorted { (abs($0.sum), $1.name) > (abs($1.sum), $0.name) }.prefix(most).map {
      ScoreFactor($0.name, (Double($0.sum) * 100).rounded() / 100)
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
