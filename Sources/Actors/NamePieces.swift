import Text

/// The words of names, however a text writes them: `al-Qaeda` and `al Qaeda`, `U.S.` and `US`, `Türkiye` and `Turkiye`.
///
/// Letters are folded to small ASCII where Latin allows it, full stops vanish, hyphens, apostrophes and slashes part
/// two pieces, and any other mark is a piece of its own.
enum NamePieces {
  /// Calls `found` for every piece of the bytes with its hash and its range.
  static func scan(_ bytes: ArraySlice<UInt8>, _ found: (_ hash: UInt64, _ range: Range<Int>) -> Void) {
    var at = bytes.startIndex
    var start = at
    var hash = basis
    var isOpen = false
    while at < bytes.endIndex {
      let (letter, length) = folded(bytes, at)
      switch letter {
      case 0:  // a part that vanishes: the full stop of an abbreviation
        break
      case separator:
        if isOpen { found(hash, start..<at) }
        isOpen = false
      case 0x30...0x39, 0x61...0x7A, 0x80...:
        if !isOpen {
          (start, hash, isOpen) = (at, basis, true)
        }
        hash = step(hash, letter)
        if letter >= 0x80 {
          for byte in bytes[(at + 1)..<(at + length)] { hash = step(hash, byte) }
        }
      default:
        if isOpen { found(hash, start..<at) }
        isOpen = false
        found(step(basis, letter), at..<(at + 1))
      }
      at += length
    }
    if isOpen { found(hash, start..<bytes.endIndex) }
  }

  /// The hash of one word.
  static func hash(_ word: some StringProtocol) -> UInt64 { hash(of: Array(word.utf8)[...]) }

  /// The hash of the last piece of some bytes.
  static func hash(of bytes: ArraySlice<UInt8>) -> UInt64 {
    var result = basis
    scan(bytes) { hash, _ in result = hash }
    return result
  }

  private static let basis: UInt64 = 0xcbf2_9ce4_8422_2325
  private static let separator: UInt8 = 1

  private static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }

  /// The folded letter at a place and how many bytes it took: 0 vanishes, 1 parts, 0x80 and above stands for itself.
  private static func folded(_ bytes: ArraySlice<UInt8>, _ at: Int) -> (UInt8, Int) {
    let byte = bytes[at]
    switch byte {
    case 0x41...0x5A: return (byte + 0x20, 1)
    case UInt8(ascii: "."): return (0, 1)
    case ...0x20, UInt8(ascii: "-"), UInt8(ascii: "'"), UInt8(ascii: "/"), UInt8(ascii: "`"):
      return (separator, 1)
    case ..<0x80: return (byte, 1)
    case 0xC3 where at + 1 < bytes.endIndex: return latin1(bytes[at + 1], lead: byte)
    case 0xC4, 0xC5:
      return at + 1 < bytes.endIndex ? extended(lead: byte, bytes[at + 1]) : (byte, 1)
    case 0xC8 where at + 1 < bytes.endIndex: return romanian(bytes[at + 1], lead: byte)
    case 0xE2 where at + 2 < bytes.endIndex && bytes[at + 1] == 0x80:
      return punctuation(bytes[at + 2], lead: byte)
    default: return (byte, length(lead: byte, room: bytes.endIndex - at))
    }
  }

  /// U+00C0 to U+00FF by their base letters.
  private static func latin1(_ second: UInt8, lead: UInt8) -> (UInt8, Int) {
    let bases: StaticTable = "aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo*ouuuuyty"
    guard (0x80...0xBF).contains(second) else { return (lead, 1) }
    let base = bases[Int(second) - 0x80]
    return base == UInt8(ascii: "*") ? (lead, 2) : (base, 2)
  }

  /// U+0100 to U+017F by their base letters.
  private static func extended(lead: UInt8, _ second: UInt8) -> (UInt8, Int) {
    let bases: StaticTable =
      """
      aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll\
      lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs
      """
    guard (0x80...0xBF).contains(second) else { return (lead, 1) }
    return (bases[Int(lead - 0xC4) * 64 + Int(second) - 0x80], 2)
  }

  /// The comma-below letters of Romanian.
  private static func romanian(_ second: UInt8, lead: UInt8) -> (UInt8, Int) {
    switch second {
    case 0x98, 0x99: (UInt8(ascii: "s"), 2)
    case 0x9A, 0x9B: (UInt8(ascii: "t"), 2)
    default: (lead, 2)
    }
  }

  /// Dashes and quotation marks of general punctuation part; other marks stand for themselves.
  private static func punctuation(_ third: UInt8, lead: UInt8) -> (UInt8, Int) {
    switch third {
    case 0x90...0x95, 0x98...0x9B: (separator, 3)
    default: (lead, 3)
    }
  }

  private static func length(lead: UInt8, room: Int) -> Int {
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1
    return min(length, room)
  }
}

/// ASCII bytes by place.
private struct StaticTable: ExpressibleByStringLiteral {
  let bytes: StaticString
  init(stringLiteral value: StaticString) { bytes = value }
  subscript(_ place: Int) -> UInt8 { unsafe bytes.utf8Start[place] }
}
