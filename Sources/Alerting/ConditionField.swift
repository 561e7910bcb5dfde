/// A field that conditions can ask about: the one table that parser, type check, completion and manual read.
package enum ConditionField: String, Sendable, CaseIterable {
  case severity
  case goldstein
  case code
  case category
  case status
  case actor
  case target
  case either
  case dyad
  case source
  case title
  case text

  /// What its values are.
  package enum ValueKind: Sendable {
    case number
    case code
    case category
    case status
    case party
    case dyad
    case outlet
    case words
  }

  package var kind: ValueKind {
    switch self {
    case .severity, .goldstein: .number
    case .code: .code
    case .category: .category
    case .status: .status
    case .actor, .target, .either: .party
    case .dyad: .dyad
    case .source: .outlet
    case .title, .text: .words
    }
  }

  /// The operators that it takes.
  package var operators: [ConditionOperator] {
    switch kind {
    case .number: [.atLeast, .atMost, .over, .under, .equal, .notEqual]
    case .code: [.equal, .notEqual, .isIn, .notIn, .under]
    case .category, .status, .party, .outlet: [.equal, .notEqual, .isIn, .notIn]
    case .dyad: [.equal, .notEqual]
    case .words: [.contains, .notContains]
    }
  }

  /// What it tells, for the manual.
  package var meaning: String {
    switch self {
    case .severity: "how severe the event is, 0 to 10"
    case .goldstein: "the act's value on the Goldstein scale, -10 (force) to 10 (cooperation)"
    case .code: "the CAMEO code; a shorter code holds for all codes below it, as 16 for 161"
    case .category: "the PLOVER category, such as sanction"
    case .status: "realised, threatened, planned, denied, negated, background or hypothetical"
    case .actor: "who did it"
    case .target: "whom it was done to"
    case .either: "the actor or the target"
    case .dyad: "both sides: Russia, NATO in either direction, Russia -> NATO in one"
    case .source: "the outlet's name or domain"
    case .title: "the words of the headline"
    case .text: "the words of the article's text"
    }
  }
}

/// An operator, however it is written.
package enum ConditionOperator: String, Sendable, CaseIterable {
  case atLeast = "at least"
  case atMost = "at most"
  case over
  case under
  case equal = "is"
  case notEqual = "is not"
  case isIn = "in"
  case notIn = "not in"
  case contains
  case notContains = "not contains"

  /// All its spellings, as the words and symbols that follow one another; the first is the one that is printed.
  package var spellings: [[String]] {
    switch self {
    case .atLeast: [["at", "least"], [">="]]
    case .atMost: [["at", "most"], ["<="]]
    case .over: [["over"], [">"]]
    case .under: [["under"], ["<"]]
    case .equal: [["is"], ["="]]
    case .notEqual: [["is", "not"], ["!="]]
    case .isIn: [["in"], ["is", "in"]]
    case .notIn: [["not", "in"], ["is", "not", "in"]]
    case .contains: [["contains"]]
    case .notContains: [["not", "contains"]]
    }
  }

  var isNegation: Bool { self == .notEqual || self == .notIn || self == .notContains }
}

/// What may stand behind the condition of a rule, each once, in any order.
package enum RuleClause: String, Sendable, CaseIterable {
  case fresh
  case notify

  /// What it says, for the manual.
  package var meaning: String {
    switch self {
    case .fresh: "how old an article may be when it arrives: 3d (the default), 12h, any"
    case .notify: "the webhooks that are sent the alert, parted by commas"
    }
  }
}
