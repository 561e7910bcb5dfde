/// What a run of tokens says together.
package enum SpanKind: String, Sendable {
  /// A day, month or year: "Monday", "Jan. 5, 2024", "2026-11-21", "yesterday".
  case date
  /// A time of day: "10:30", "6 p.m. GMT".
  case time
  /// A sum: "$5.2 billion", "300 million euros".
  case money
  /// "5%", "3.5 percent".
  case percentage
  /// Any other number: "1,200", "two million".
  case number
  /// A capitalised name: "Mark A. Milley", "United Nations", "van der Bellen" with its particles.
  case name
  /// What stands between quotation marks, with the marks.
  case quotation
}

/// A run of tokens of one kind.
package struct Span: Sendable, Hashable {
  /// What the tokens say together.
  package var kind: SpanKind
  /// Indices into `Document.tokens`.
  package var tokens: Range<Int>
}

extension Document {
  /// The dates, times, sums, numbers and names in a sentence, in their order; they do not overlap.
  ///
  /// - Complexity: linear in the number of tokens.
  package func spans(in sentence: Sentence) -> [Span] {
    let finder = SpanFinder(document: self, range: sentence.tokens)
    var spans: [Span] = []
    var at = sentence.tokens.lowerBound
    while at < sentence.tokens.upperBound {
      if let span = finder.span(at: at) {
        spans.append(span)
        at = span.tokens.upperBound
      } else {
        at += 1
      }
    }
    return spans
  }

  /// The quotations of the text, each within one paragraph; an unclosed one is none.
  ///
  /// - Complexity: linear in the number of tokens.
  package var quotations: [Span] {
    var quotations: [Span] = []
    var open: (index: Int, paragraph: Int)?
    for sentence in sentences {
      if let opened = open, opened.paragraph != sentence.paragraph { open = nil }
      for index in sentence.tokens where isQuotationMark(index) {
        if let opened = open {
          guard closesQuotation(index) else { continue }
          quotations.append(Span(kind: .quotation, tokens: opened.index..<index + 1))
          open = nil
        } else if opensQuotation(index) {
          open = (index, sentence.paragraph)
        }
      }
    }
    return quotations
  }

  /// Double quotation marks alone: a single one may be an apostrophe.
  private func isQuotationMark(_ index: Int) -> Bool {
    tokens[index].kind == .punctuation && Self.quotationMarks.contains(text(of: tokens[index]))
  }

  private static let quotationMarks: Set = ["\"", "“", "”", "„", "«", "»", "''", "``", "「", "」", "『", "』"]

  private func opensQuotation(_ index: Int) -> Bool {
    let mark = text(of: tokens[index])
    return tokens[index].spaceBefore || mark != "\"" && mark != "”" && mark != "''"
  }

  private func closesQuotation(_ index: Int) -> Bool {
    let goesOn = index + 1 < tokens.count && !tokens[index + 1].spaceBefore && tokens[index + 1].kind == .word
    return !(tokens[index].spaceBefore && goesOn)
  }
}

/// Reads spans from their first tokens, by the roles of words.
private struct SpanFinder {
  let document: Document
  let range: Range<Int>

  func span(at index: Int) -> Span? {
    readers.lazy.compactMap { kind, read in read(index).map { Span(kind: kind, tokens: index..<$0) } }.first
  }

  /// The kinds in the order in which they are tried; each reader returns the index after its span.
  private var readers: [(SpanKind, (Int) -> Int?)] {
    [
      (.money, money), (.percentage, percentage), (.time, time), (.date, date), (.number, number),
      (.name, name),
    ]
  }

  private func roles(_ index: Int) -> WordRoles {
    range.contains(index) ? document.roles[Int(document.tokens[index].term)] : []
  }

  private func isDigits(_ index: Int) -> Bool {
    range.contains(index) && document.tokens[index].kind == .number
  }

  private func text(_ index: Int) -> String {
    range.contains(index) ? document.vocabulary.text(of: document.tokens[index].term) : ""
  }

  private func money(_ index: Int) -> Int? {
    if roles(index).contains(.currency), isDigits(index + 1) { return number(index + 1) }
    guard let end = number(index), roles(end).contains(.currency) else { return nil }
    return end + 1
  }

