internal import Model

/// Tests over the past of an actor or a pair.
extension RuleParser {
  mutating func series(_ function: SeriesFunction) throws(ConditionError) -> ConditionTest {
    advance(by: function.spelling.count + 1)
    let subject = try seriesSubject()
    guard take([")"]) else { throw unexpected() }
    var days: Int?
    if function.takesDays {
      try need(["within"])
      days = try wholeDays()
    }
    guard let written = writtenOperator(), Self.operators.contains(written.op) else {
      expect(Self.operators.map { .word($0.rawValue) })
      throw unexpected()
    }
    advance(by: written.spelling.count)
    let value = try number(of: function.rawValue, function.range)
    let test = SeriesTest(function, of: subject, days: days, written.op.relation, value)
    return ConditionTest(.series(test), isNegated: written.op.isNegation)
  }

  private static let operators = ConditionOperator.allCases.filter {
    ConditionField.severity.operators.contains($0)
  }

  /// `same dyad`, `Russia`, `Russia, NATO`, `Russia -> NATO`.
  private mutating func seriesSubject() throws(ConditionError) -> SeriesTest.Subject {
    if take(["same"]) {
      for (word, subject) in SeriesTest.Subject.relative where take([word]) { return subject }
      throw unexpected()
    }
    let first = try namedActor()
    if take(["->"]) { return .dyad(actor: first, target: try namedActor()) }
    if take([","]) { return .pair(first, try namedActor()) }
    return .actor(first)
  }

  private mutating func namedActor() throws(ConditionError) -> String {
    let start = current
    guard case .actor(let name) = try party(isSet: false) else {
      throw ConditionError(.unknownActor(start.text), at: start.span, expected: [.actorName])
    }
    return name
  }

  private mutating func wholeDays() throws(ConditionError) -> Int {
    let start = current
    let seconds = try durationSeconds()
    guard seconds % 86_400 == 0 else {
      throw ConditionError(
        .notWholeDays(TimeText.words(seconds: seconds)),
        at: start.span,
        expected: [.description("days such as 7d")]
      )
    }
    return seconds / 86_400
  }
}
