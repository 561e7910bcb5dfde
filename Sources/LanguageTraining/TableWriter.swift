import Foundation
import Language

/// Writes learned weights in the form that `ScoreTable` reads.
struct TableWriter {
  /// How full the buckets are on average. Fuller tables are smaller, and lose more rows to full buckets: here some 2 %,
  /// those that took part in the fewest mistakes.
  private static let fillShare = 0.7

  private struct Row {
    var feature: UInt64
    var updates: Int32
    var weights: [Float]
  }

  private let classCount: Int
  private let bucketCount: Int
  private let buckets: [[Row]]
  private let largest: Float

  /// The table's bytes.
  static func bytes(_ table: TrainingTable, updatesMin: Int32) -> [UInt8] {
    TableWriter(table, updatesMin: updatesMin).written()
  }

  private init(_ table: TrainingTable, updatesMin: Int32) {
    let rows = table.rows(updatesMin: updatesMin).map {
      Row(feature: $0.feature, updates: $0.updates, weights: Self.centred($0.weights))
    }
    let count = Int((Double(rows.count) / Double(ScoreTable.bucketSlots) / Self.fillShare).rounded(.up)) + 1
    var buckets = [[Row]](repeating: [], count: count)
    for row in rows { buckets[ScoreTable.place(row.feature, UInt64(count)).bucket].append(row) }
    classCount = table.classCount
    bucketCount = count
    self.buckets = buckets.map { Self.strongest($0, count) }
    largest = rows.map { Self.largestMagnitude($0.weights) }.max() ?? 1
  }

  /// Of a bucket's rows those that fit, by how often they took part in mistakes; of rows with one check the first.
  private static func strongest(_ rows: [Row], _ bucketCount: Int) -> [Row] {
    var checks = Set<UInt16>()
    let ranked = rows.sorted { ($1.updates, $0.feature) < ($0.updates, $1.feature) }
    let told = ranked.filter {
      checks.insert(ScoreTable.place($0.feature, UInt64(bucketCount)).check).inserted
    }
    return told.prefix(ScoreTable.bucketSlots).sorted { $0.feature < $1.feature }
  }

  /// The same differences with the smallest range around zero.
  private static func centred(_ weights: ArraySlice<Float>) -> [Float] {
    let middle = ((weights.max() ?? 0) + (weights.min() ?? 0)) / 2
    return weights.count <= ScoreTable.wideClassesMax ? weights.map { $0 - middle } : Array(weights)
  }

  private static func largestMagnitude(_ weights: [Float]) -> Float { weights.map(abs).max() ?? 0 }

  private func written() -> [UInt8] {
    let rowCount = buckets.reduce(0) { $0 + $1.count }
    var bytes = [bucketCount, classCount, ScoreTable.rowBytes(classCount), rowCount].flatMap {
      Self.littleEndian(UInt32($0))
    }
    bytes += [UInt8](repeating: 0, count: ScoreTable.headerBytes - bytes.count)
    bytes += index()
    for row in buckets.joined() { bytes += classCount <= ScoreTable.wideClassesMax ? wide(row) : narrow(row) }
    let size = ScoreTable.byteCount(buckets: bucketCount, classes: classCount, rows: rowCount)
    return bytes + [UInt8](repeating: 0, count: size - bytes.count)
  }

  /// The buckets: checks, and the number of the first row.
  private func index() -> [UInt8] {
    var (bytes, base) = ([UInt8](), 0)
    for bucket in buckets {
      let checks = bucket.map { ScoreTable.place($0.feature, UInt64(bucketCount)).check }
      let free = [UInt16](repeating: 0, count: ScoreTable.bucketSlots - checks.count)
      for check in checks + free { bytes += Self.littleEndian(check) }
      bytes += Self.littleEndian(UInt32(base))
      base += bucket.count
    }
    return bytes
  }

  /// A row of 16-bit weights in a unit of the whole table.
  private func wide(_ row: Row) -> [UInt8] {
    let padded = row.weights + [Float](repeating: 0, count: ScoreTable.wideClassesMax - row.weights.count)
    return padded.flatMap { weight in
      Self.littleEndian(UInt16(bitPattern: Int16((weight / largest * 32_767).rounded())))
    }
  }

  /// A row of a factor and bytes, so that the row's largest weight comes near to 127 times the factor.
  private func narrow(_ row: Row) -> [UInt8] {
    let factor = max(1, (Self.largestMagnitude(row.weights) / largest * 255).rounded(.up))
    let step = factor / 255 * largest / 127
    return [UInt8(factor)]
      + row.weights.map { UInt8(bitPattern: Int8(max(-127, min(127, ($0 / step).rounded())))) }
  }

  private static func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
    (0..<value.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
