/// What is known of words, looked up by their `TermHash`: open addressing over flat arrays, as most look-ups find nothing
/// and a `Dictionary` hashes the hash again.
struct TermTable<Value: Sendable>: Sendable {
  private var keys: [UInt64]
  private var values: [Value]
  private let empty: Value

  /// Builds the table.
  ///
  /// - Parameters:
  ///   - entries: values by `TermHash`. A hash of 0 stands for a free slot and cannot be a key.
  ///   - empty: what is known of all other words.
  init(_ entries: [UInt64: Value], empty: Value) {
    var size = 64
    while size < entries.count * 4 { size *= 2 }
    keys = Array(repeating: 0, count: size)
    values = Array(repeating: empty, count: size)
    self.empty = empty
    for (hash, value) in entries where hash != 0 {
      var slot = Int(truncatingIfNeeded: hash) & (size - 1)
      while keys[slot] != 0 { slot = (slot + 1) & (size - 1) }
      keys[slot] = hash
      values[slot] = value
    }
  }

  /// What is known of a word.
  subscript(hash: UInt64) -> Value {
    var slot = Int(truncatingIfNeeded: hash) & (keys.count - 1)
    while keys[slot] != 0 {
      if keys[slot] == hash { return values[slot] }
      slot = (slot + 1) & (keys.count - 1)
    }
    return empty
  }
}
