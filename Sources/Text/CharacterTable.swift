/// What the tokeniser asks of one character.
struct CharacterEntry {
  let characterClass: CharacterClass
  let letterCase: LetterCase
  /// The simple case folding: the scalar itself where it has none.
  let folding: UInt32

  init(_ characterClass: CharacterClass, _ letterCase: LetterCase, folding: UInt32) {
    (self.characterClass, self.letterCase, self.folding) = (characterClass, letterCase, folding)
  }
}

/// Whether a letter is upper or lower case.
enum LetterCase: UInt8 {
  case none
  case lower
  case upper
}

/// The entries of all scalars below the CJK blocks' large ranges, looked up by their value; of others worked out.
///
/// Behind a pointer for the reason of `ByteClassTable`.
struct CharacterTable: @unchecked Sendable {  // points at constant entries that are never freed
  /// Scalars from here on are classed by block: they have few letters with case, which fold by their properties.
  static let limit: UInt32 = 0x3100

  static let shared = CharacterTable()

  private let entries: UnsafePointer<CharacterEntry>

  private init() {
    let entries = UnsafeMutablePointer<CharacterEntry>.allocate(capacity: Int(Self.limit))
    for value in 0..<Self.limit {
      let scalar = Unicode.Scalar(value) ?? " "
      let folding = CaseFolding.simple(scalar)
      (entries + Int(value)).initialize(
        to: CharacterEntry(.classify(scalar), Self.letterCase(value, folding), folding: folding)
      )
    }
    self.entries = UnsafePointer(entries)
  }

  @inline(__always)
  subscript(scalar: UInt32) -> CharacterEntry {
    scalar < Self.limit ? entries[Int(scalar)] : high(scalar)
  }

  private func high(_ scalar: UInt32) -> CharacterEntry {
    if scalar >= 0xFF01, scalar <= 0xFF5E { return entries[Int(scalar - 0xFEE0)] }
    let characterClass = CharacterClass.ofHigh(scalar)
    guard scalar >= 0xA640, characterClass == .letter, !(0xAC00...0xD7A3).contains(scalar),
      let known = Unicode.Scalar(scalar)
    else { return CharacterEntry(characterClass, .none, folding: scalar) }
    let folding = CaseFolding.simple(known)
    return CharacterEntry(characterClass, Self.letterCase(scalar, folding), folding: folding)
  }

  private static func letterCase(_ scalar: UInt32, _ folding: UInt32) -> LetterCase {
    if folding != scalar, !foldedLowerCase.contains(scalar) { return .upper }
    switch scalar {  // The scripts with case, by block.
    case 0x61...0x7A, 0xDF...0xF6, 0xF8...0x24F, 0x370...0x58F, 0x1E00...0x1FFF, 0xA640...0xA69F,
      0xFB00...0xFB06:
      return .lower
    default: return .none
    }
  }

  /// Lower-case letters and marks that fold to another form all the same: the apostrophes, the micro sign, the long s, the
  /// final sigma and other forms of Greek letters.
  private static let foldedLowerCase: Set<UInt32> = [
    0x2019, 0x02BC, 0xB5, 0x17F, 0x3C2, 0x3D0, 0x3D1, 0x3D5, 0x3D6, 0x3F0, 0x3F1, 0x3F5,
  ]
}
