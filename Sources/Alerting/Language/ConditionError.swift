/// Why a rule's text is none: what was found where, and what could have stood there. The wording is the console's.
package struct ConditionError: Error, Sendable, Hashable {
  /// What is wrong.
  package enum Problem: Sendable, Hashable {
    case empty
    /// Something else could follow than what does; an empty `found` is the end of the text.
    case unexpected(found: String)
    case unknownField(String)
    /// It stands in silences only.
    case onlyInSilences(ConditionField)
    case operatorDoesNotFit(ConditionField, found: String)
    /// `of` is the field, function or clause that needs one.
    case notANumber(of: String, found: String)
    case numberOutOfRange(of: String, ClosedRange<Double>, found: String)
    case notADay(found: String)
    /// The message is PCRE2's.
    case notAPattern(message: String)
    case patternNotClosed
    /// Behind a pattern, where only `i` has a meaning.
    case unknownFlag(String)
    /// Series run over days.
    case notWholeDays(String)
    case unknownValue(ConditionField, found: String)
    case unknownActor(String)
    /// `.members` of somebody who has none.
    case hasNoMembers(String)
    case notADuration(String)
    case durationOutOfRange(String)
    case clauseTwice(RuleClause)
    case keyTwice(GroupKey)
    case endpointTwice(String)
    case quoteNotClosed
    case strayCharacter(String)
    case tooLong(bytesMax: Int)
    case tooDeep(levelsMax: Int)
  }

  /// What could have stood there.
  package enum Expectation: Sendable, Hashable {
    /// This word or symbol, to be typed as it is.
    case word(String)
    case actorName
    case endpointName
    /// Something that no list can give, in words: `a number from 0 to 10`.
    case description(String)
  }

  package var problem: Problem
  /// Where it stands: UTF-8 byte offsets into the text, empty at its end.
  package var span: Range<Int>
  package var expected: [Expectation]
  /// For an unknown name: the nearest that there are, best first.
  package var suggestions: [String]

  init(_ problem: Problem, at span: Range<Int>, expected: [Expectation] = [], suggestions: [String] = []) {
    self.problem = problem
    self.span = span
    self.expected = expected
    self.suggestions = suggestions
  }
}
