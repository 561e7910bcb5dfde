import Foundation
import Language

/// Weights while they are learned: an averaged perceptron's (Collins 2002), a row of classes for each feature that ever
/// took part in a mistake. Everything is counted in whole numbers or doubles in a fixed order, so that the same data gives
/// the same weights bit for bit.
struct TrainingTable {
  let classCount: Int
  private var keys: [UInt64]
  private var rows: [Int32]
  private(set) var rowCount = 0
  private var weights: [Float] = []
  /// Each weight's changes times the moments when they came, from which the average follows.
  private var moments: [Double] = []
  private(set) var updateCounts: [Int32] = []

  init(classCount: Int) {
    self.classCount = classCount
    keys = Array(repeating: 0, count: 1 << 16)
    rows = Array(repeating: -1, count: 1 << 16)
  }

  /// The scores of all classes.
  func score(_ features: UnsafeBufferPointer<UInt64>, into scores: inout [Float]) {
    for index in scores.indices { scores[index] = 0 }
    weights.withUnsafeBufferPointer { weights in
      scores.withUnsafeMutableBufferPointer { scores in
        for feature in features {
          let row = Int(rows[slot(feature)])
          guard row >= 0 else { continue }
          for index in 0..<classCount { scores[index] += weights[row * classCount + index] }
        }
      }
    }
  }

  /// Raises a class's weights and lowers another's.
  mutating func update(_ features: UnsafeBufferPointer<UInt64>, right: Int, wrong: Int, moment: Int) {
    for feature in features {
      let row = row(of: feature)
      updateCounts[row] += 1
      change(row * classCount + right, 1, moment)
      change(row * classCount + wrong, -1, moment)
    }
  }

  private mutating func change(_ index: Int, _ amount: Float, _ moment: Int) {
    weights[index] += amount
    moments[index] += Double(amount) * Double(moment)
  }

  private mutating func row(of feature: UInt64) -> Int {
    let slot = slot(feature)
    if rows[slot] >= 0 { return Int(rows[slot]) }
    keys[slot] = feature
    rows[slot] = Int32(rowCount)
    weights.append(contentsOf: repeatElement(0, count: classCount))
    moments.append(contentsOf: repeatElement(0, count: classCount))
    updateCounts.append(0)
    rowCount += 1
    if 2 * rowCount > keys.count { grow() }
    return rowCount - 1
  }

  @inline(__always)
  private func slot(_ feature: UInt64) -> Int {
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: feature) & mask
    while rows[slot] >= 0, keys[slot] != feature { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let old = zip(keys, rows).filter { $0.1 >= 0 }
    keys = Array(repeating: 0, count: 2 * keys.count)
    rows = Array(repeating: -1, count: keys.count)
    for (key, row) in old {
      let slot = slot(key)
      keys[slot] = key
      rows[slot] = row
    }
  }

  /// The table with every weight replaced by its average over all moments.
  func averaged(moments count: Int) -> TrainingTable {
    var result = self
    for index in weights.indices {
      result.weights[index] = weights[index] - Float(moments[index] / Double(max(count, 1)))
    }
    return result
  }

  /// The averaged table as bytes, with the features that took part in some mistakes: for packing with other limits.
  func checkpoint(updatesMin: Int32) -> Data {
    var data = Data()
    let rows = rows(updatesMin: updatesMin)
    Self.append([UInt64(classCount), UInt64(rows.count)], to: &data)
    for row in rows {
      Self.append([row.feature, UInt64(row.updates)], to: &data)
      Self.append(Array(row.weights), to: &data)
    }
    return data
  }

  private static func append<Value>(_ values: [Value], to data: inout Data) {
    values.withUnsafeBytes { data.append(contentsOf: $0) }
  }

  /// Reads a checkpoint from the front of `data`.
  init(checkpoint data: inout Data) {
    let header = Self.take(2, of: UInt64.self, from: &data)
    self.init(classCount: Int(header[0]))
    for _ in 0..<header[1] {
      let row = Self.take(2, of: UInt64.self, from: &data)
      let index = self.row(of: row[0])
      updateCounts[index] = Int32(row[1])
      let values = Self.take(classCount, of: Float.self, from: &data)
      weights.replaceSubrange(index * classCount..<(index + 1) * classCount, with: values)
    }
  }

  private static func take<Value>(_ count: Int, of type: Value.Type, from data: inout Data) -> [Value] {
    let bytes = data.prefix(count * MemoryLayout<Value>.stride)
    data = data.dropFirst(bytes.count)
    return bytes.withUnsafeBytes { bytes in
      (0..<count).map { bytes.loadUnaligned(fromByteOffset: $0 * MemoryLayout<Value>.stride, as: type) }
    }
  }

  /// The rows of features that took part in enough mistakes, in the order of their hashes.
  func rows(updatesMin: Int32) -> [(feature: UInt64, updates: Int32, weights: ArraySlice<Float>)] {
    let used = keys.indices.filter { rows[$0] >= 0 && updateCounts[Int(rows[$0])] >= updatesMin }
    return used.sorted { keys[$0] < keys[$1] }.map { slot in
      let start = Int(rows[slot]) * classCount
      return (keys[slot], updateCounts[Int(rows[slot])], weights[start..<start + classCount])
    }
  }
}
