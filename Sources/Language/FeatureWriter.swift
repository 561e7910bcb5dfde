/// Writes features one after the other into a buffer: each is the hash of its number and up to three values.
struct FeatureWriter {
  private let features: UnsafeMutablePointer<UInt64>
  /// What the first feature is called.
  private let base: Int
  /// How many are written.
  private(set) var count = 0

  /// A writer into a buffer that holds as many as will be written.
  @inline(__always)
  init(into features: UnsafeMutablePointer<UInt64>, base: Int) {
    (self.features, self.base) = (features, base)
  }

  @inline(__always)
  mutating func add(_ first: UInt64, _ second: UInt64 = 0, _ third: UInt64 = 0) {
    features[count] = FeatureHash.of(UInt64(count + base), first, second, third)
    count += 1
  }
}
