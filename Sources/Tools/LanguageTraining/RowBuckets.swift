import Language

/// Learned rows in the buckets that their features' hashes name.
struct RowBuckets {
  struct Row {
    var feature: UInt64
    var updates: Int32
    var weights: [Float]

    var largestMagnitude: Float { weights.map(abs).max() ?? 0 }
  }

  let rows: [[Row]]
  /// The largest magnitude among all weights, also of rows that found no place.
  let largest: Float
  private let slots: Int
  var count: Int { rows.count }

  /// What was learned of features that took part in so many mistakes or more.
  static func rows(
    _ table: TrainingTable,
    updatesMin: Int32,
    weights: ([Float]) -> [Float] = { $0 }
  ) -> [Row] {
    table.rows(updatesMin: updatesMin).map {
      Row(feature: $0.feature, updates: $0.updates, weights: weights(Array($0.weights)))
    }
  }

  /// Buckets of so many slots, filled by this share on average.
  init(_ all: [Row], slots: Int, fillShare: Double) {
    let count = Int((Double(all.count) / Double(slots) / fillShare).rounded(.up)) + 1
    var buckets = [[Row]](repeating: [], count: count)
    for row in all { buckets[FeatureHash.place(row.feature, UInt64(count)).bucket].append(row) }
    self.slots = slots
    largest = all.map(\.largestMagnitude).max() ?? 1
    rows = buckets.map { Self.strongest($0, of: count, slots: slots) }
  }

  /// Of a bucket's rows those that fit, by how often they took part in mistakes; of rows with one check the first.
  private static func strongest(_ rows: [Row], of bucketCount: Int, slots: Int) -> [Row] {
    var checks = Set<UInt16>()
    let ranked = rows.sorted { ($1.updates, $0.feature) < ($0.updates, $1.feature) }
    let told = ranked.filter {
      checks.insert(FeatureHash.place($0.feature, UInt64(bucketCount)).check).inserted
    }
    return told.prefix(slots).sorted { $0.feature < $1.feature }
  }

  /// The checks of a bucket's rows, and 0 for each free slot.
  func checks(of bucket: [Row]) -> [UInt16] {
    bucket.map { FeatureHash.place($0.feature, UInt64(count)).check }
      + [UInt16](repeating: 0, count: slots - bucket.count)
  }
}

extension FixedWidthInteger {
  var littleEndianBytes: [UInt8] { (0..<bitWidth / 8).map { UInt8(truncatingIfNeeded: self >> (8 * $0)) } }
}
