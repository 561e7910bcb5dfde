import Language

/// Writes learned weights in the form that `ScoreTable` reads.
struct TableWriter {
  /// How full the buckets are on average. Fuller tables are smaller, and lose more rows to full buckets: here some 2 %,
  /// those that took part in the fewest mistakes.
  private static let fillShare = 0.7

  private let classCount: Int
  private let buckets: RowBuckets
  private let factorMax: Float

  /// The table's bytes, for decisions that sum the rows of so many features.
  static func bytes(_ table: TrainingTable, updatesMin: Int32, features: Int) -> [UInt8] {
    let rows = RowBuckets.rows(table, updatesMin: updatesMin)
    let buckets = RowBuckets(rows, slots: ScoreTable.bucketSlots, fillShare: fillShare)
    let factorMax = Float(ScoreTable.factorMax(features: features))
    return TableWriter(classCount: table.classCount, buckets: buckets, factorMax: factorMax).written()
  }

  private func written() -> [UInt8] {
    let rowCount = buckets.rows.reduce(0) { $0 + $1.count }
    var bytes = [buckets.count, classCount, ScoreTable.rowBytes(classCount), rowCount].flatMap {
      UInt32($0).littleEndianBytes
    }
    bytes += [UInt8](repeating: 0, count: ScoreTable.headerBytes - bytes.count)
    bytes += index()
    for row in buckets.rows.joined() { bytes += quantised(row) }
    let size = ScoreTable.byteCount(buckets: buckets.count, classes: classCount, rows: rowCount)
    return bytes + [UInt8](repeating: 0, count: size - bytes.count)
  }

  /// The buckets: checks, and the number of the first row.
  private func index() -> [UInt8] {
    var (bytes, base) = ([UInt8](), 0)
    for bucket in buckets.rows {
      for check in buckets.checks(of: bucket) { bytes += check.littleEndianBytes }
      bytes += UInt32(base).littleEndianBytes
      base += bucket.count
    }
    return bytes
  }

  /// A row of a factor and bytes, so that the row's largest weight comes near to 127 times the factor.
  private func quantised(_ row: RowBuckets.Row) -> [UInt8] {
    let factor = max(1, (row.largestMagnitude / buckets.largest * factorMax).rounded(.up))
    let step = factor / factorMax * buckets.largest / 127
    return [UInt8(factor)]
      + row.weights.map { UInt8(bitPattern: Int8(max(-127, min(127, ($0 / step).rounded())))) }
  }
}

/// Writes learned weights in the form that `MoveTable` reads.
struct MoveTableWriter {
  /// Smaller buckets are filled less, so that as few rows are lost.
  private static let fillShare = 0.6

  private let buckets: RowBuckets

  /// The table's bytes.
  static func bytes(_ table: TrainingTable, updatesMin: Int32) -> [UInt8] {
    let rows = RowBuckets.rows(table, updatesMin: updatesMin, weights: overReduce)
    let buckets = RowBuckets(rows, slots: MoveTable.bucketSlots, fillShare: fillShare)
    return MoveTableWriter(buckets: buckets).written()
  }

  private static func overReduce(_ weights: [Float]) -> [Float] {
    MoveTable.weighed.map { weights[$0.rawValue] - weights[Transition.reduce.rawValue] }
  }

  private func written() -> [UInt8] {
    var bytes = UInt32(buckets.count).littleEndianBytes
    bytes += [UInt8](repeating: 0, count: MoveTable.headerBytes - bytes.count)
    for bucket in buckets.rows {
      for check in buckets.checks(of: bucket) { bytes += check.littleEndianBytes }
      for row in bucket { bytes += row.weights.flatMap(quantised) }
      let free = (MoveTable.bucketSlots - bucket.count) * MoveTable.slotBytes
      bytes += [UInt8](repeating: 0, count: free)
    }
    return bytes + [UInt8](repeating: 0, count: MoveTable.byteCount(buckets: buckets.count) - bytes.count)
  }

  private func quantised(_ weight: Float) -> [UInt8] {
    UInt16(bitPattern: Int16((weight / buckets.largest * 32_767).rounded())).littleEndianBytes
  }
}
