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
    for row in rows { add(row.name[...], value: Float(row.value), weights: row.weights.map { Float($0) }) }
  }

  /// Reads an embedded table.
  package init(_ file: DataFile) { self.init(lines: file.lines) }

  /// Reads a table as `table` writes it.
  package init(table: String) {
    self.init(lines: table[...].parts(at: "\n").filter { $0.utf8.first != UInt8(ascii: "#") })
  }

  private init(lines: [Substring]) {
    precondition(lines.count > 1, "a table of weights names its form and its classes")
    self.init(
      classes: lines[1].parts(at: "\t").dropFirst().map(String.init),
      isNormalised: lines[0].hasSuffix("normalised"),
      capacity: lines.count
    )
    for line in lines.dropFirst(2) {
      let row = line.parts(at: "\t")
      guard row.count == classes.count + 2, let value = Self.hundredths(row[1]) else {
        preconditionFailure("the row \(line) is not of the table's form")
      }
      add(row[0], value: value, weights: row.dropFirst(2).map { Self.hundredths($0) ?? 0 })
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

  private mutating func add(_ name: Substring, value: Float, weights row: [Float]) {
    if name == "bias" { return bias = row }
    rowOfKey.insert(FeatureBag.key(of: name), Int32(values.count))
    values.append(value)
    weights += row
  }

  private static func hundredths(_ text: Substring) -> Float? {
    var (number, isNegative, isEmpty) = (0, false, true)
    for byte in text.utf8 {
      if byte == UInt8(ascii: "-"), isEmpty {
        isNegative = true
      } else if (0x30...0x39).contains(byte) {
        number = number * 10 + Int(byte - 0x30)
        isEmpty = false
      } else {
        return nil
      }
    }
    return isEmpty ? nil : Float(isNegative ? -number : number) / 100
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
