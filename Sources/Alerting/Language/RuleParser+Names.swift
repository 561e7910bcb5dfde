internal import Model

/// Names of actors, the longest that there is at a place.
extension RuleParser {
  /// A name of more words is no name, as far as the table of actors goes.
  static let nameWordsMax = 12

  mutating func parties(_ comparison: ConditionOperator) throws(ConditionError) -> [Party] {
    let isSet = comparison.takesList
    var parties = [try party(isSet: isSet)]
    while isSet, take([","]) { parties.append(try party(isSet: true)) }
    return parties
  }

  mutating func dyad() throws(ConditionError) -> TestSubject {
    let first = try party(isSet: false)
    if take(["->"]) { return .dyad(first, try party(isSet: false), isDirected: true) }
    guard take([","]) else { throw unexpected() }
    return .dyad(first, try party(isSet: false), isDirected: false)
  }

  /// A name, the longest that there is at this place: `Bosnia and Herzegovina and severity over 4` is read right.
  mutating func party(isSet: Bool) throws(ConditionError) -> Party {
    expect([.actorName, .word("unknown"), .word("nobody")])
    if current.kind == .quoted {
      let party = try party(named: current.text, at: current.span, isSet: isSet)
      if let note = names.note(current.text) { notes.append(note) }
      advance()
      return party
    }
    guard current.kind == .word else { throw unexpected() }
    let words = wordsAhead(max: Self.nameWordsMax)
    for count in stride(from: words.count, through: 1, by: -1) {
      let written = words.prefix(count).map(\.text).joined(separator: " ")
      if let party = resolve(written, isSet: isSet) {
        if let note = names.note(written) { notes.append(note) }
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
  func wordsAhead(max count: Int) -> [ConditionToken] {
    Array((0..<count).lazy.map { token(ahead: $0) }.prefix { $0.kind == .word })
  }

  /// Of words that are no name, those that were meant as one: up to what goes on with the rule.
  func nameAhead(_ words: [ConditionToken]) -> ArraySlice<ConditionToken> {
    let next = words.dropFirst().firstIndex { word in
      ["and", "or", "not"].contains(word.text.lowercased())
        || RuleClause.allCases.contains { word.isWord($0.spelling[0]) }
    }
    return words[..<(next ?? words.count)]
  }
}
