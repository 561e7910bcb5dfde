import Extraction
import Foundation
import TrainingSupport

/// Rows of numbers with a label and a weight each, the numbers cut into bins for training.
struct TrainingTable {
  static let binCountMax = 128

  let width: Int
  let count: Int
  /// One byte a value, column after column.
  private(set) var bins: [UInt8] = []
  /// For each column the upper edge of each bin but the last.
  private(set) var edges: [[Float]] = []
  let values: [Float]
  let labels: [Float]
  let weights: [Float]

  init(values: [Float], width: Int, labels: [Float], weights: [Float]) {
    self.width = width
    self.values = values
    self.labels = labels
    self.weights = weights
    count = labels.count
    bins = [UInt8](repeating: 0, count: count * width)
    for column in 0..<width {
      let values = (0..<count).map { values[$0 * width + column] }
      let edges = Self.edges(of: values)
      self.edges.append(edges)
      for row in 0..<count { bins[column * count + row] = Self.bin(of: values[row], in: edges) }
    }
  }

  /// Midpoints between neighbouring values at about equal shares of the rows; a value of many rows has a bin to itself.
  private static func edges(of values: [Float]) -> [Float] {
    let sorted = values.sorted()
    var edges: [Float] = []
    var inBin = 0
    var left = sorted.count
    for index in sorted.indices.dropLast() {
      inBin += 1
      guard sorted[index + 1] > sorted[index] else { continue }
      if inBin * (binCountMax - edges.count) >= left {
        edges.append((sorted[index] + sorted[index + 1]) / 2)
        left -= inBin
        inBin = 0
        if edges.count == binCountMax - 1 { break }
      }
    }
    return edges
  }

  private static func bin(of value: Float, in edges: [Float]) -> UInt8 {
    var low = 0
    var high = edges.count
    while low < high {
      let middle = (low + high) / 2
      if value <= edges[middle] { high = middle } else { low = middle + 1 }
    }
    return UInt8(low)
  }
}

/// Settings of a boosting run.
struct BoostingSettings {
  var trees = 180
  var leaves = 10
  var rate: Float = 0.05
  var rowsMin = 40
  /// Share of the columns that each tree may look at.
  var columnShare = 0.3
  /// Share of the rows that each tree learns from.
  var rowShare = 0.8
  /// Added to the second derivative of each leaf.
  var smoothing: Float = 3
  var seed: UInt64 = 1
}

/// Grows trees one after the other, each toward what those before it got wrong.
struct GradientBoosting {
  private struct Sums {
    var gradient: Float = 0
    var curvature: Float = 0
    var rows: Int32 = 0

    static func - (left: Sums, right: Sums) -> Sums {
      Sums(
        gradient: left.gradient - right.gradient,
        curvature: left.curvature - right.curvature,
        rows: left.rows - right.rows
      )
    }
  }

  private struct Split {
    var gain: Float
    var column: Int
    var bin: Int
  }

  private struct Leaf {
    var node: Int
    var rows: [Int32]
    var histogram: [Sums]
    var split: Split?
  }

  private let table: TrainingTable
  private let settings: BoostingSettings
  private var gradients: [Float] = []
  private var curvatures: [Float] = []
  private var scores: [Float] = []
  private var columns: [Int] = []

  /// A model for the rows of a table.
  static func train(_ table: TrainingTable, rows: [Int32], settings: BoostingSettings) -> BlockModel {
    var boosting = GradientBoosting(table, settings: settings)
    return boosting.run(rows: rows)
  }

  private init(_ table: TrainingTable, settings: BoostingSettings) {
    self.table = table
    self.settings = settings
  }

  private mutating func run(rows: [Int32]) -> BlockModel {
    let positive = rows.reduce(Float(0)) { $0 + table.labels[Int($1)] * table.weights[Int($1)] }
    let total = rows.reduce(Float(0)) { $0 + table.weights[Int($1)] }
    let base = log(max(positive, 1e-6) / max(total - positive, 1e-6))
    var model = BlockModel(base: base)
    var random = SeededRandom(seed: settings.seed)
    scores = [Float](repeating: base, count: table.count)
    gradients = [Float](repeating: 0, count: table.count)
    curvatures = gradients
    for _ in 0..<settings.trees {
      for row in rows {
        let index = Int(row)
        let probability = 1 / (1 + exp(-scores[index]))
        gradients[index] = (probability - table.labels[index]) * table.weights[index]
        curvatures[index] = max(probability * (1 - probability), 1e-6) * table.weights[index]
      }
      columns = Array(0..<table.width).shuffled(using: &random)
      columns = Array(columns.prefix(max(1, Int(Double(table.width) * settings.columnShare)))).sorted()
      let sample = rows.filter { _ in Double.random(in: 0..<1, using: &random) < settings.rowShare }
      let tree = grow(rows: sample)
      model.append(tree)
      for row in rows { scores[Int(row)] += value(of: tree, row: Int(row)) }
    }
    return model
  }

