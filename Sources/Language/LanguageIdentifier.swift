import CLanguageIdentifier

/// Tells the language of a text by CLD2 (Sites, "Compact Language Detection 2"), with the page's own claim as a prior.
///
/// A wrong language costs more than an unknown one: it picks the wrong rules and stems. So what is short or mixed is
/// unknown, unless the claim agrees with the best guess.
package struct LanguageIdentifier: Sendable {
  /// CLD2 judges this much from a text's start; more changes no answer.
  package static let bytesJudgedMax = 64 << 10
  /// Below this many bytes of letters a guess alone is not believed: half of the guesses on five words are wrong.
  package static let bytesJudgedMin = 24
  /// A language must hold this share of the text.
  package static let percentMin = 60

  /// Makes an identifier, which holds nothing.
  package init() {}

  /// The language of a text, as a BCP 47 primary subtag.
  ///
  /// - Parameters:
  ///   - utf8: the text; invalid bytes are passed over.
  ///   - claimed: what the page says of itself (`en-GB`, `fr_FR`), if anything.
  /// - Returns: nil where the text is too short, too mixed or in no language that is known.
  /// - Complexity: linear in the text's length up to `bytesJudgedMax`.
  package func identify(_ utf8: [UInt8], claimed: String? = nil) -> String? {
    let claim = claimed.flatMap(Self.primarySubtag)
    let judged = Self.wholeCharacters(utf8)
    guard let guess = Self.guess(judged, claim) else { return nil }
    let code = Self.modernCode(String(cString: guess.code))
    guard code != "un" else { return nil }
    if code == claim { return code }
    let believed =
      guess.is_reliable && Int(guess.percent) >= Self.percentMin
      && Int(guess.text_bytes) >= Self.bytesJudgedMin
    return believed ? code : nil
  }

  private static func guess(_ text: [UInt8], _ claim: String?) -> LanguageGuess? {
    text.withUnsafeBytes { bytes in
      bytes.bindMemory(to: CChar.self).baseAddress.map { guess_language($0, Int32(bytes.count), claim) }
    }
  }

  /// The part that is judged, as valid UTF-8 without a cut character at its end: CLD2 gives up on one.
  private static func wholeCharacters(_ utf8: [UInt8]) -> [UInt8] {
    var end = min(utf8.count, bytesJudgedMax)
    if end < utf8.count { while end > 0, utf8[end] & 0xC0 == 0x80 { end -= 1 } }
    let text = String(decoding: utf8[..<end], as: UTF8.self)
    return Array(text.utf8)
  }

  /// `en` of `en-GB`, `EN_us` or ` en `; nil of what is no language tag.
  private static func primarySubtag(_ tag: String) -> String? {
    let subtag = tag.split { $0 == "-" || $0 == "_" || $0 == " " }.first.map { $0.lowercased() } ?? ""
    return (2...3).contains(subtag.utf8.count) && subtag.allSatisfy { $0.isASCII && $0.isLetter }
      ? modernCode(subtag) : nil
  }

  /// CLD2 keeps codes that ISO 639 has replaced, and writes some with a script.
  private static func modernCode(_ code: String) -> String {
    let primary = code.utf8.firstIndex(of: UInt8(ascii: "-")).map { String(code[..<$0]) } ?? code
    switch primary {
    case "iw": return "he"
    case "jw": return "jv"
    case "in": return "id"
    case "ji": return "yi"
    case "mo": return "ro"
    case "nb", "nn": return "no"
    default: return primary
    }
  }
}
