package import Alerting
internal import Terminal

/// How an error in a rule's text is shown: what is wrong, the line, a caret under the place, what could stand there.
package struct ConditionReport {
  let error: ConditionError
  let text: String

  /// A report on a text and what is wrong with it.
  package init(error: ConditionError, text: String) {
    self.error = error
    self.text = text
  }

  /// More words than this tell nobody what to type.
  private static let expectedMax = 14

  /// Reads a text, and turns what is wrong with it into the failure of a command.
  static func reading<Value>(
    _ text: String,
    _ read: (String) throws(ConditionError) -> Value
  ) throws -> Value {
    do throws(ConditionError) { return try read(text) } catch { throw Self(error: error, text: text).failure }
  }

  /// The report as the failure of a command.
  var failure: CommandFailure { CommandFailure(message: words, exitStatus: .usage, details: details) }

  /// The place, and what could stand there.
  var details: [FailureDetail] { [place] + [hint].compactMap { $0.map { FailureDetail($0) } } }

  /// What is wrong.
  package var words: String {
    switch error.problem {
    case .empty: "the condition is empty"
    case .unexpected(let found):
      found.isEmpty ? "the rule ends too early" : "“\(found)” cannot stand here"
    case .unknownField(let name): "there is no field “\(name)”"
    case .onlyInSilences(let field): "\(field.rawValue) can only be asked for in silences"
    case .operatorDoesNotFit(let field, let found): "\(field.rawValue) cannot be compared by “\(found)”"
    case .notANumber(let name, let found): "\(name) needs a number, and “\(found)” is none"
    case .numberOutOfRange(let name, let range, let found):
      "\(name) goes from \(NumberWords.of(range.lowerBound)) to \(NumberWords.of(range.upperBound)), and never reaches \(found)"
    case .notADay(let found): "“\(found)” is no day"
    case .notAPattern(let message): "the pattern cannot be read: \(message)"
    case .patternNotClosed: "a pattern is not closed"
    case .unknownFlag(let flags): "“\(flags)” behind a pattern has no meaning"
    case .notWholeDays(let found): "a series runs over whole days, and \(found) is none"
    case .unknownValue(let field, let found): "“\(found)” is no \(field.rawValue)"
    case .unknownActor(let name): "nobody is known as “\(name)”"
    case .hasNoMembers(let name): "\(name) has no members"
    case .notADuration(let found): "“\(found)” is no duration"
    case .durationOutOfRange(let found): "\(found) is too short or longer than a year"
    case .clauseTwice(let clause): "“\(clause.rawValue)” stands twice"
    case .keyTwice(let key): "“\(key.rawValue)” is grouped by twice"
    case .endpointTwice(let name): "“\(name)” is notified twice"
    case .quoteNotClosed: "a quote is not closed"
    case .strayCharacter(let character): "“\(character)” has no meaning here"
    case .tooLong(let bytesMax): "the condition is longer than \(bytesMax) bytes"
    case .tooDeep(let levelsMax): "more than \(levelsMax) parentheses and nots stand within one another"
    }
  }

  /// The line of the error, with carets under the place.
  private var place: FailureDetail {
    let bytes = Array(text.utf8)
    let start = min(error.span.lowerBound, bytes.count)
    let newline = UInt8(ascii: "\n")
    let lineStart = bytes[..<start].lastIndex(of: newline).map { $0 + 1 } ?? 0
    let lineEnd = bytes[start...].firstIndex(of: newline) ?? bytes.count
    let words = { (range: Range<Int>) in SafeText(String(decoding: bytes[range], as: UTF8.self)).plain }
    let before = words(lineStart..<start).count
    let marked = words(start..<max(start, min(error.span.upperBound, lineEnd))).count
    let line = words(lineStart..<lineEnd)
    return FailureDetail(line, marking: min(before, line.count)..<min(before + marked, line.count))
  }

  /// Who or what may have been meant, else what could stand there; nil where nothing can be said.
  package var hint: String? {
    if !error.suggestions.isEmpty { return "did you mean \(Self.listed(error.suggestions))?" }
    let typable = error.expected.compactMap { expectation -> String? in
      if case .word(let word) = expectation, word.first?.isLetter ?? false { word } else { nil }
    }
    let found = String(decoding: Array(text.utf8)[error.span], as: UTF8.self)
    if let nearest = Suggestion.nearest(to: found, among: typable), !found.isEmpty {
      return "did you mean \(nearest)?"
    }
    guard !error.expected.isEmpty else { return nil }
    var seen = Set<String>()
    let expected = error.expected.map(Self.words).filter { seen.insert($0).inserted }
    return
      "expected \(Self.listed(Array(expected.prefix(Self.expectedMax))))\(expected.count > Self.expectedMax ? " …" : "")"
  }

  private static func words(_ expectation: ConditionError.Expectation) -> String {
    switch expectation {
    case .word(let word): word.first?.isLetter ?? false ? word : "“\(word)”"
    case .actorName: "the name of an actor"
    case .endpointName: "the name of a webhook"
    case .description(let words): words
    }
  }

  private static func listed(_ words: [String]) -> String {
    words.count < 2 ? words.joined() : words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
  }
}