  private func value(of tree: [BlockModel.Node], row: Int) -> Float {
    var node = tree[0]
    while node.feature >= 0 {
      let goesLeft = table.values[row * table.width + Int(node.feature)] <= node.value
      node = tree[Int(node.left) + (goesLeft ? 0 : 1)]
    }
    return node.value
  }

  private func grow(rows: [Int32]) -> [BlockModel.Node] {
    var nodes = [BlockModel.Node(feature: -1, value: 0, left: 0)]
    var leaves = [leaf(node: 0, rows: rows, histogram: histogram(of: rows))]
    while leaves.count < settings.leaves {
      let candidates = leaves.indices.filter { leaves[$0].split != nil }
      guard let best = candidates.max(by: { (leaves[$0].split?.gain ?? 0) < (leaves[$1].split?.gain ?? 0) }),
        let split = leaves[best].split
      else { break }
      let parent = leaves.remove(at: best)
      let (left, right) = parted(parent.rows, by: split)
      let first = nodes.count
      nodes[parent.node] = BlockModel.Node(
        feature: Int32(split.column),
        value: table.edges[split.column][split.bin],
        left: Int32(first)
      )
      nodes += [
        BlockModel.Node(feature: -1, value: 0, left: 0), BlockModel.Node(feature: -1, value: 0, left: 0),
      ]
      let smaller = histogram(of: left.count < right.count ? left : right)
      let larger = zip(parent.histogram, smaller).map { $0 - $1 }
      let isLeftSmaller = left.count < right.count
      leaves.append(leaf(node: first, rows: left, histogram: isLeftSmaller ? smaller : larger))
      leaves.append(leaf(node: first + 1, rows: right, histogram: isLeftSmaller ? larger : smaller))
    }
    for leaf in leaves {
      let sums = total(of: leaf.rows)
      let value = -settings.rate * sums.gradient / (sums.curvature + settings.smoothing)
      nodes[leaf.node].value = value
    }
    return nodes
  }

  private func total(of rows: [Int32]) -> Sums {
    var sums = Sums()
    for row in rows {
      sums.gradient += gradients[Int(row)]
      sums.curvature += curvatures[Int(row)]
    }
    return sums
  }

  private func parted(_ rows: [Int32], by split: Split) -> ([Int32], [Int32]) {
    var left: [Int32] = []
    var right: [Int32] = []
    let start = split.column * table.count
    for row in rows {
      if Int(table.bins[start + Int(row)]) <= split.bin { left.append(row) } else { right.append(row) }
    }
    return (left, right)
  }

  /// Sums of the derivatives for each bin of each column of this tree.
  private func histogram(of rows: [Int32]) -> [Sums] {
    let size = TrainingTable.binCountMax
    var histogram = [Sums](repeating: Sums(), count: columns.count * size)
    for (place, column) in columns.enumerated() where !table.edges[column].isEmpty {
      let start = column * table.count
      for row in rows {
        let index = Int(row)
        let slot = place * size + Int(table.bins[start + index])
        histogram[slot].gradient += gradients[index]
        histogram[slot].curvature += curvatures[index]
        histogram[slot].rows += 1
      }
    }
    return histogram
  }

  private func leaf(node: Int, rows: [Int32], histogram: [Sums]) -> Leaf {
    Leaf(node: node, rows: rows, histogram: histogram, split: bestSplit(histogram, of: rows))
  }

  private func bestSplit(_ histogram: [Sums], of rows: [Int32]) -> Split? {
    guard rows.count >= 2 * settings.rowsMin else { return nil }
    let all = total(of: rows)
    let size = TrainingTable.binCountMax
    var best: Split?
    for (place, column) in columns.enumerated() {
      var left = Sums()
      for bin in table.edges[column].indices {
        let sums = histogram[place * size + bin]
        left.gradient += sums.gradient
        left.curvature += sums.curvature
        left.rows += sums.rows
        let rightRows = rows.count - Int(left.rows)
        if Int(left.rows) < settings.rowsMin || rightRows < settings.rowsMin { continue }
        let gain =
          strength(left.gradient, left.curvature)
          + strength(all.gradient - left.gradient, all.curvature - left.curvature)
          - strength(all.gradient, all.curvature)
        if gain > (best?.gain ?? 1e-4) { best = Split(gain: gain, column: column, bin: bin) }
      }
    }
    return best
  }

  private func strength(_ gradient: Float, _ curvature: Float) -> Float {
    gradient * gradient / (curvature + settings.smoothing)
  }
}