  private func percentage(_ index: Int) -> Int? {
    guard let end = number(index), ["%", "percent", "pct", "prozent"].contains(text(end)) else { return nil }
    return end + 1
  }

  private func time(_ index: Int) -> Int? {
    guard isDigits(index) else { return nil }
    let meridiem = !roles(index + 1).isDisjoint(with: .final) && roles(index + 1).contains(.unit)
    guard meridiem || text(index).contains(":") || ["am", "pm"].contains(text(index + 1)) else { return nil }
    let end = meridiem || ["am", "pm"].contains(text(index + 1)) ? index + 2 : index + 1
    return roles(end).contains(.timeZone) ? end + 1 : end
  }

  private func date(_ index: Int) -> Int? {
    if roles(index).contains(.relativeDay) { return index + 1 }
    if isDigits(index), isWholeDate(text(index)) { return index + 1 }
    var at = index
    if isName(at, .weekday) {
      at += 1
      if text(at) == ",", let day = dayAndMonth(at + 1) { return day }
      return dayAndMonth(at) ?? at
    }
    return dayAndMonth(index) ?? year(index)
  }

  /// "5 January 2024", "Jan. 5, 2024", "January 2024", "January".
  private func dayAndMonth(_ index: Int) -> Int? {
    if isDay(index), isName(index + 1, .month) { return year(index + 2) ?? index + 2 }
    guard isName(index, .month) else { return nil }
    guard isDay(index + 1) else { return year(index + 1) ?? index + 1 }
    let afterComma = text(index + 2) == "," ? year(index + 3) : nil
    return afterComma ?? year(index + 2) ?? index + 2
  }

  /// A month or weekday by its capitalised name: "may" and "sat" are words too.
  private func isName(_ index: Int, _ role: WordRoles) -> Bool {
    guard range.contains(index) else { return false }
    let known = roles(index).contains(role) || role == .month && roles(index).contains(.calendar)
    return known && (document.tokens[index].letterCase != .lower || document.language != "en")
  }

  private func isDay(_ index: Int) -> Bool {
    isDigits(index) && text(index).prefix { $0.isNumber }.count <= 2
  }

  private func year(_ index: Int) -> Int? {
    guard isDigits(index), let year = Int(text(index)), (1_800...2_100).contains(year) else { return nil }
    return index + 1
  }

  private func isWholeDate(_ text: String) -> Bool {
    let parts = text.split { $0 == "-" || $0 == "/" || $0 == "." }
    return parts.count == 3 && parts.allSatisfy { $0.allSatisfy(\.isNumber) }
      && parts.contains { $0.count == 4 }
  }

  private func number(_ index: Int) -> Int? {
    guard isDigits(index) || roles(index).contains(.numeral) else { return nil }
    var end = index + 1
    while roles(end).contains(.scale) || roles(end).contains(.numeral) { end += 1 }
    return end
  }

  /// Capitalised words in a row. A single one at the sentence's start may be capitalised for its place alone, and is taken
  /// only where more than its first letter is a capital.
  private func name(_ index: Int) -> Int? {
    guard isNamePart(index), index > range.lowerBound || roles(index).isDisjoint(with: [.stop, .starter])
    else {
      return nil
    }
    var end = index + 1
    while true {
      var next = end
      while roles(next).contains(.particle), next - end < 3 { next += 1 }
      let hyphen = text(next) == "-" && !document.tokens[next].spaceBefore
      if hyphen { next += 1 }
      guard isNamePart(next) else { return end > index + 1 || isNameAlone(index) ? end : nil }
      end = next + 1
    }
  }

  private func isNameAlone(_ index: Int) -> Bool {
    index > range.lowerBound || document.tokens[index].letterCase != .capitalised
  }

  private func isNamePart(_ index: Int) -> Bool {
    guard range.contains(index), document.tokens[index].kind == .word else { return false }
    return document.tokens[index].letterCase != .lower && document.tokens[index].letterCase != .none
      && !(roles(index).contains(.stop) && document.tokens[index].range.count <= 3
        && index == range.lowerBound)
  }
}
