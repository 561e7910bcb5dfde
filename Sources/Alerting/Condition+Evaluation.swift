package import Model

extension Condition {
  /// Whether it holds for an event of an article. A test on an event fails where there is none.
  package func holds(for event: Event?, in article: AlertArticle) -> Bool {
    switch self {
    case .any(let parts): parts.contains { $0.holds(for: event, in: article) }
    case .all(let parts): parts.allSatisfy { $0.holds(for: event, in: article) }
    case .not(let part): !part.holds(for: event, in: article)
    case .test(let test): test.holds(for: event, in: article)
    }
  }

  /// Every test with what it found, for `why`.
  package func findings(for event: Event?, in article: AlertArticle) -> [TestFinding] {
    tests.map { test in
      TestFinding(
        test: test.description,
        found: test.subject.found(in: event, of: article),
        holds: test.holds(for: event, in: article)
      )
    }
  }
}

extension ConditionTest {
  func holds(for event: Event?, in article: AlertArticle) -> Bool {
    subject.holds(for: event, in: article) != isNegated
  }
}

extension TestSubject {
  func holds(for event: Event?, in article: AlertArticle) -> Bool {
    switch self {
    case .source(let outlets): outlets.contains { article.comes(from: $0) }
    case .words(let field, let phrases): phrases.contains { article.contains($0, in: field) }
    default: event.map(holds) ?? false
    }
  }

  private func holds(for event: Event) -> Bool {
    switch self {
    case .number(let field, let relation, let value): relation.holds(field.value(of: event), value)
    case .code(let codes): codes.contains { event.code.isUnder($0) }
    case .category(let categories): event.category.map(categories.contains) ?? false
    case .status(let statuses): statuses.contains(event.status)
    case .side(let field, let parties):
      field.sides(of: event).contains { side in parties.contains { $0.matches(side) } }
    case .dyad(let first, let second, let isDirected):
      (first.matches(event.actor) && second.matches(event.target))
        || (!isDirected && first.matches(event.target) && second.matches(event.actor))
    case .source, .words: false
    }
  }

  /// The value that was compared, in words.
  func found(in event: Event?, of article: AlertArticle) -> String {
    switch self {
    case .source: return article.article.site ?? article.article.domain ?? "no outlet"
    case .words(let field, let phrases):
      let there = phrases.filter { article.contains($0, in: field) }
      return there.isEmpty ? "not in the \(field.rawValue)" : there.joined(separator: ", ")
    default: break
    }
    guard let event else { return "no event" }
    return switch self {
    case .number(let field, _, _): "\(field.value(of: event))"
    case .code: event.code.rawValue
    case .category: event.category?.rawValue.lowercased() ?? "none"
    case .status: event.status.rawValue
    default: "\(event.actor?.name ?? "nobody") -> \(event.target?.name ?? "nobody")"
    }
  }
}

extension NumberField {
  func value(of event: Event) -> Double { self == .severity ? event.severity.value : event.goldstein }
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
