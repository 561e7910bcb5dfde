import Model

/// Finds dates and times among the numbers and words of a short text.
struct TimestampScanner {
  enum Token: Equatable {
    case number(value: Int, digits: Int)
    /// In lower case; whether it was written in capitals of ASCII alone.
    case word(String, isCapitals: Bool)
    case mark(Character)
  }

  /// A date with what the words before it say.
  struct Found {
    var timestamp: Timestamp
    /// What the nearest such word before it, behind any date before, says that it is the date of.
    var meaning: DateMeaning?
  }

  private(set) var tokens: [Token] = []
  let style: DateStyle
  /// A date stands within so many characters, or the text is none.
  private static let lengthMax = 160

  init(_ text: String, style: DateStyle) {
    self.style = style
    tokens = Self.tokens(of: String(text.prefix(Self.lengthMax)))
  }

  /// Digits of any script count as numbers; marks and letters of one word stay together.
  private static func tokens(of text: String) -> [Token] {
    var tokens: [Token] = []
    var rest = text[...]
    while let first = rest.first {
      if first.decimalDigit != nil {
        let digits = rest.prefix { $0.decimalDigit != nil }
        // Longer than any number of a date, so that no number overflows.
        let value = digits.prefix(15).reduce(0) { $0 * 10 + ($1.decimalDigit ?? 0) }
        tokens.append(.number(value: value, digits: digits.count))
        rest = rest[digits.endIndex...]
      } else if first.isLetter {
        let word = rest.prefix { $0.isLetter }
        let isCapitals = word.allSatisfy { $0.isASCII && $0.isUppercase }
        tokens.append(.word(word.lowercased(), isCapitals: isCapitals))
        rest = rest[word.endIndex...]
      } else {
        if !first.isWhitespace { tokens.append(.mark(first)) }
        rest = rest.dropFirst()
      }
    }
    return tokens
  }

  /// The dates of the text in their order, each with the time that follows it; null dates left out.
  func dates() -> [Found] {
    if tokens.count == 1, case .number(let value, let digits)? = tokens.first, digits >= 9 {
      return Self.sinceEpoch(value, digits: digits).map { [Found(timestamp: $0, meaning: nil)] } ?? []
    }
    var found: [Found] = []
    var meaning: DateMeaning?
    var index = 0
    while index < tokens.count {
      if let said = meaningOfWord(at: index) { meaning = said }
      guard let (day, next) = numericDay(at: index) ?? eraDay(at: index) ?? writtenDay(at: index) else {
        index += 1
        continue
      }
      let time = time(from: next, on: day) ?? timeBetween(index, next, on: day)
      let timestamp = Timestamp(day: day, second: time?.second, offset: time?.offset)
      if !timestamp.isNull {
        found.append(Found(timestamp: timestamp, meaning: meaning))
        meaning = nil
      }
      index = max(next, index + 1)
    }
    return found
  }

  /// What a text says of a date that stands elsewhere, by its last word of that kind.
  func lastMeaning() -> DateMeaning? {
    tokens.indices.reversed().lazy.compactMap { meaningOfWord(at: $0) }.first
  }

  private func meaningOfWord(at index: Int) -> DateMeaning? {
    guard let word = word(index) else { return nil }
    return self.word(index + 1).flatMap { DateWords.shared.meaning(word + $0) }
      ?? DateWords.shared.meaning(word)
  }

  private static func sinceEpoch(_ value: Int, digits: Int) -> Timestamp? {
    let seconds = digits >= 13 ? value / 1000 : value
    guard digits == 10 || digits == 13 else { return nil }
    return Timestamp(day: CalendarDay(daysSinceEpoch: seconds / 86_400), second: seconds % 86_400, offset: 0)
  }

  func number(_ index: Int) -> (value: Int, digits: Int)? {
    guard tokens.indices.contains(index), case .number(let value, let digits) = tokens[index] else {
      return nil
    }
    return (value, digits)
  }

  func word(_ index: Int) -> String? {
    guard tokens.indices.contains(index), case .word(let word, _) = tokens[index] else { return nil }
    return word
  }

  func isMark(_ index: Int, _ marks: String) -> Bool {
    guard tokens.indices.contains(index), case .mark(let mark) = tokens[index] else { return false }
    return marks.contains(mark)
  }
}

extension Character {
  /// 0 to 9 for a digit of any script; nil for anything else.
  fileprivate var decimalDigit: Int? {
    guard let scalar = unicodeScalars.first, scalar.properties.generalCategory == .decimalNumber else {
      return nil
    }
    return wholeNumberValue
  }
}
