internal import Model

/// What is taken out of foreign words before a person sees them.
///
/// A terminal obeys control characters and escape sequences (ECMA-48), a reader is deceived by text that runs
/// backwards (Boucher and Anderson, "Trojan Source", 2021) or by marks that cannot be seen (Unicode Technical
/// Report 36). Tables and line counts are spoilt by piled-up combining marks.
enum Sanitizer {
  /// Combining marks on one base: enough for pointed Hebrew and Vietnamese, too few to climb over other lines.
  static let combiningMarksMax = 4
  /// How far the end of a control string (ECMA-48 OSC, DCS, ...) is looked for. Real ones are titles and links; without
  /// an end in sight only its introducer is dropped, so that nobody can hide the rest of a text with two bytes.
  static let controlStringScalarsMax = 2_048

  /// Foreign words as one safe line.
  ///
  /// Escape sequences are dropped whole; newlines, tabs and their relatives become one space; other controls, bidi
  /// controls and invisible characters vanish; a run of replacement characters is shown as one.
  ///
  /// - Complexity: linear in the length of the text.
  static func line(_ foreign: String) -> String {
    guard !isPlainASCII(foreign) else { return foreign }
    let scalars = Array(foreign.unicodeScalars)
    var safe = String.UnicodeScalarView()
    var marks = 0
    var index = 0
    while index < scalars.count {
      if let end = endOfEscapeSequence(in: scalars, from: index) {
        index = end
        continue
      }
      let scalar = scalars[index]
      switch treatment(
        of: scalar,
        after: safe.last,
        before: index + 1 < scalars.count ? scalars[index + 1] : nil
      ) {
      case .keep:
        marks = isCombining(scalar) ? marks + 1 : 0
        if marks <= combiningMarksMax { safe.append(scalar) }
      case .space:
        if safe.last != " " { safe.append(" ") }
        marks = 0
      case .drop: break
      }
      index += 1
    }
    return String(safe)
  }

  /// JSON in which every scalar that `line` would not keep is written as an escape, so that the value stays the same.
  static func json(_ encoded: String) -> String {
    var safe = String.UnicodeScalarView()
    for scalar in encoded.unicodeScalars {
      if scalar == "\n" || (treatment(of: scalar, after: "\u{600}", before: "\u{600}") == .keep) {
        safe.append(scalar)
      } else {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16, uppercase: true)
          safe.append(
            contentsOf: ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).unicodeScalars
          )
        }
      }
    }
    return String(safe)
  }

  private enum Treatment { case keep, space, drop }

  private static func isPlainASCII(_ text: String) -> Bool {
    text.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
  }

  private static func treatment(
    of scalar: Unicode.Scalar,
    after previous: Unicode.Scalar?,
    before next: Unicode.Scalar?
  ) -> Treatment {
    switch scalar.value {
    case 0x20..<0x7F: return .keep
    case 0x09...0x0D, 0x85, 0x2028, 0x2029: return .space
    case 0x00..<0x20, 0x7F..<0xA0: return .drop
    case 0xFFFD: return previous == scalar ? .drop : .keep
    case 0x200C, 0x200D: return joins(previous, next) ? .keep : .drop
    // Letters and a pattern that look like nothing.
    case 0x3164, 0xFFA0, 0x115F, 0x1160, 0x2800: return .space
    // Tags and variation selectors: a hidden second text.
    case 0xE0000...0xE0FFF: return .drop
    default: return scalar.isInvisible ? .drop : .keep
    }
  }

  /// Joiners belong to scripts that join and to emoji; between letters of other scripts they only hide.
  private static func joins(_ previous: Unicode.Scalar?, _ next: Unicode.Scalar?) -> Bool {
    guard let previous, let next else { return false }
    return previous.value >= 0x590 && next.value >= 0x590
  }

  private static func isCombining(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x300 && [.nonspacingMark, .enclosingMark].contains(scalar.properties.generalCategory)
  }

  /// The index behind the escape sequence that starts at `start`; nil where none does.
  private static func endOfEscapeSequence(in scalars: [Unicode.Scalar], from start: Int) -> Int? {
    switch scalars[start].value {
    case 0x9B: return endOfControlSequence(in: scalars, from: start + 1)
    case 0x90, 0x98, 0x9D, 0x9E, 0x9F: return endOfControlString(in: scalars, from: start + 1)
    case 0x1B: break
    default: return nil
    }
    guard start + 1 < scalars.count else { return start + 1 }
    switch scalars[start + 1] {
    case "[": return endOfControlSequence(in: scalars, from: start + 2)
    case "]", "P", "X", "^", "_": return endOfControlString(in: scalars, from: start + 2)
    default: return endOfShortSequence(in: scalars, from: start + 1)
    }
  }

  /// `ESC [`, parameters 0x30 to 0x3F, intermediates 0x20 to 0x2F, one final 0x40 to 0x7E.
  private static func endOfControlSequence(in scalars: [Unicode.Scalar], from start: Int) -> Int {
    var index = start
    while index < scalars.count, (0x20...0x3F).contains(scalars[index].value) { index += 1 }
    let isFinal = index < scalars.count && (0x40...0x7E).contains(scalars[index].value)
    return isFinal ? index + 1 : start
  }

  /// Everything up to BEL or ST, on the same line.
  private static func endOfControlString(in scalars: [Unicode.Scalar], from start: Int) -> Int {
    for index in start..<min(scalars.count, start + controlStringScalarsMax) {
      switch scalars[index].value {
      case 0x07, 0x9C: return index + 1
      case 0x1B where index + 1 < scalars.count && scalars[index + 1] == "\\": return index + 2
      case 0x0A, 0x0D: return start
      default: continue
      }
    }
    return start
  }

  /// `ESC`, intermediates, one final 0x30 to 0x7E.
  private static func endOfShortSequence(in scalars: [Unicode.Scalar], from start: Int) -> Int {
    var index = start
    while index < scalars.count, (0x20...0x2F).contains(scalars[index].value) { index += 1 }
    let isFinal = index < scalars.count && (0x30...0x7E).contains(scalars[index].value)
    return isFinal ? index + 1 : start
  }
}
