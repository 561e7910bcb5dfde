internal import Model
internal import Patterns

/// Values of tests, each by the kind of its field.
extension RuleParser {
  mutating func subject(
    _ field: ConditionField,
    _ comparison: ConditionOperator
  ) throws(ConditionError) -> TestSubject {
    switch field.kind {
    case .number:
      let number = try known(NumberField(rawValue: field.rawValue))
      return .number(number, comparison.relation, try self.number(of: field.rawValue, number.range))
    case .duration:
      let duration = try known(DurationField(rawValue: field.rawValue))
      return .duration(duration, comparison.relation, seconds: try durationSeconds())
    case .day:
      return .moment(try known(MomentField(rawValue: field.rawValue)), comparison.dayRelation, try day())
    case .code:
      return .code(try list(comparison, as: field) { $0.kind == .word ? EventCode(rawValue: $0.text) : nil })
    case .category:
      return .category(try list(comparison, as: field) { EventCategory(rawValue: $0.text.uppercased()) })
    case .status:
      return .status(try list(comparison, as: field) { EventStatus(rawValue: $0.text.lowercased()) })
    case .genre:
      return .genre(try list(comparison, as: field) { ArticleGenre(rawValue: $0.text.lowercased()) })
    case .domain:
      return .domain(try list(comparison, as: field) { ArticleDomain(rawValue: $0.text.lowercased()) })
    case .party:
      let parties = try parties(comparison)
      return SideField(rawValue: field.rawValue).map { .side($0, parties) } ?? .place(parties)
    case .dyad: return try dyad()
    case .name: return .name(try known(NameField(rawValue: field.rawValue)), try nameList(field, comparison))
    case .words:
      let part = try known(TextField(rawValue: field.rawValue))
      if comparison == .matches || comparison == .notMatches { return .pattern(part, try pattern()) }
      return .words(part, try phrases(isList: true))
    }
  }

  /// The field's own kind; each field of that kind has one of the same name.
  private func known<Field>(_ field: Field?) throws(ConditionError) -> Field {
    guard let field else { throw unexpected() }
    return field
  }

  // MARK: Numbers and days

  mutating func number(
    of name: String,
    _ range: ClosedRange<Double>
  ) throws(ConditionError) -> Double {
    let bounds = "a number from \(NumberWords.of(range.lowerBound)) to \(NumberWords.of(range.upperBound))"
    expect([.description(bounds)])
    guard current.kind != .end else { throw unexpected() }
    guard let value = Double(current.text), current.kind == .word, value.isFinite else {
      throw ConditionError(.notANumber(of: name, found: current.text), at: current.span, expected: expected)
    }
    guard range.contains(value) else {
      throw ConditionError(
        .numberOutOfRange(of: name, range, found: current.text),
        at: current.span,
        expected: expected
      )
    }
    advance()
    return value
  }

  mutating func wholeNumber(of name: String, _ range: ClosedRange<Int>) throws(ConditionError) -> Int {
    let start = current
    let value = try number(of: name, Double(range.lowerBound)...Double(range.upperBound))
    guard value == value.rounded() else {
      throw ConditionError(
        .notANumber(of: name, found: start.text),
        at: start.span,
        expected: [.description("a whole number")]
      )
    }
    return Int(value)
  }

  private mutating func day() throws(ConditionError) -> CalendarDay {
    expect([.description("a day such as 2026-11-01")])
    guard current.kind != .end else { throw unexpected() }
    guard current.text.utf8.count == 10, let day = CalendarDay(current.text) else {
      throw ConditionError(.notADay(found: current.text), at: current.span, expected: expected)
    }
    advance()
    return day
  }

  // MARK: Patterns

  private mutating func pattern() throws(ConditionError) -> Pattern {
    expect([.description("a pattern such as /expel(s|led)/")])
    guard current.kind == .pattern else { throw unexpected() }
    guard current.flags.isEmpty || current.flags == "i" else {
      let start = current.span.upperBound - current.flags.utf8.count
      throw ConditionError(
        .unknownFlag(current.flags),
        at: start..<current.span.upperBound,
        expected: [.description("i, for letters of either case")]
      )
    }
    do throws(PatternError) {
      let pattern = try Pattern(current.text, isCaseInsensitive: current.flags == "i")
      advance()
      return pattern
    } catch {
      // The opening slash stands before the pattern.
      let place = min(current.span.lowerBound + 1 + error.offset, current.span.upperBound - 1)
      throw ConditionError(.notAPattern(message: error.message), at: place..<(place + 1))
    }
  }

  // MARK: Lists

  /// One value, or several behind `in`.
  private mutating func list<Value>(
    _ comparison: ConditionOperator,
    as field: ConditionField,
    _ value: (ConditionToken) -> Value?
  ) throws(ConditionError) -> [Value] {
    var values: [Value] = []
    repeat {
      expect(Self.values(of: field))
      guard current.kind == .word || current.kind == .quoted else { throw unexpected() }
      guard let value = value(current) else {
        throw ConditionError(.unknownValue(field, found: current.text), at: current.span, expected: expected)
      }
      values.append(value)
      advance()
    } while comparison.takesList && take([","])
    return values
  }

  /// The words that a field's values can be.
  static func values(of field: ConditionField) -> [ConditionError.Expectation] {
    switch field.kind {
    case .status: EventStatus.allCases.map { .word($0.rawValue) }
    case .genre: ArticleGenre.allCases.map { .word($0.rawValue) }
    case .domain: ArticleDomain.allCases.map { .word($0.rawValue) }
    case .category: EventCategory.allCases.map { .word($0.rawValue.lowercased()) }
    case .code: [.description("a CAMEO code such as 16 or 161")]
    case .name: [.description("a language tag such as en or pt-br")]
    default: []
    }
  }

  // MARK: Words

  /// Quoted texts, or bare words up to what goes on with the rule.
  private mutating func phrases(isList: Bool) throws(ConditionError) -> [String] {
    var phrases: [String] = []
    repeat {
      expect([.description("words, in quotes where there are several")])
      let phrase: (text: String, count: Int)
      switch current.kind {
      case .quoted: phrase = (current.text, 1)
      case .word:
        let words = nameAhead(wordsAhead(max: Self.nameWordsMax))
        phrase = (words.map(\.text).joined(separator: " "), words.count)
      case .symbol, .pattern, .end: throw unexpected()
      }
      guard phrase.text.contains(where: { $0.isLetter || $0.isNumber }) else { throw unexpected() }
      phrases.append(phrase.text)
      advance(by: phrase.count)
    } while isList && take([","])
    return phrases
  }

  /// Names that no table lists: of outlets, languages, rules.
  private mutating func nameList(
    _ field: ConditionField,
    _ comparison: ConditionOperator
  ) throws(ConditionError) -> [String] {
    guard field == .language else { return try phrases(isList: comparison.takesList) }
    return try list(comparison, as: field) { token in
      let tag = token.text.lowercased()
      let isTag = tag.split(separator: "-", omittingEmptySubsequences: false).enumerated().allSatisfy {
        part in
        (part.offset == 0 ? 2...3 : 1...8).contains(part.element.utf8.count)
          && part.element.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
      }
      return isTag ? tag : nil
    }
  }
}

extension ConditionOperator {
  fileprivate var dayRelation: DayRelation {
    switch self {
    case .before: .before
    case .after: .after
    default: .equal
    }
  }
}

/// Numbers as they are written: without a fraction where they have none.
package enum NumberWords {
  /// Such as `2` or `2.5`: the shortest digits that read back as the same number.
  package static func of(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }
}
