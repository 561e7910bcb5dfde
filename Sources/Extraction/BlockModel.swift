import EmbeddedData

/// A sum of small decision trees over a row of numbers: how likely a block belongs to the article.
///
/// Gradient-boosted trees after Friedman, "Greedy Function Approximation" (2001), with second-order leaves as in Chen and
/// Guestrin, "XGBoost" (2016). `ExtractionTraining` makes them from labelled pages; the product only adds them up.
package struct BlockModel: Sendable {
  /// A node: an inner one sends a row left where its value is at most the threshold, a leaf adds its value.
  package struct Node: Sendable {
    /// Index of the value in the row; -1 for a leaf.
    package var feature: Int32
    /// The threshold of an inner node, the value of a leaf.
    package var value: Float
    /// Index of the left child; the right one follows it.
    package var left: Int32

    /// Makes a node.
    package init(feature: Int32, value: Float, left: Int32) {
      self.feature = feature
      self.value = value
      self.left = left
    }
  }

  package private(set) var nodes: [Node] = []
  /// Index of each tree's root.
  package private(set) var roots: [Int32] = []
  /// Log odds before the first tree.
  package let base: Float

  /// A model of no trees, which gives the same to every row.
  package init(base: Float) { self.base = base }

  /// Adds a tree, whose first node is its root and whose children are counted within it.
  package mutating func append(_ tree: [Node]) {
    let start = Int32(nodes.count)
    roots.append(start)
    nodes += tree.map { Node(feature: $0.feature, value: $0.value, left: $0.left + start) }
  }

  /// The log odds of each row of a flat array, tree by tree, so that a tree stays in the processor's first cache.
  ///
  /// - Complexity: linear in the number of rows, of trees and in their depth.
  func logOdds(_ values: [Float], width: Int) -> [Float] {
    let count = values.count / width
    var sums = [Float](repeating: base, count: count)
    // Indices stand in the model's own nodes, and in rows of its own width: no need to look at each.
    unsafe values.withUnsafeBufferPointer { values in
      unsafe nodes.withUnsafeBufferPointer { nodes in
        for root in roots {
          for row in 0..<count {
            let start = row * width
            var node = unsafe nodes[Int(root)]
            while node.feature >= 0 {
              let goesLeft = unsafe values[start + Int(node.feature)] <= node.value
              node = unsafe nodes[Int(node.left) + (goesLeft ? 0 : 1)]
            }
            sums[row] += node.value
          }
        }
      }
    }
    return sums
  }

  /// The log odds of a row that begins at `start` in `values`.
  ///
  /// - Complexity: linear in the number of trees and their depth.
  package func logOdds(_ values: [Float], at start: Int) -> Float {
    var sum = base
    for root in roots {
      var node = nodes[Int(root)]
      while node.feature >= 0 {
        let goesLeft = values[start + Int(node.feature)] <= node.value
        node = nodes[Int(node.left) + (goesLeft ? 0 : 1)]
      }
      sum += node.value
    }
    return sum
  }
}

extension BlockModel {
  /// The model that stands in the program.
  static let shared = read(stage: "blocks", from: DataFile.blockModel.rows) ?? BlockModel(base: 0)

  /// The model as lines of a data file: a line `stage base`, then one line a tree, its nodes parted by spaces, each
  /// `feature:threshold:left` or, for a leaf, its value.
  package func lines(stage: String) -> [String] {
    var lines = ["\(stage)\t\(base)"]
    for (index, root) in roots.enumerated() {
      let end = index + 1 < roots.count ? Int(roots[index + 1]) : nodes.count
      let written = nodes[Int(root)..<end].map { node in
        node.feature < 0 ? "\(node.value)" : "\(node.feature):\(node.value):\(node.left - root)"
      }
      lines.append("tree\t" + written.joined(separator: " "))
    }
    return lines
  }

  /// Reads what `lines` writes; nil where the file has no such stage.
  static func read(stage: String, from rows: [[Substring]]) -> BlockModel? {
    guard let start = rows.firstIndex(where: { $0.first.map(String.init) == stage }),
      let base = rows[start].last.flatMap({ Float($0) })
    else { return nil }
    var model = BlockModel(base: base)
    for row in rows[(start + 1)...] {
      guard row.count == 2, row[0] == "tree" else { break }
      model.append(row[1].split(separator: " ").map(node))
    }
    return model
  }

  private static func node(_ text: Substring) -> Node {
    let parts = text.split(separator: ":")
    guard parts.count == 3, let feature = Int32(parts[0]), let value = Float(parts[1]),
      let left = Int32(parts[2])
    else { return Node(feature: -1, value: Float(text) ?? 0, left: 0) }
    return Node(feature: feature, value: value, left: left)
  }
}
