/// Hashes folded characters as `TermHash` hashes their bytes, without writing them down.
struct FoldingHasher {
  private var state = TermHash.start
  private var chunk: UInt64 = 0
  /// How many bits of the chunk are filled.
  private var filled: UInt64 = 0
  private var count = 0

  var isEmpty: Bool { count == 0 }

  /// Adds the folding of a scalar.
  @inline(__always)
  mutating func append(_ scalar: UInt32, _ entry: CharacterEntry) {
    let folding = entry.folding
    if scalar >= 0xDF, let letters = CaseFolding.letters(scalar) {
      for letter in letters.utf8 { append(letter) }
    } else if folding < 0x80 {
      append(UInt8(truncatingIfNeeded: folding))
    } else {
      appendWide(folding)
    }
  }

  private mutating func appendWide(_ scalar: UInt32) {
    switch scalar {
    case ..<0x800: append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
    case ..<0x1_0000:
      append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
      append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
    default:
      append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
      append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
      append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
    }
    append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
  }

  @inline(__always)
  private mutating func append(_ byte: UInt8) {
    chunk |= UInt64(byte) << filled
    filled &+= 8
    count &+= 1
    guard filled == 64 else { return }
    state = TermHash.step(state, chunk)
    (chunk, filled) = (0, 0)
  }

  /// The hash of all that was added.
  func finish() -> UInt64 {
    TermHash.finish(filled > 0 ? TermHash.step(state, chunk) : state, count: count)
  }
}

/// Counts letters by case over a word of any script.
struct CaseCounter {
  private var upper = 0
  private var lower = 0
  private var startsUpper = false

  @inline(__always)
  mutating func add(_ letterCase: LetterCase) {
    switch letterCase {
    case .none: break
    case .lower: lower &+= 1
    case .upper:
      if upper &+ lower == 0 { startsUpper = true }
      upper &+= 1
    }
  }

  var letterCase: TokenCase {
    if upper == 0 { return lower == 0 ? .none : .lower }
    if lower == 0 { return .upper }
    return upper == 1 && startsUpper ? .capitalised : .mixed
  }
}
