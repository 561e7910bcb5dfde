internal import Model

/// Reads a rule by recursive descent: or over and over not, then clauses.
///
/// At each place it notes what could stand there. An error shows that, and completion offers it.
struct RuleParser {
  /// Parentheses and `not` within one another: more than a person reads, few enough for the stack.
  static let levelsMax = 64

  let names: ActorNames
  private let tokens: [ConditionToken]
  private var position = 0
  private var level = 0
  /// What could stand at `position`, as far as it was looked for.
  private(set) var expected: [ConditionError.Expectation] = []

  init(_ text: String, names: ActorNames) throws(ConditionError) {
    self.names = names
    tokens = try ConditionLexer.tokens(of: text)
  }

  var current: ConditionToken { tokens[position] }

  func token(ahead count: Int) -> ConditionToken { tokens[min(position + count, tokens.count - 1)] }

  mutating func advance(by count: Int = 1) {
    position = min(position + count, tokens.count - 1)
    expected = []
  }

  mutating func expect(_ expectations: [ConditionError.Expectation]) { expected += expectations }

  /// Steps over words or symbols that follow one another; notes the first of them where they do not.
  mutating func take(_ spelling: [String]) -> Bool {
    let isThere = spelling.enumerated().allSatisfy { offset, part in
      let token = token(ahead: offset)
      return token.isWord(part) || (token.kind == .symbol && token.text == part)
    }
    if isThere { advance(by: spelling.count) } else { expect([.word(spelling[0])]) }
    return isThere
  }

  func unexpected() -> ConditionError {
    ConditionError(.unexpected(found: current.text), at: current.span, expected: expected)
  }

  // MARK: Rules

  mutating func rule() throws(ConditionError) -> RuleText {
    guard current.kind != .end else {
      expect(Self.starts)
      throw ConditionError(.empty, at: current.span, expected: expected)
    }
    var rule = RuleText(condition: try anyOf())
    var seen = Set<RuleClause>()
    while current.kind != .end {
      try clause(into: &rule, seen: &seen)
    }
    expect(RuleClause.allCases.filter { !seen.contains($0) }.map { .word($0.rawValue) })
    return rule
  }

  private mutating func clause(into rule: inout RuleText, seen: inout Set<RuleClause>) throws(ConditionError)
  {
    let start = current
    guard let clause = RuleClause.allCases.first(where: { start.isWord($0.rawValue) }) else {
      expect(RuleClause.allCases.filter { !seen.contains($0) }.map { .word($0.rawValue) })
      throw unexpected()
    }
    guard seen.insert(clause).inserted else { throw ConditionError(.clauseTwice(clause), at: start.span) }
    advance()
    switch clause {
    case .fresh: rule.writtenFreshness = try freshness()
    case .notify: rule.endpoints = try endpoints()
    }
  }

  private mutating func endpoints() throws(ConditionError) -> [String] {
    var endpoints: [String] = []
    repeat {
      guard current.kind == .word || current.kind == .quoted else {
        expect([.endpointName])
        throw unexpected()
      }
      guard !endpoints.contains(where: { $0.lowercased() == current.text.lowercased() }) else {
        throw ConditionError(.endpointTwice(current.text), at: current.span)
      }
      endpoints.append(current.text)
      advance()
    } while take([","])
    return endpoints
  }

  // MARK: Conditions

  private mutating func anyOf() throws(ConditionError) -> Condition {
    var parts = [try allOf()]
    while take(["or"]) { parts.append(try allOf()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func allOf() throws(ConditionError) -> Condition {
    var parts = [try notOrTest()]
    while take(["and"]) { parts.append(try notOrTest()) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func notOrTest() throws(ConditionError) -> Condition {
    guard level < Self.levelsMax else {
      throw ConditionError(.tooDeep(levelsMax: Self.levelsMax), at: current.span)
    }
    level += 1
    defer { level -= 1 }
    if current.isWord("not") {
      advance()
      return .not(try notOrTest())
    }
    if current.kind == .symbol, current.text == "(" {
      advance()
      let inner = try anyOf()
      guard take([")"]) else { throw unexpected() }
      return inner
    }
    return .test(try test())
  }

  private mutating func test() throws(ConditionError) -> ConditionTest {
    let start = current
    guard let field = ConditionField.allCases.first(where: { start.isWord($0.rawValue) }) else {
      expect(Self.starts)
      throw start.kind == .word
        ? ConditionError(.unknownField(start.text), at: start.span, expected: expected) : unexpected()
    }
    advance()
    let comparison = try comparison(of: field)
    return ConditionTest(try subject(field, comparison), isNegated: comparison.isNegation)
  }

  /// The operator, by its longest spelling that stands there.
  private mutating func comparison(of field: ConditionField) throws(ConditionError) -> ConditionOperator {
    let written = ConditionOperator.allCases.flatMap { op in op.spellings.map { (op: op, spelling: $0) } }
      .filter { candidate in
        candidate.spelling.enumerated().allSatisfy { offset, part in
          let token = token(ahead: offset)
          return token.isWord(part) || (token.kind == .symbol && token.text == part)
        }
      }.max { $0.spelling.count < $1.spelling.count }
    let fitting = field.operators.map { ConditionError.Expectation.word($0.rawValue) }
    guard let written else {
      expect(fitting)
      throw unexpected()
    }
    guard field.operators.contains(written.op) else {
      let span = current.span.lowerBound..<token(ahead: written.spelling.count - 1).span.upperBound
      let found = written.spelling.joined(separator: " ")
      throw ConditionError(.operatorDoesNotFit(field, found: found), at: span, expected: fitting)
    }
    advance(by: written.spelling.count)
    return written.op
  }

  /// What a condition can begin with.
  private static let starts =
    ConditionField.allCases.map { ConditionError.Expectation.word($0.rawValue) } + [.word("not"), .word("(")]
}
