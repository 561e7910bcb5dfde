internal import Model

/// Reads a rule by recursive descent: or over and over not, then clauses.
///
/// At each place it notes what could stand there. An error shows that, and completion offers it.
struct RuleParser {
  /// Parentheses and `not` within one another: more than a person reads, few enough for the stack.
  static let levelsMax = 64

  let names: ActorNames
  /// True for the matcher of a silence, which may ask for the rule's name.
  var isMatcher = false
  private let tokens: [ConditionToken]
  private var position = 0
  private var level = 0
  /// How names were read that are none of their actor's.
  var notes: [String] = []
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

  /// True where these words or symbols follow one another from here on.
  func stands(_ spelling: [String]) -> Bool {
    spelling.indices.allSatisfy { offset in
      let (token, part) = (token(ahead: offset), spelling[offset])
      return token.isWord(part) || (token.kind == .symbol && token.text == part)
    }
  }

  /// Steps over words or symbols that follow one another; notes them where they do not.
  mutating func take(_ spelling: [String]) -> Bool {
    let isThere = stands(spelling)
    if isThere { advance(by: spelling.count) } else { expect([.word(spelling[0])]) }
    return isThere
  }

  /// Steps over words that have to stand here.
  mutating func need(_ spelling: [String]) throws(ConditionError) {
    for part in spelling {
      guard take([part]) else { throw unexpected() }
    }
  }

  func unexpected() -> ConditionError {
    ConditionError(.unexpected(found: current.text), at: current.span, expected: expected)
  }

  // MARK: Rules

  mutating func rule() throws(ConditionError) -> RuleText {
    var rule = RuleText(condition: try condition())
    var seen = Set<RuleClause>()
    while current.kind != .end { try clause(into: &rule, seen: &seen) }
    expect(RuleClause.allCases.filter { !seen.contains($0) }.map { .word($0.rawValue) })
    return rule
  }

  /// A condition with nothing behind it.
  mutating func matcher() throws(ConditionError) -> Condition {
    let condition = try condition()
    guard current.kind == .end else { throw unexpected() }
    return condition
  }

  mutating func condition() throws(ConditionError) -> Condition {
    guard current.kind != .end else {
      expect(starts)
      throw ConditionError(.empty, at: current.span, expected: expected)
    }
    return try anyOf()
  }

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

  // MARK: Tests

  private mutating func test() throws(ConditionError) -> ConditionTest {
    // A silence is asked while alerts are written, when the past cannot be read.
    if !isMatcher, let function = SeriesFunction.allCases.first(where: { stands($0.spelling + ["("]) }) {
      return try series(function)
    }
    let start = current
    guard let field = ConditionField.allCases.first(where: { start.isWord($0.rawValue) }) else {
      expect(starts)
      throw start.kind == .word && !Self.isKeyword(start)
        ? ConditionError(.unknownField(start.text), at: start.span, expected: expected) : unexpected()
    }
    guard field.scope != .silence || isMatcher else {
      throw ConditionError(.onlyInSilences(field), at: start.span)
    }
    advance()
    let comparison = try comparison(of: field)
    return ConditionTest(try subject(field, comparison), isNegated: comparison.isNegation)
  }

  /// Words that go on with a rule and are no field.
  private static func isKeyword(_ token: ConditionToken) -> Bool {
    ["and", "or"].contains { token.isWord($0) }
      || RuleClause.allCases.contains { token.isWord($0.spelling[0]) }
  }

  /// The operator, by its longest spelling that stands there.
  private mutating func comparison(of field: ConditionField) throws(ConditionError) -> ConditionOperator {
    var fitting: [ConditionError.Expectation] { field.operators.map { .word($0.rawValue) } }
    guard let written = writtenOperator() else {
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

  /// The operator that stands here, by its longest spelling.
  func writtenOperator() -> (op: ConditionOperator, spelling: [String])? {
    Self.operatorSpellings.first { stands($0.spelling) }
  }

  /// All spellings, those of more words first.
  private static let operatorSpellings =
    ConditionOperator.allCases.flatMap { op in op.spellings.map { (op: op, spelling: $0) } }
    .sorted { $0.spelling.count > $1.spelling.count }

  /// What a condition can begin with.
  private var starts: [ConditionError.Expectation] {
    ConditionField.allCases.filter { isMatcher || $0.scope != .silence }.map { .word($0.rawValue) }
      + [.word("not"), .word("(")]
      + (isMatcher ? [] : SeriesFunction.allCases.map { .word($0.rawValue + "(") })
  }
}
