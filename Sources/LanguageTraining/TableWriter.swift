import Foundation
import Language

/// Writes learned weights in the form that `ScoreTable` reads.
enum TableWriter {
  /// Slots for each row: four of five are filled. Emptier tables are quicker to search, and larger.
  private static let slotsPerRow = 1.25

  /// The table's bytes. Each row is quantised to signed bytes by its own largest weight.
  static func bytes(_ table: TrainingTable, updatesMin: Int32) -> [UInt8] {
    let rows = table.rows(updatesMin: updatesMin).map { (feature: $0.feature, weights: centred($0.weights)) }
    let largest = rows.map { largestMagnitude($0.weights) }.max() ?? 1
    let slotCount = UInt64(Double(rows.count) * slotsPerRow) + 16
    let slotBytes = ScoreTable.slotBytes(table.classCount)
    var bytes = header(slotCount, table.classCount, slotBytes)
    bytes += [UInt8](repeating: 0, count: Int(slotCount) * slotBytes)
    for row in rows { put(row.feature, row.weights, largest, slotCount, slotBytes, &bytes) }
    return bytes
  }

  private static func header(_ slotCount: UInt64, _ classCount: Int, _ slotBytes: Int) -> [UInt8] {
    [UInt32(slotCount), UInt32(classCount), UInt32(slotBytes), 0].flatMap { value in
      (0..<4).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
    }
  }

  /// The same differences with the smallest range around zero.
  private static func centred(_ weights: ArraySlice<Float>) -> [Float] {
    let middle = ((weights.max() ?? 0) + (weights.min() ?? 0)) / 2
    return weights.count <= 4 ? weights.map { $0 - middle } : Array(weights)
  }

  private static func largestMagnitude(_ weights: [Float]) -> Float { weights.map(abs).max() ?? 0 }

  private static func put(
    _ feature: UInt64,
    _ weights: [Float],
    _ largest: Float,
    _ slotCount: UInt64,
    _ slotBytes: Int,
    _ bytes: inout [UInt8]
  ) {
    let rowLargest = largestMagnitude(weights)
    let scale = UInt16((rowLargest / largest * 65_535).rounded(.up))
    guard scale > 0 else { return }
    let step = Float(scale) / 65_535 * largest / 127
    let (first, check) = ScoreTable.place(feature, slotCount)
    var slot = first
    func offset() -> Int { ScoreTable.headerBytes + slot * slotBytes }
    while bytes[offset()] != 0 || bytes[offset() + 1] != 0 {
      slot = slot + 1 == Int(slotCount) ? 0 : slot + 1
    }
    let start = offset()
    bytes[start] = UInt8(truncatingIfNeeded: check)
    bytes[start + 1] = UInt8(truncatingIfNeeded: check >> 8)
    bytes[start + 2] = UInt8(truncatingIfNeeded: scale)
    bytes[start + 3] = UInt8(truncatingIfNeeded: scale >> 8)
    for (index, weight) in weights.enumerated() {
      let quantised = Int8(max(-127, min(127, (weight / step).rounded())))
      bytes[start + ScoreTable.rowHeaderBytes + index] = UInt8(bitPattern: quantised)
    }
  }
}
