/// What the data of a language says of a word. A word may have several roles: "may" is a month, "second" a unit.
struct WordRoles: OptionSet {
  let rawValue: UInt32

  /// Stands before a name, so that its full stop ends no sentence: Mr., Gen.
  static let title = WordRoles(rawValue: 1 << 0)
  /// An abbreviation only before a number: No. 5, p. 12.
  static let beforeNumber = WordRoles(rawValue: 1 << 1)
  /// A short name of a month or weekday.
  static let calendar = WordRoles(rawValue: 1 << 2)
  /// An abbreviation that cannot end a sentence: e.g., vs.
  static let inner = WordRoles(rawValue: 1 << 3)
  /// An abbreviation that may end a sentence too: Inc., etc., p.m.
  static let final = WordRoles(rawValue: 1 << 4)
  /// Capitalised after an abbreviation, it starts a sentence: The, However.
  static let starter = WordRoles(rawValue: 1 << 5)
  /// A verb of saying: said, asked.
  static let attribution = WordRoles(rawValue: 1 << 6)
  /// Two tokens written as one word: can|not.
  static let contraction = WordRoles(rawValue: 1 << 7)
  /// What follows an apostrophe as a token of its own: 's, 're.
  static let clitic = WordRoles(rawValue: 1 << 8)
  /// What precedes an apostrophe as a token of its own: l', d'.
  static let elision = WordRoles(rawValue: 1 << 9)
  /// Keeps its hyphen where other words are split at theirs: anti-, co-.
  static let hyphenPrefix = WordRoles(rawValue: 1 << 10)
  /// Follows digits as a token of its own: 5|km, 10|am.
  static let unit = WordRoles(rawValue: 1 << 11)
  static let month = WordRoles(rawValue: 1 << 12)
  static let weekday = WordRoles(rawValue: 1 << 13)
  /// A currency by name, sign or code.
  static let currency = WordRoles(rawValue: 1 << 14)
  /// Multiplies the number before it: million, bn.
  static let scale = WordRoles(rawValue: 1 << 15)
  /// A lower-case part of a name: van, bin.
  static let particle = WordRoles(rawValue: 1 << 16)
  /// A function word.
  static let stop = WordRoles(rawValue: 1 << 17)
  /// A number in letters: seven, dozen.
  static let numeral = WordRoles(rawValue: 1 << 18)
  /// The last part of a host name: com, org.
  static let topLevelDomain = WordRoles(rawValue: 1 << 19)
  /// Names that end in an exclamation mark: Yahoo!
  static let exclamatory = WordRoles(rawValue: 1 << 20)
  /// Time zones, which follow a clock time: GMT, Eastern.
  static let timeZone = WordRoles(rawValue: 1 << 21)
  /// A word of time that dates without digits: today, yesterday.
  static let relativeDay = WordRoles(rawValue: 1 << 22)
  /// A preposition of time that opens a sentence: At 5 p.m.
  static let timePreposition = WordRoles(rawValue: 1 << 23)

  static let abbreviation: WordRoles = [.title, .beforeNumber, .calendar, .inner, .final]

  /// The roles by the names that the data files use.
  static let named: [String: WordRoles] = [
    "title": .title, "before-number": .beforeNumber, "calendar": .calendar, "inner": .inner, "final": .final,
    "starter": .starter, "attribution": .attribution, "contraction": .contraction, "clitic": .clitic,
    "elision": .elision, "hyphen-prefix": .hyphenPrefix, "unit": .unit, "month": .month, "weekday": .weekday,
    "currency": .currency, "scale": .scale, "particle": .particle, "stop": .stop, "numeral": .numeral,
    "top-level-domain": .topLevelDomain, "exclamatory": .exclamatory, "time-zone": .timeZone,
    "relative-day": .relativeDay, "time-preposition": .timePreposition,
  ]
}

/// The roles of words by the hash of their folded form: open addressing, read once for each distinct term of a document.
struct WordRoleTable: Sendable {
  private var hashes: [UInt64]
  private var roles: [UInt32]

  /// Puts words into a table that is at most half full.
  init(_ words: [UInt64: UInt32]) {
    let size = 1 << (Int.bitWidth - (2 * words.count).leadingZeroBitCount)
    hashes = Array(repeating: 0, count: size)
    roles = Array(repeating: 0, count: size)
    for (hash, role) in words {
      let slot = slot(of: hash)
      hashes[slot] = hash
      roles[slot] = role
    }
  }

  /// The roles of a term; none where the data does not name it.
  @inline(__always)
  subscript(hash: UInt64) -> WordRoles { WordRoles(rawValue: roles[slot(of: hash)]) }

  @inline(__always)
  private func slot(of hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash) & (hashes.count - 1)
    while hashes[slot] != hash && hashes[slot] != 0 { slot = (slot + 1) & (hashes.count - 1) }
    return slot
  }
}
