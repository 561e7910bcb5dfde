internal import Model

/// Values of tests, each by the kind of its field.
extension RuleParser {
  /// A name of more words is no name, as far as the table of actors goes.
  private static let nameWordsMax = 12

  mutating func subject(
    _ field: ConditionField,
    _ comparison: ConditionOperator
  ) throws(ConditionError) -> TestSubject {
    switch field.kind {
    case .number: return try number(field, comparison)
    case .code:
      return .code(try list(comparison, as: field) { $0.kind == .word ? EventCode(rawValue: $0.text) : nil })
    case .category:
      return .category(try list(comparison, as: field) { EventCategory(rawValue: $0.text.uppercased()) })
    case .status:
      return .status(try list(comparison, as: field) { EventStatus(rawValue: $0.text.lowercased()) })
    case .party: return .side(try known(SideField(rawValue: field.rawValue)), try parties(comparison))
    case .dyad: return try dyad()
    case .outlet: return .source(try phrases(isList: comparison == .isIn || comparison == .notIn))
    case .words: return .words(try known(TextField(rawValue: field.rawValue)), try phrases(isList: true))
    }
  }

  /// The field's own kind; each field of that kind has one of the same name.
  private func known<Field>(_ field: Field?) throws(ConditionError) -> Field {
    guard let field else { throw unexpected() }
    return field
  }

