internal import Text

/// Whether the quotation marks of a sentence are in pairs: straight marks even in number, `“ ”`, `„ “` and `« »` matched.
/// Single marks are not counted: they are apostrophes too.
struct QuotationBalance {
  private var straight = 0
  private var high = 0
  private var low = 0
  private var angled = 0
  private var closesUnopened = false

  /// True where every mark that opened is closed.
  var isBalanced: Bool { straight % 2 == 0 && high == 0 && low == 0 && angled == 0 && !closesUnopened }

  /// True within a quotation.
  var isOpen: Bool { straight % 2 == 1 || high > 0 || low > 0 || angled != 0 }

  /// Counts a token if it is a mark of quotation; tells whether it is.
  mutating func count(_ token: Token, in bytes: [UInt8]) -> Bool {
    let start = Int(token.start)
    let length = Int(token.end) - start
    switch bytes[start] {
    case UInt8(ascii: "\""): straight += length
    case UInt8(ascii: "'") where length == 2, UInt8(ascii: "`") where length == 2: straight += 1
    case 0xE2 where length == 3 && bytes[start + 1] == 0x80: return countCurly(bytes[start + 2])
    case 0xC2 where length == 2 && bytes[start + 1] == 0xAB: angled += 1
    case 0xC2 where length == 2 && bytes[start + 1] == 0xBB: angled -= 1  // Some languages open with ».
    default: return false
    }
    return true
  }

  /// Counts a curly mark by its third byte.
  private mutating func countCurly(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x9E: low += 1  // „
    case 0x9C where low > 0: low -= 1  // “ closes „ in German
    case 0x9C: high += 1
    case 0x9D where high > 0: high -= 1
    case 0x9D where low > 0: low -= 1  // ” closes „ in Polish
    case 0x9D: closesUnopened = true
    default: return false
    }
    return true
  }
}

/// Whether sentences stand within a quotation that an earlier one of their paragraph opened: a speech of several sentences
/// has its marks at the first and the last alone.
struct ParagraphQuotation {
  private var paragraph = -1
  private var isOpen = false

  /// True where a quotation is open before a sentence; and takes the sentence in.
  ///
  /// A mark that opens within a sentence and does not close there is as often a slip, so only one at its start counts.
  mutating func isOpen(before sentence: Sentence, opensWithQuote: Bool, balance: QuotationBalance) -> Bool {
    if sentence.paragraph != paragraph {
      paragraph = sentence.paragraph
      isOpen = false
    }
    let wasOpen = isOpen
    if isOpen {
      isOpen = balance.isBalanced  // the mark that closes stands alone in its sentence
    } else {
      isOpen = opensWithQuote && balance.isOpen
    }
    return wasOpen
  }
}
