internal import Model
internal import Patterns

/// A rule in its canonical words: reading them again gives the same rule.
extension RuleText: CustomStringConvertible {
  /// Condition and clauses, the clauses in the order of `RuleClause`; read again, it is this rule but for its
  /// readings.
  package var description: String {
    let clauses: [String?] = [
      sources.map(\.description), holdSeconds.map { "for \(TimeText.words(seconds: $0))" },
      repeatSeconds.map { "repeat \(TimeText.words(seconds: $0))" }, again.map(\.description),
      grouping.map(\.description), until.map(\.description), unless.map(\.description),
      writtenFreshness.map(\.description),
      endpoints.isEmpty ? nil : "notify " + endpoints.map(quotedName).joined(separator: ", "),
    ]
    return ([condition.description] + clauses.compactMap { $0 }).joined(separator: " ")
  }
}

/// Names of endpoints and rules are words where they can be.
func quotedName(_ name: String) -> String {
  name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" } ? name : quoted(name)
}

extension Condition: CustomStringConvertible {
  /// With the fewest parentheses that read back as this condition, and none of its groups lost.
  package var description: String {
    switch self {
    case .any(let parts): parts.map { $0.inParentheses(within: 0) }.joined(separator: " or ")
    case .all(let parts): parts.map { $0.inParentheses(within: 1) }.joined(separator: " and ")
    case .not(let part): "not " + part.inParentheses(within: 2)
    case .test(let test): test.description
    }
  }

  /// How tightly it binds: `or` 0, `and` 1, `not` 2, a test 3.
  private var precedence: Int {
    switch self {
    case .any: 0
    case .all: 1
    case .not: 2
    case .test: 3
    }
  }

  /// In parentheses where the text would be read otherwise, or would lose a group within a group.
  private func inParentheses(within outer: Int) -> String {
    let isGroup = precedence < 2
    return precedence < outer || (isGroup && precedence == outer) ? "(\(description))" : description
  }
}

extension ConditionTest: CustomStringConvertible {
  /// One comparison, such as `severity at least 4` or `actor not in NATO, Russia`.
  package var description: String {
    switch subject {
    case .number(let field, let relation, let value):
      return "\(field.rawValue) \(verb(relation)) \(NumberWords.of(value))"
    case .duration(let field, let relation, let seconds):
      return "\(field.rawValue) \(verb(relation)) \(TimeText.words(seconds: seconds))"
    case .moment(let field, let relation, let day):
      return "\(field.rawValue) \(isNegated ? "is not" : relation.rawValue) \(day)"
    case .code(let codes): return "code " + listed(codes.map(\.rawValue))
    case .category(let categories): return "category " + listed(categories.map { $0.rawValue.lowercased() })
    case .status(let statuses): return "status " + listed(statuses.map(\.rawValue))
    case .side(let field, let parties): return "\(field.rawValue) " + listed(parties)
    case .place(let parties): return "place " + listed(parties)
    case .genre(let genres): return "article.genre " + listed(genres.map(\.rawValue))
    case .domain(let domains): return "article.domain " + listed(domains.map(\.rawValue))
    case .dyad(let first, let second, let isDirected):
      return "dyad \(isNegated ? "is not" : "is") \(first)\(isDirected ? " ->" : ",") \(second)"
    case .name(.language, let tags): return "language " + listed(tags)
    case .name(let field, let names): return "\(field.rawValue) " + listed(names.map(quoted))
    case .pattern(let field, let pattern):
      return
        "\(field.rawValue) \(isNegated ? "not " : "")matches /\(pattern.source)/\(pattern.isCaseInsensitive ? "i" : "")"
    case .series(let test):
      let days = test.days.map { " within \(TimeText.words(seconds: $0 * 86_400))" } ?? ""
      return
        "\(test.function.rawValue)(\(test.subject))\(days) \(verb(test.relation)) \(NumberWords.of(test.value))"
    case .words(let field, let phrases):
      return "\(field.rawValue) \(isNegated ? "not " : "")contains "
        + phrases.map(quoted).joined(separator: ", ")
    }
  }

  private func verb(_ relation: Relation) -> String { isNegated ? "is not" : relation.rawValue }

  private func listed(_ values: [String]) -> String {
    let verb = values.count == 1 ? (isNegated ? "is not" : "is") : (isNegated ? "not in" : "in")
    return "\(verb) \(values.joined(separator: ", "))"
  }

  /// Sets need `in` even alone.
  private func listed(_ parties: [Party]) -> String {
    guard parties.count == 1, !parties[0].isSet else {
      return "\(isNegated ? "not in" : "in") " + parties.map(\.description).joined(separator: ", ")
    }
    return listed(parties.map(\.description))
  }
}

extension Party: CustomStringConvertible {
  /// The name, in quotes where bare words would be read otherwise; `.members` behind a set without itself.
  package var description: String {
    switch self {
    case .actor(let name), .groupOrMember(let name, _): Self.written(name)
    case .member(let name, _): Self.written(name + ".members")
    case .unknown: "unknown"
    case .nobody: "nobody"
    }
  }

  /// Bare where the words can only be read as this name, else in quotes.
  static func written(_ name: String) -> String {
    let keywords =
      ["and", "or", "not", "same", "unknown", "nobody"] + RuleClause.allCases.map { $0.spelling[0] }
    let isBare = name.split(separator: " ").allSatisfy { word in
      !keywords.contains(word.lowercased())
        && word.allSatisfy { $0.isLetter || $0.isNumber || "-'.".contains($0) }
    }
    return isBare ? name : quoted(name)
  }

  var isSet: Bool {
    switch self {
    case .groupOrMember, .member: true
    case .actor, .unknown, .nobody: false
    }
  }
}

extension SeriesTest.Subject: CustomStringConvertible {
  /// What stands between the parentheses of a function, such as `same dyad` or `Russia -> NATO`.
  package var description: String {
    switch self {
    case .sameDyad: "same dyad"
    case .sameActor: "same actor"
    case .sameTarget: "same target"
    case .actor(let name): Party.written(name)
    case .dyad(let actor, let target): "\(Party.written(actor)) -> \(Party.written(target))"
    case .pair(let first, let second): "\(Party.written(first)), \(Party.written(second))"
    }
  }
}

/// In the first pair of quotes that the text does not close.
func quoted(_ text: String) -> String {
  let pairs: [(String, String)] = [("\"", "\""), ("“", "”"), ("„", "“"), ("«", "»")]
  let pair = pairs.first { !text.contains($0.1) } ?? pairs[0]
  return pair.0 + text + pair.1
}
