/// A map from 64-bit keys to small numbers in two flat arrays: open addressing, linear probing, never removed from.
///
/// Keys are hashes already, so they are only folded, not hashed again. Key 0 is taken for an empty place; a name that
/// hashed to it would be lost, at 2^-64 a name.
package struct HashIndex: Sendable {
  @usableFromInline var keys: [UInt64]
  @usableFromInline var values: [Int32]
  @usableFromInline var mask: Int
  package private(set) var count = 0

  /// Makes room for so many keys; it grows beyond that.
  package init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    keys = Array(repeating: 0, count: size)
    values = Array(repeating: -1, count: size)
    mask = size - 1
  }

  /// The value of a key, -1 where there is none.
  @inlinable @inline(__always)
  package func value(of key: UInt64) -> Int32 {
    var place = Self.fold(key) & mask
    while keys[place] != 0 {
      if keys[place] == key { return values[place] }
      place = (place + 1) & mask
    }
    return -1
  }

  /// Sets the value of a key.
  package mutating func insert(_ key: UInt64, _ value: Int32) {
    if (count + 1) * 2 > keys.count { grow() }
    var place = Self.fold(key) & mask
    while keys[place] != 0 && keys[place] != key { place = (place + 1) & mask }
    if keys[place] == 0 { count += 1 }
    keys[place] = key
    values[place] = value
  }

  private mutating func grow() {
    var larger = HashIndex(capacity: keys.count)
    for place in keys.indices where keys[place] != 0 { larger.insert(keys[place], values[place]) }
    self = larger
  }

  @inlinable @inline(__always)
  static func fold(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key ^ (key >> 32)) &* 0x9E37_79B9_7F4A_7C15 >> 20)
  }
}
