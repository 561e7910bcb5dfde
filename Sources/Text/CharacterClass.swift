/// What a character is to the tokeniser and the sentence splitter: Unicode's general categories and the word and sentence
/// break properties of UAX 29, brought down to what the rules ask for.
enum CharacterClass: UInt8 {
  case space
  case letter
  /// Combining marks and variation selectors: they belong to what stands before them.
  case mark
  case digit
  /// Han, Hiragana, Thai, Lao, Burmese and Khmer: scripts without spaces, where each character is a token of its own.
  case ideograph
  /// Katakana, which spells foreign words: a run is a token.
  case katakana
  /// Ends a sentence whatever comes next: 。 ؟ । ։ and the like.
  case terminator
  /// The full stop, also in its full-width form, which may end an abbreviation.
  case stop
  /// ! and ? of any width.
  case exclamation
  case ellipsis
  case apostrophe
  case quoteOpen
  case quoteClose
  /// A quotation mark that looks the same at both ends.
  case quoteEither
  case bracketOpen
  case bracketClose
  case hyphen
  /// En and em dashes and their like.
  case dash
  case currency
  case symbol
  case bullet
  case punctuation
  /// Soft hyphens, joiners, direction marks, the byte order mark: no part of a term.
  case ignorable
}

extension CharacterClass {
  /// The class of a scalar.
  @inline(__always)
  static func of(_ scalar: UInt32) -> CharacterClass { CharacterTable.shared[scalar].characterClass }

  /// The classes of scalars past the table, by block; full-width forms as the ASCII that they repeat.
  static func ofHigh(_ scalar: UInt32) -> CharacterClass {
    switch scalar {
    case 0x3105...0x312F, 0x3131...0x318E, 0xAC00...0xD7A3, 0xFF66...0xFF9F: .letter
    case 0x31F0...0x31FF: .katakana
    case 0x3400...0x9FFF, 0xF900...0xFAFF, 0x2_0000...0x3_FFFF: .ideograph
    case 0xFE00...0xFE0F, 0xFE20...0xFE2F: .mark
    case 0xFEFF: .ignorable
    case 0xFF01...0xFF5E: of(scalar - 0xFEE0)
    case 0xFF61: .terminator
    case 0xFF62: .bracketOpen
    case 0xFF63: .bracketClose
    case 0x1_F000...0x1_FAFF: .symbol
    default: Unicode.Scalar(scalar).map(classify) ?? .symbol
    }
  }

  /// The class of a scalar from its properties.
  static func classify(_ scalar: Unicode.Scalar) -> CharacterClass {
    if let special = special[scalar] { return special }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber:
      return ofLetter(scalar.value)
    case .nonspacingMark, .spacingMark, .enclosingMark: return .mark
    case .decimalNumber: return .digit
    case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control: return .space
    case .format, .unassigned, .surrogate, .privateUse: return .ignorable
    case .openPunctuation: return .bracketOpen
    case .closePunctuation: return .bracketClose
    case .initialPunctuation: return .quoteOpen
    case .finalPunctuation: return .quoteClose
    case .currencySymbol: return .currency
    case .dashPunctuation: return .dash
    case .mathSymbol, .modifierSymbol, .otherSymbol, .otherNumber: return .symbol
    case .connectorPunctuation, .otherPunctuation: return .punctuation
    @unknown default: return .symbol
    }
  }

  private static func ofLetter(_ value: UInt32) -> CharacterClass {
    switch value {
    case 0x0E01...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF: .ideograph
    case 0x3005...0x3007, 0x3021...0x3029, 0x3041...0x309F: .ideograph
    case 0x30A1...0x30FF: .katakana
    default: .letter
    }
  }

  /// What Unicode's category alone does not tell.
  private static let special: [Unicode.Scalar: CharacterClass] = {
    var classes: [Unicode.Scalar: CharacterClass] = [
      ".": .stop, "!": .exclamation, "?": .exclamation, "…": .ellipsis, "'": .apostrophe,
      "\u{2019}": .apostrophe,
      "\u{02BC}": .apostrophe, "\u{2018}": .quoteOpen, "\"": .quoteEither, "`": .quoteEither,
      "´": .quoteEither,
      "-": .hyphen, "\u{2010}": .hyphen, "\u{2011}": .hyphen, "\u{201A}": .quoteOpen, "\u{201E}": .quoteOpen,
      "_": .letter, "\u{200B}": .ignorable, "#": .symbol, "&": .symbol, "%": .symbol, "+": .symbol,
      "*": .symbol,
      "¿": .quoteOpen, "¡": .quoteOpen, "\u{0640}": .ignorable, "°": .letter, "\u{00A6}": .symbol,
      "\u{037E}": .exclamation,
    ]
    // Sentence_Terminal of UAX 29 outside ASCII, without the stops that also mark numbers or abbreviations.
    for scalar
      in "\u{0589}\u{061E}\u{061F}\u{06D4}\u{0700}\u{0701}\u{0702}\u{0964}\u{0965}\u{104A}\u{104B}\u{1362}"
      .unicodeScalars
    {
      classes[scalar] = .terminator
    }
    for scalar in "\u{1367}\u{1368}\u{17D4}\u{17D5}\u{203C}\u{203D}\u{2047}\u{2048}\u{2049}\u{3002}"
      .unicodeScalars
    {
      classes[scalar] = .terminator
    }
    for scalar in "•‣⁃◦▪■●►▶○□".unicodeScalars { classes[scalar] = .bullet }
    return classes
  }()
}
