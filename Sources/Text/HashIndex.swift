/// A map from 64-bit keys to small numbers in one flat array: open addressing, linear probing, never removed from.
///
/// Keys are hashes already, so they are only folded, not hashed again. Key 0 is taken for an empty place; a name that
/// hashed to it would be lost, at 2^-64 a name. Most words of a text are in no table: a few bits that fit the nearest cache
/// tell that of nearly all of them before the entries are looked at (Bloom 1970).
package struct HashIndex: Sendable {
  /// Key and value side by side, so that finding one touches one line of memory.
  @usableFromInline struct Entry: Sendable {
    @usableFromInline var key: UInt64 = 0
    @usableFromInline var value: Int32 = -1
  }

  @usableFromInline var entries: [Entry]
  @usableFromInline var mask: Int
  /// Two bits for each entry; a key's bit is set where the key may be there.
  @usableFromInline var filter: [UInt64]
  package private(set) var count = 0

  /// Makes room for so many keys; it grows beyond that.
  package init(capacity: Int) {
    var size = 32  // one word of the filter
    while size < capacity * 2 { size *= 2 }
    entries = Array(repeating: Entry(), count: size)
    mask = size - 1
    filter = Array(repeating: 0, count: size / 32)
  }

  /// The value of a key, -1 where there is none.
  @inlinable @inline(__always)
  package func value(of key: UInt64) -> Int32 {
    let mixed = mixed(key)
    let (word, bit) = filterPlace(mixed)
    return filter[word] & bit == 0 ? -1 : entries[place(of: key, mixed)].value
  }

  /// Sets the value of a key.
  package mutating func insert(_ key: UInt64, _ value: Int32) {
    if (count + 1) * 2 > entries.count { grow() }
    let mixed = mixed(key)
    let place = place(of: key, mixed)
    if entries[place].key == 0 { count += 1 }
    entries[place] = Entry(key: key, value: value)
    let (word, bit) = filterPlace(mixed)
    filter[word] |= bit
  }

  @inlinable @inline(__always)
  func mixed(_ key: UInt64) -> UInt64 { (key ^ (key >> 32)) &* 0x9E37_79B9_7F4A_7C15 }

  /// The word of the filter in which a key's bit lies, and the bit.
  @inlinable @inline(__always)
  func filterPlace(_ mixed: UInt64) -> (word: Int, bit: UInt64) {
    (Int(truncatingIfNeeded: mixed >> 44) & (mask >> 5), 1 << (mixed >> 38 & 63))
  }

  /// Where a key stands, or the empty place where it would.
  @inlinable @inline(__always)
  func place(of key: UInt64, _ mixed: UInt64) -> Int {
    var place = Int(truncatingIfNeeded: mixed >> 20) & mask
    while entries[place].key != 0, entries[place].key != key { place = (place + 1) & mask }
    return place
  }

  private mutating func grow() {
    var larger = HashIndex(capacity: entries.count)
    for entry in entries where entry.key != 0 { larger.insert(entry.key, entry.value) }
    self = larger
  }
}
