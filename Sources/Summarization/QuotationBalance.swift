/// Whether the quotation marks of a sentence are in pairs.
enum QuotationBalance {
  /// True where every mark that opens is closed: straight marks even in number, `“ ”`, `„ “` and `« »` matched. Single
  /// marks are not counted: they are apostrophes too.
  static func isBalanced(_ bytes: ArraySlice<UInt8>) -> Bool {
    var marks = OpenMarks()
    var at = bytes.startIndex
    while at < bytes.endIndex {
      let byte = bytes[at]
      if byte == UInt8(ascii: "\"") {
        marks.straight += 1
      } else if byte == 0xE2, at + 2 < bytes.endIndex, bytes[at + 1] == 0x80 {
        guard marks.count(curly: bytes[at + 2]) else { return false }
      } else if byte == 0xC2, at + 1 < bytes.endIndex {
        marks.count(angled: bytes[at + 1])
      }
      at += 1
    }
    return marks.areClosed
  }
}

/// The marks met so far that are still open.
private struct OpenMarks {
  var straight = 0
  private var high = 0
  private var low = 0
  private var angled = 0

  var areClosed: Bool { straight % 2 == 0 && high == 0 && low == 0 && angled == 0 }

  /// Counts a curly mark by its third byte; false where it closes what was never opened.
  mutating func count(curly byte: UInt8) -> Bool {
    switch byte {
    case 0x9E: low += 1  // „
    case 0x9C where low > 0: low -= 1  // “ closes „ in German
    case 0x9C: high += 1
    case 0x9D where high > 0: high -= 1
    case 0x9D where low > 0: low -= 1  // ” closes „ in Polish
    case 0x9D: return false
    default: break
    }
    return true
  }

  /// Counts « and » by the second byte. Some languages open with », so only the sum must be even.
  mutating func count(angled byte: UInt8) {
    if byte == 0xAB { angled += 1 }
    if byte == 0xBB { angled -= 1 }
  }
}