  private mutating func number(
    _ field: ConditionField,
    _ comparison: ConditionOperator
  ) throws(ConditionError) -> TestSubject {
    let number = try known(NumberField(rawValue: field.rawValue))
    let relation: Relation =
      switch comparison {
      case .atLeast: .atLeast
      case .atMost: .atMost
      case .over: .over
      case .under: .under
      default: .equal
      }
    let bounds = "a number from \(Int(number.range.lowerBound)) to \(Int(number.range.upperBound))"
    expect([.description(bounds)])
    guard current.kind != .end else { throw unexpected() }
    guard let value = Double(current.text), current.kind == .word, value.isFinite else {
      throw ConditionError(.notANumber(field, found: current.text), at: current.span, expected: expected)
    }
    guard number.range.contains(value) else {
      throw ConditionError(
        .numberOutOfRange(number, found: current.text),
        at: current.span,
        expected: expected
      )
    }
    advance()
    return .number(number, relation, value)
  }

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
    } while (comparison == .isIn || comparison == .notIn) && take([","])
    return values
  }

  /// The words that a field's values can be.
  static func values(of field: ConditionField) -> [ConditionError.Expectation] {
    switch field.kind {
    case .status: EventStatus.allCases.map { .word($0.rawValue) }
    case .category: EventCategory.allCases.map { .word($0.rawValue.lowercased()) }
    case .code: [.description("a CAMEO code such as 16 or 161")]
    default: []
    }
  }

  // MARK: Actors

  private mutating func parties(_ comparison: ConditionOperator) throws(ConditionError) -> [Party] {
    let isSet = comparison == .isIn || comparison == .notIn
    var parties = [try party(isSet: isSet)]
    while isSet, take([","]) { parties.append(try party(isSet: true)) }
    return parties
  }

  private mutating func dyad() throws(ConditionError) -> TestSubject {
    let first = try party(isSet: false)
    if take(["->"]) { return .dyad(first, try party(isSet: false), isDirected: true) }
    guard take([","]) else { throw unexpected() }
    return .dyad(first, try party(isSet: false), isDirected: false)
  }

  /// A name, the longest that there is at this place: `Bosnia and Herzegovina and severity over 4` is read right.
  private mutating func party(isSet: Bool) throws(ConditionError) -> Party {
    expect([.actorName, .word("unknown"), .word("nobody")])
    if current.kind == .quoted {
      let party = try party(named: current.text, at: current.span, isSet: isSet)
      advance()
      return party
    }
    guard current.kind == .word else { throw unexpected() }
    let words = wordsAhead(max: Self.nameWordsMax)
    for count in stride(from: words.count, through: 1, by: -1) {
      let written = words.prefix(count).map(\.text).joined(separator: " ")
      if let party = resolve(written, isSet: isSet) {
        advance(by: count)
        return party
      }
    }
    let name = nameAhead(words)
    return try party(
      named: name.map(\.text).joined(separator: " "),
      at: current.span.lowerBound..<(name.last?.span.upperBound ?? current.span.upperBound),
      isSet: isSet
    )
  }

  private func party(named name: String, at span: Range<Int>, isSet: Bool) throws(ConditionError) -> Party {
    if let party = resolve(name, isSet: isSet) { return party }
    if isSet, let base = Self.withoutMembers(name), let actor = names.canonical(base) {
      throw ConditionError(.hasNoMembers(actor), at: span)
    }
    let bare = Self.withoutMembers(name) ?? name
    throw ConditionError(
      .unknownActor(bare),
      at: span,
      expected: expected,
      suggestions: names.suggestions(bare)
    )
  }

  /// Whom a name means; nil where nobody has it.
  private func resolve(_ name: String, isSet: Bool) -> Party? {
    switch name.lowercased() {
    case "unknown": return .unknown
    case "nobody": return .nobody
    default: break
    }
    if isSet, let base = Self.withoutMembers(name) {
      guard let actor = names.canonical(base) else { return nil }
      let members = names.members(actor)
      return members.isEmpty ? nil : .member(of: actor, members: members)
    }
    guard let actor = names.canonical(name) else { return nil }
    let members = isSet ? names.members(actor) : []
    return members.isEmpty ? .actor(actor) : .groupOrMember(actor, members: members)
  }

  private static func withoutMembers(_ name: String) -> String? {
    name.lowercased().hasSuffix(".members") ? String(name.dropLast(".members".count)) : nil
  }

  /// The words from here on, up to a symbol, a quoted text or the end.
  private func wordsAhead(max count: Int) -> [ConditionToken] {
    Array((0..<count).lazy.map { token(ahead: $0) }.prefix { $0.kind == .word })
  }

  /// Of words that are no name, those that were meant as one: up to what goes on with the rule.
  private func nameAhead(_ words: [ConditionToken]) -> ArraySlice<ConditionToken> {
    let next = words.dropFirst().firstIndex { word in
      ["and", "or", "not"].contains(word.text.lowercased())
        || RuleClause.allCases.contains { word.isWord($0.rawValue) }
    }
    return words[..<(next ?? words.count)]
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
      case .symbol, .end: throw unexpected()
      }
      guard phrase.text.contains(where: { $0.isLetter || $0.isNumber }) else { throw unexpected() }
      phrases.append(phrase.text)
      advance(by: phrase.count)
    } while isList && take([","])
    return phrases
  }

  // MARK: Durations

  /// `3d`, `12h`, `90 minutes`, or `any`.
  mutating func freshness() throws(ConditionError) -> Freshness {
    expect([.description("a duration such as 3d, 12h or 30m"), .word("any")])
    guard current.kind == .word else { throw unexpected() }
    if current.isWord("any") {
      advance()
      return .any
    }
    let digits = current.text.prefix { $0.isASCII && $0.isNumber }
    let isSplit = digits.count == current.text.count && token(ahead: 1).kind == .word
    let unit = isSplit ? token(ahead: 1).text : String(current.text.dropFirst(digits.count))
    let last = isSplit ? token(ahead: 1) : current
    let span = current.span.lowerBound..<last.span.upperBound
    let written = isSplit ? "\(digits) \(unit)" : current.text
    guard let count = Int(digits), let unitSeconds = Self.unitSeconds(unit) else {
      throw ConditionError(.notADuration(written), at: span, expected: expected)
    }
    guard count > 0, count <= Freshness.secondsMax / unitSeconds else {
      throw ConditionError(.durationOutOfRange(written), at: span, expected: expected)
    }
    advance(by: isSplit ? 2 : 1)
    return .seconds(count * unitSeconds)
  }

  private static func unitSeconds(_ unit: String) -> Int? {
    switch unit.lowercased() {
    case "m", "min", "minute", "minutes": 60
    case "h", "hour", "hours": 3_600
    case "d", "day", "days": 86_400
    case "w", "week", "weeks": 7 * 86_400
    default: nil
    }
  }
}
