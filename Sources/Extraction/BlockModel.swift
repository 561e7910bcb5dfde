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

  /// The nodes of all trees, as they were given.
  package private(set) var nodes: [Node] = []
  /// Index of each tree's root.
  package private(set) var roots: [Int32] = []
  /// Log odds before the first tree.
  package let base: Float
  /// The trees as they are asked.
  private var trees: [(questions: Range<Int>, firstLeaf: Int)] = []
  private var questions: [Question] = []
  private var leaves: [Float] = []

  /// An inner node: a row whose value is above the threshold reaches no leaf below its left child.
  private struct Question: Sendable {
    let feature: Int32
    let threshold: Float
    /// A bit for each leaf of the tree, from left to right.
    let rightLeaves: UInt32
  }

  /// More leaves than a tree's questions have bits for.
  package static let leafCountMax = 32

  /// A model of no trees, which gives the same to every row.
  package init(base: Float) { self.base = base }

  /// Adds a tree, whose first node is its root and whose children are counted within it. It has at most `leafCountMax` leaves.
  package mutating func append(_ tree: [Node]) {
    let start = Int32(nodes.count)
    roots.append(start)
    nodes += tree.map { Node(feature: $0.feature, value: $0.value, left: $0.left + start) }
    let (firstQuestion, firstLeaf) = (questions.count, leaves.count)
    ask(tree, from: 0, firstLeaf: firstLeaf)
    precondition(leaves.count - firstLeaf <= Self.leafCountMax, "a tree of too many leaves")
    trees.append((firstQuestion..<questions.count, firstLeaf))
  }

  /// Adds the questions and leaves from a node on, the leaves from left to right.
  private mutating func ask(_ tree: [Node], from index: Int, firstLeaf: Int) {
    let node = tree[index]
    guard node.feature >= 0 else { return leaves.append(node.value) }
    let left = leaves.count - firstLeaf
    ask(tree, from: Int(node.left), firstLeaf: firstLeaf)
    let right = leaves.count - firstLeaf
    let leftLeaves = (UInt32.max << UInt32(left)) & ~(UInt32.max << UInt32(right))
    questions.append(Question(feature: node.feature, threshold: node.value, rightLeaves: ~leftLeaves))
    ask(tree, from: Int(node.left) + 1, firstLeaf: firstLeaf)
  }

  /// The log odds of each row of a flat array.
  ///
  /// Eight rows are asked each question of a tree together. A question crosses out the leaves that a row no longer reaches; the
  /// first leaf that is left is the row's: no row's next read waits for its last, and nothing is guessed (after Lucchese et
  /// al., "QuickScorer", 2015).
  ///
  /// - Complexity: linear in the number of rows and of questions.
  func logOdds(_ values: [Float], width: Int) -> [Float] {
    let count = values.count / width
    var odds: [Float] = []
    odds.reserveCapacity(count)
    var columns = [Lanes](repeating: Lanes(), count: width)
    for start in stride(from: 0, to: count, by: Lanes.scalarCount) {
      let rows = min(Lanes.scalarCount, count - start)
      for lane in 0..<rows {
        for column in 0..<width { columns[column][lane] = values[(start + lane) * width + column] }
      }
      let eight = oddsOfEight(columns)
      for lane in 0..<rows { odds.append(eight[lane]) }
    }
    return odds
  }

  private typealias Lanes = SIMD8<Float>

  /// The log odds of eight rows, whose values stand side by side.
  private func oddsOfEight(_ columns: [Lanes]) -> Lanes {
    var sums = Lanes(repeating: base)
    // Questions stand in the model's own values, and leaves in its own trees: no need to look at each.
    unsafe columns.withUnsafeBufferPointer { columns in
      unsafe questions.withUnsafeBufferPointer { questions in
        unsafe leaves.withUnsafeBufferPointer { leaves in
          for tree in trees {
            var reached = SIMD8<UInt32>(repeating: .max)
            for at in tree.questions {
              let question = unsafe questions[at]
              let goesLeft = unsafe columns[Int(question.feature)] .<= question.threshold
              reached.replace(with: reached & question.rightLeaves, where: .!goesLeft)
            }
            for lane in 0..<Lanes.scalarCount {
              sums[lane] += unsafe leaves[tree.firstLeaf + reached[lane].trailingZeroBitCount]
            }
          }
        }
      }
    }
    return sums
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
