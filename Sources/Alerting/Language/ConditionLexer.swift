/// A word, a quoted text or a symbol of a rule's text.
struct ConditionToken: Hashable {
  enum Kind: Hashable {
    case word
    /// Between straight or curly double quotes; `text` is without them.
    case quoted
    /// Between slashes; `text` is without them, `flags` stand behind the second one.
    case pattern
    case symbol
    case end
  }

  var kind: Kind
  var text: String
  /// In small letters.
  let folded: String
  var flags = ""
  /// UTF-8 byte offsets, quotes included.
  var span: Range<Int>

  init(kind: Kind, text: String, flags: String = "", span: Range<Int>) {
    self.kind = kind
    self.text = text
    folded = text.lowercased()
    self.flags = flags
    self.span = span
  }

  /// True for this word, letters of either case.
  func isWord(_ word: String) -> Bool { kind == .word && folded == word }
}

/// Parts a rule's text into tokens.
enum ConditionLexer {
  /// A condition is typed by a person; a longer text is a mistake, and cost is bounded by it.
  static let bytesMax = 16_384

  private static let symbols = [">=", "<=", "!=", "->", ">", "<", "=", ",", "(", ")"]
  private static let closingQuotes: [Character: Character] = ["\"": "\"", "“": "”", "„": "“", "«": "»"]

  /// The tokens, and one for the end.
  ///
  /// - Throws: `ConditionError` for an open quote, a character that no rule holds, or too long a text.
  static func tokens(of text: String) throws(ConditionError) -> [ConditionToken] {
    guard text.utf8.count <= bytesMax else {
      throw ConditionError(.tooLong(bytesMax: bytesMax), at: bytesMax..<text.utf8.count)
    }
    var tokens: [ConditionToken] = []
    var index = text.startIndex
    while index < text.endIndex {
      if text[index].isWhitespace {
        index = text.index(after: index)
      } else {
        let isPattern = text[index] == "/" && tokens.last?.isWord("matches") ?? false
        let (token, end) = try isPattern ? pattern(in: text, at: index) : token(in: text, at: index)
        tokens.append(token)
        index = end
      }
    }
    return tokens + [ConditionToken(kind: .end, text: "", span: text.utf8.count..<text.utf8.count)]
  }

  private static func token(
    in text: String,
    at start: String.Index
  ) throws(ConditionError) -> (ConditionToken, end: String.Index) {
    if let closing = closingQuotes[text[start]] {
      return try quoted(in: text, at: start, closing: closing)
    }
    if let symbol = symbols.first(where: { text[start...].hasPrefix($0) }), !startsNumber(text[start...]) {
      let end = text.index(start, offsetBy: symbol.count)
      return (ConditionToken(kind: .symbol, text: symbol, span: span(text, start, end)), end)
    }
    var end = start
    while end < text.endIndex, isWordCharacter(text, at: end) { end = text.index(after: end) }
    guard end > start else {
      let next = text.index(after: start)
      throw ConditionError(.strayCharacter(String(text[start])), at: span(text, start, next))
    }
    return (ConditionToken(kind: .word, text: String(text[start..<end]), span: span(text, start, end)), end)
  }

  private static func quoted(
    in text: String,
    at start: String.Index,
    closing: Character
  ) throws(ConditionError) -> (ConditionToken, end: String.Index) {
    let inside = text.index(after: start)
    guard let close = text[inside...].firstIndex(of: closing) else {
      throw ConditionError(
        .quoteNotClosed,
        at: span(text, start, text.endIndex),
        expected: [.description("a closing \(closing)")]
      )
    }
    let end = text.index(after: close)
    return (
      ConditionToken(kind: .quoted, text: String(text[inside..<close]), span: span(text, start, end)), end
    )
  }

  /// Behind `matches`: up to the next slash that no backslash takes, and the letters behind it.
  private static func pattern(
    in text: String,
    at start: String.Index
  ) throws(ConditionError) -> (ConditionToken, end: String.Index) {
    var index = text.index(after: start)
    let inside = index
    while index < text.endIndex, text[index] != "/", !text[index].isNewline {
      let isEscape = text[index] == "\\"
      index = text.index(after: index)
      if isEscape, index < text.endIndex { index = text.index(after: index) }
    }
    guard index < text.endIndex, text[index] == "/" else {
      throw ConditionError(
        .patternNotClosed,
        at: span(text, start, index),
        expected: [.description("a closing /")]
      )
    }
    let source = String(text[inside..<index])
    let flagStart = text.index(after: index)
    let end = text[flagStart...].firstIndex { !$0.isLetter } ?? text.endIndex
    let flags = String(text[flagStart..<end])
    return (
      ConditionToken(kind: .pattern, text: source, flags: flags, span: span(text, start, end)), end
    )
  }

  /// Letters and digits of any script, and what names and domains hold: `U.S.`, `Côte d'Ivoire`, `Al-Shabaab`.
  private static func isWordCharacter(_ text: String, at index: String.Index) -> Bool {
    let character = text[index]
    if character == "-" { return !text[index...].hasPrefix("->") }
    return character.isLetter || character.isNumber || ".'’_/:+&%".contains(character)
  }

  /// A minus before a digit belongs to a number.
  private static func startsNumber(_ text: Substring) -> Bool {
    text.hasPrefix("-") && text.dropFirst().first?.isNumber == true
  }

  private static func span(_ text: String, _ start: String.Index, _ end: String.Index) -> Range<Int> {
    text.utf8.distance(from: text.startIndex, to: start)..<text.utf8.distance(from: text.startIndex, to: end)
  }
}
