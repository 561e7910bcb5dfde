internal import Model

/// A rule in its canonical words: reading them again gives the same rule.
extension RuleText: CustomStringConvertible {
  package var description: String {
    var parts = [condition.description]
    switch writtenFreshness {
    case .seconds(let seconds): parts.append("fresh " + Freshness.words(seconds: seconds))
    case .any: parts.append("fresh any")
    case nil: break
    }
    if !endpoints.isEmpty { parts.append("notify " + endpoints.map(quotedName).joined(separator: ", ")) }
    return parts.joined(separator: " ")
  }

  /// Names of endpoints are words where they can be.
  private func quotedName(_ name: String) -> String {
    name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" } ? name : quoted(name)
  }
}

extension Freshness {
  /// A duration in the largest unit that gives a whole number: `3d`, `36h`, `90m`.
  package static func words(seconds: Int) -> String {
    if seconds % 86_400 == 0 { return "\(seconds / 86_400)d" }
    return seconds % 3_600 == 0 ? "\(seconds / 3_600)h" : "\(seconds / 60)m"
  }
}

extension Condition: CustomStringConvertible {
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
  package var description: String {
    switch subject {
    case .number(let field, let relation, let value):
      let written = value == value.rounded() ? String(Int(value)) : String(value)
      return "\(field.rawValue) \(isNegated ? "is not" : relation.rawValue) \(written)"
    case .code(let codes): return "code " + listed(codes.map(\.rawValue))
    case .category(let categories): return "category " + listed(categories.map { $0.rawValue.lowercased() })
    case .status(let statuses): return "status " + listed(statuses.map(\.rawValue))
    case .side(let field, let parties): return "\(field.rawValue) " + listed(parties)
    case .dyad(let first, let second, let isDirected):
      return "dyad \(isNegated ? "is not" : "is") \(first)\(isDirected ? " ->" : ",") \(second)"
    case .source(let outlets): return "source " + listed(outlets.map(quoted))
    case .words(let field, let phrases):
      return "\(field.rawValue) \(isNegated ? "not " : "")contains "
        + phrases.map(quoted).joined(separator: ", ")
    }
  }

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
  package var description: String {
    switch self {
    case .actor(let name), .groupOrMember(let name, _): Self.written(name)
    case .member(let name, _): Self.written(name + ".members")
    case .unknown: "unknown"
    case .nobody: "nobody"
    }
  }

  /// Bare where the words can only be read as this name, else in quotes.
  private static func written(_ name: String) -> String {
    let keywords = ["and", "or", "not", "unknown", "nobody"] + RuleClause.allCases.map(\.rawValue)
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

/// In straight quotes, or in curly ones where it holds a straight one.
private func quoted(_ text: String) -> String {
  text.contains("\"") ? "“\(text)”" : "\"\(text)\""
}
