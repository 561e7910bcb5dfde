internal import Foundation
package import Model
internal import Patterns

extension Condition {
  /// Whether it holds. A test on an event fails where there is none; where events are not coded it neither holds nor
  /// fails, and neither does what hangs on it.
  ///
  /// - Throws: where the past cannot be read.
  package func holds(for context: EvaluationContext) throws -> Bool { try truth(for: context) ?? false }

  /// True, false, or nil where it cannot be told, by Kleene's logic of three values.
  private func truth(for context: EvaluationContext) throws -> Bool? {
    switch self {
    case .any(let parts): try Self.first(true, of: parts, context)
    case .all(let parts): try Self.first(false, of: parts, context)
    case .not(let part): try part.truth(for: context).map { !$0 }
    case .test(let test): try test.truth(for: context)
    }
  }

  /// The value that decides, where a part has it; else nil where a part cannot be told, and the other value otherwise.
  private static func first(
    _ deciding: Bool,
    of parts: [Condition],
    _ context: EvaluationContext
  ) throws -> Bool? {
    var isTold = true
    for part in parts {
      let truth = try part.truth(for: context)
      if truth == deciding { return deciding }
      if truth == nil { isTold = false }
    }
    return isTold ? !deciding : nil
  }

  /// Every test with what it found, for `why`.
  ///
  /// - Throws: where the past cannot be read.
  package func findings(for context: EvaluationContext) throws -> [TestFinding] {
    try tests.map { test in
      TestFinding(
        test: test.description,
        found: try test.subject.found(in: context),
        holds: try test.truth(for: context) ?? false
      )
    }
  }
}

extension ConditionTest {
  /// Nil where it asks for events of an article whose events are not coded.
  fileprivate func truth(for context: EvaluationContext) throws -> Bool? {
    if !context.article.tells(subject) { return nil }
    // A search that was given up is neither a match nor the lack of one.
    if case .pattern(let field, let pattern) = subject {
      switch pattern.search(context.article.text(of: field, context.event)) {
      case .found: return !isNegated
      case .notFound: return isNegated
      case .givenUp: return false
      }
    }
    return try subject.holds(for: context) != isNegated
  }
}

extension AlertArticle {
  /// False where a test asks for what nobody looked for: events of a language that is not coded, or what an article is.
  func tells(_ subject: TestSubject) -> Bool {
    switch subject {
    case .genre, .domain: character != nil
    default: isCoded || !subject.needsCoding
    }
  }
}

extension TestSubject {
  fileprivate func holds(for context: EvaluationContext) throws -> Bool {
    let article = context.article
    switch self {
    case .number(let field, let relation, let value):
      return field.value(context).map { relation.holds($0, value) } ?? false
    case .duration(let field, let relation, let seconds):
      return field.seconds(article).map { relation.holds($0, Double(seconds)) } ?? false
    case .moment(let field, let relation, let day):
      return field.day(article).map { relation.holds($0, day) } ?? false
    case .place(let parties):
      guard let place = article.place() else { return false }
      return parties.contains { $0.matches(Participant(name: place)) }
    case .genre(let genres): return article.character.map { genres.contains($0.genre) } ?? false
    case .domain(let domains): return article.character.map { domains.contains($0.domain) } ?? false
    case .name(let field, let names): return names.contains { field.holds($0, context) }
    case .words(let field, let phrases):
      return phrases.contains { article.contains($0, in: field, of: context.event) }
    case .pattern: return false
    case .series(let test): return try test.holds(context)
    case .code, .category, .status, .side, .dyad: return context.event.map(holds) ?? false
    }
  }

  private func holds(for event: Event) -> Bool {
    switch self {
    case .code(let codes): codes.contains { event.code.isUnder($0) }
    case .category(let categories): event.category.map(categories.contains) ?? false
    case .status(let statuses): statuses.contains(event.status)
    case .side(let field, let parties):
      field.sides(of: event).contains { side in parties.contains { $0.matches(side) } }
    case .dyad(let first, let second, let isDirected):
      (first.matches(event.actor) && second.matches(event.target))
        || (!isDirected && first.matches(event.target) && second.matches(event.actor))
    default: false
    }
  }
}

extension NumberField {
  func value(_ context: EvaluationContext) -> Double? {
    switch self {
    case .severity: context.event?.severity.value
    case .goldstein: context.event?.goldstein
    case .articleSeverity: context.article.severity
    case .storySources: context.article.story.map { Double($0.sourceCount) }
    case .storyArticles: context.article.story.map { Double($0.articleCount) }
    case .storyGrowth: context.article.story.map { Double($0.growth) }
    }
  }
}

extension DurationField {
  func seconds(_ article: AlertArticle) -> Double? {
    switch self {
    case .age: article.secondsOldAtArrival.map { max(0, $0) }
    case .storyAge: article.story.map { max(0, article.arrivedAt.timeIntervalSince($0.firstSeenAt)) }
    }
  }
}

extension MomentField {
  func day(_ article: AlertArticle) -> CalendarDay? {
    switch self {
    case .published: article.original.published ?? article.original.publishedAt.map(CalendarDay.init(utc:))
    case .storyFirstSeen: article.story.map { CalendarDay(utc: $0.firstSeenAt) }
    }
  }
}

extension NameField {
  func holds(_ name: String, _ context: EvaluationContext) -> Bool {
    switch self {
    case .source: context.article.comes(from: name)
    case .site: context.article.original.site?.lowercased() == name.lowercased()
    case .language: context.article.isWritten(in: name)
    case .tag: context.article.tags.contains { $0.lowercased() == name.lowercased() }
    case .watch: context.article.watches.contains { $0.lowercased() == name.lowercased() }
    case .rule: context.rule?.lowercased() == name.lowercased()
    }
  }
}

extension SideField {
  func sides(of event: Event) -> [Participant?] {
    switch self {
    case .actor: [event.actor]
    case .target: [event.target]
    case .either: [event.actor, event.target]
    }
  }
}

extension EventCode {
  /// True where it is this code or one below it. Residual codes are below their root: 160 under 16, not under 161.
  func isUnder(_ other: EventCode) -> Bool { rawValue.hasPrefix(other.rawValue) }
}
