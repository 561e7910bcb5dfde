/// Why a rule's text is none: what was found where, and what could have stood there. The wording is the console's.
package struct ConditionError: Error, Sendable, Hashable {
  /// What is wrong.
  package enum Problem: Sendable, Hashable {
    /// There is nothing to read where a condition should begin.
    case empty
    /// Something else could follow than what does; an empty `found` is the end of the text.
    case unexpected(found: String)
    /// A word stands where a field should, and no field is called so.
    case unknownField(String)
    /// It stands in silences only.
    case onlyInSilences(ConditionField)
    /// The field has no such operator, as `severity contains`; `found` is the operator as it was written.
    case operatorDoesNotFit(ConditionField, found: String)
    /// `of` is the field, function or clause that needs one.
    case notANumber(of: String, found: String)
    /// A number that the field, function or clause `of` cannot have; with those that it can.
    case numberOutOfRange(of: String, ClosedRange<Double>, found: String)
    /// No day of the calendar, `YYYY-MM-DD`.
    case notADay(found: String)
    /// The message is PCRE2's.
    case notAPattern(message: String)
    /// Behind `matches` no slash closes the pattern on its line.
    case patternNotClosed
    /// Behind a pattern, where only `i` has a meaning.
    case unknownFlag(String)
    /// Series run over days.
    case notWholeDays(String)
    /// The field has no such value; those that it has are expected.
    case unknownValue(ConditionField, found: String)
    /// No actor of the table and no set of the analyst has that name; the nearest are suggested.
    case unknownActor(String)
    /// `.members` of somebody who has none.
    case hasNoMembers(String)
    /// No number with a unit from minutes up.
    case notADuration(String)
    /// A duration of 0, or of more than a year.
    case durationOutOfRange(String)
    /// A clause of that kind stands before it already.
    case clauseTwice(RuleClause)
    /// `group by` names that key already.
    case keyTwice(GroupKey)
    /// `notify` names that webhook already.
    case endpointTwice(String)
    /// A quotation mark is opened and not closed.
    case quoteNotClosed
    /// A character that no word, symbol or quotation begins with.
    case strayCharacter(String)
    /// The text is longer than any that a person types.
    case tooLong(bytesMax: Int)
    /// Parentheses and `not` stand within one another deeper than is read.
    case tooDeep(levelsMax: Int)
  }

  /// What could have stood there.
  package enum Expectation: Sendable, Hashable {
    /// This word or symbol, to be typed as it is.
    case word(String)
    /// Any name in the table of actors, or of an analyst's set.
    case actorName
    /// Any webhook's name.
    case endpointName
    /// Something that no list can give, in words: `a number from 0 to 10`.
    case description(String)
  }

  /// What is wrong, without the place.
  package var problem: Problem
  /// Where it stands: UTF-8 byte offsets into the text, empty at its end.
  package var span: Range<Int>
  /// What would have gone on, in the order in which it is offered; empty where no list helps.
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
