/// The bytes of a text, and what is asked of the characters in them.
///
/// A small value of its own: a method of the whole tokeniser would be handed a copy of it at each call.
struct InputBytes {
  let bytes: UnsafeBufferPointer<UInt8>
  let classes = ByteClassTable.shared
  let characters = CharacterTable.shared

  /// The scalar at an offset of valid UTF-8, and its length in bytes.
  @inline(__always)
  func scalar(_ at: Int) -> (value: UInt32, length: Int) {
    let first = UInt32(bytes[at])
    return first < 0x80 ? (first, 1) : wideScalar(at, first)
  }

  private func wideScalar(_ at: Int, _ first: UInt32) -> (value: UInt32, length: Int) {
    let count = bytes.count
    if first < 0xE0, at + 1 < count { return ((first & 0x1F) << 6 | tail(at + 1), 2) }
    if first < 0xF0, at + 2 < count { return ((first & 0x0F) << 12 | tail(at + 1) << 6 | tail(at + 2), 3) }
    guard at + 3 < count else { return (0xFFFD, 1) }
    return ((first & 0x07) << 18 | tail(at + 1) << 12 | tail(at + 2) << 6 | tail(at + 3), 4)
  }

  @inline(__always)
  private func tail(_ at: Int) -> UInt32 { UInt32(bytes[at] & 0x3F) }

  @inline(__always)
  func isWordByte(_ byte: UInt8) -> Bool {
    let byteClass = classes[Int(byte)]
    return byteClass == .letter || byteClass == .digit
  }

  @inline(__always)
  func startsLetter(_ at: Int) -> Bool {
    let byte = bytes[at]
    return byte < 0x80 ? classes[Int(byte)] == .letter : startsWideLetter(at)
  }

  private func startsWideLetter(_ at: Int) -> Bool {
    let found = characters[scalar(at).value].characterClass
    return found == .letter || found == .mark
  }

  func startsUpper(_ at: Int) -> Bool {
    let entry = characters[scalar(at).value]
    return entry.letterCase == .upper && entry.characterClass == .letter
  }

  func isDigit(_ at: Int) -> Bool { characters[scalar(at).value].characterClass == .digit }
}

// MARK: - Folding

extension InputBytes {
  /// The hash of the folding of the bytes between two offsets; of invisible characters alone that of the bytes.
  func foldedHash(_ start: Int, _ end: Int) -> (hash: UInt64, letterCase: TokenCase) {
    var (hasher, shape, at) = (FoldingHasher(), CaseCounter(), start)
    while at < end {
      let (scalar, length) = scalar(at)
      at += length
      let entry = characters[scalar]
      shape.add(entry.letterCase)
      if entry.characterClass == .ignorable { continue }
      hasher.append(scalar, entry)
    }
    return (hasher.isEmpty ? TermHash.of(bytes[start..<end]) : hasher.finish(), shape.letterCase)
  }

  /// Up to eight bytes as a little-endian word, the rest of it zero.
  @inline(__always)
  func load(_ start: Int, _ count: Int) -> UInt64 {
    guard start + 8 <= bytes.count, let base = bytes.baseAddress else { return loadSlowly(start, count) }
    let word = UnsafeRawPointer(base + start).loadUnaligned(as: UInt64.self)
    return count == 8 ? UInt64(littleEndian: word) : UInt64(littleEndian: word) & (1 << UInt64(8 * count) - 1)
  }

  private func loadSlowly(_ start: Int, _ count: Int) -> UInt64 {
    var word: UInt64 = 0
    for index in 0..<count { word |= UInt64(bytes[start + index]) << UInt64(8 * index) }
    return word
  }

  /// Lower-cases eight ASCII bytes at once, and tells where capitals stood: bit 7 of their bytes.
  @inline(__always)
  static func fold(_ word: UInt64) -> (word: UInt64, upper: UInt64) {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let low = word & (0x7F * ones)
    let fromA = low &+ (0x80 - 0x41) * ones
    let pastZ = low &+ (0x80 - 0x5B) * ones
    let upper = (fromA & ~pastZ & ~word) & (0x80 * ones)
    return (word | upper >> 2, upper)
  }
}
