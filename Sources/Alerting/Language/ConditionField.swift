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
  case trigger
  case sentence
  case place
  case articleSeverity = "article.severity"
  case articleGenre = "article.genre"
  case articleDomain = "article.domain"
  case source
  case site
  case language
  case tag
  case watch
  case title
  case text
  case published
  case age
  case storySources = "story.sources"
  case storyArticles = "story.articles"
  case storyGrowth = "story.growth"
  case storyAge = "story.age"
  case storyFirstSeen = "story.first-seen"
  case rule

  /// What its values are.
  package enum ValueKind: Sendable {
    case number
    case duration
    case day
    case code
    case category
    case status
    case genre
    case domain
    case party
    case dyad
    case name
    case words
  }

  /// What it speaks of.
  package enum Scope: String, Sendable, CaseIterable {
    case event
    case article
    case story
    /// Of the rule that would fire: in silences only.
    case silence
  }

  package var kind: ValueKind {
    switch self {
    case .severity, .goldstein, .articleSeverity, .storySources, .storyArticles, .storyGrowth: .number
    case .age, .storyAge: .duration
    case .published, .storyFirstSeen: .day
    case .code: .code
    case .category: .category
    case .status: .status
    case .articleGenre: .genre
    case .articleDomain: .domain
    case .actor, .target, .either, .place: .party
    case .dyad: .dyad
    case .source, .site, .language, .tag, .watch, .rule: .name
    case .title, .text, .trigger, .sentence: .words
    }
  }

  package var scope: Scope {
    switch self {
    case .severity, .goldstein, .code, .category, .status, .actor, .target, .either, .dyad, .trigger,
      .sentence:
      .event
    case .place, .articleSeverity, .articleGenre, .articleDomain, .source, .site, .language, .tag, .watch,
      .title, .text, .published, .age:
      .article
    case .storySources, .storyArticles, .storyGrowth, .storyAge, .storyFirstSeen: .story
    case .rule: .silence
    }
  }

  /// The operators that it takes.
  package var operators: [ConditionOperator] {
    switch kind {
    case .number: [.atLeast, .atMost, .over, .under, .equal, .notEqual]
    case .duration: [.atLeast, .atMost, .over, .under]
    case .day: [.before, .after, .equal, .notEqual]
    case .code: [.equal, .notEqual, .isIn, .notIn, .under]
    case .category, .status, .genre, .domain, .party, .name: [.equal, .notEqual, .isIn, .notIn]
    case .dyad: [.equal, .notEqual]
    case .words: [.contains, .notContains, .matches, .notMatches]
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
    case .trigger: "the words that carry the act"
    case .sentence: "the sentence that tells it"
    case .place:
      "the country that the article's events happen in, by its dateline or its first sentences; where known"
    case .articleSeverity: "the severity of the article's worst current event"
    case .articleGenre: "what kind of text the article is: news, follow-up, analysis, feature or live"
    case .articleDomain: "what it is about: conflict, international, domestic, crime, business, sport …"
    case .source: "the outlet's name or domain"
    case .site: "the outlet's name as its page gives it"
    case .language: "the language of the text, such as en; en holds for en-GB too"
    case .tag: "a tag of a watch that the article came by"
    case .watch: "the name of a watch that the article came by"
    case .title: "the words of the headline"
    case .text: "the words of the article's text"
    case .published: "the day of publication"
    case .age: "how long the article had been published when it arrived"
    case .storySources: "how many independent publishers tell the story by now"
    case .storyArticles: "how many articles tell the story by now"
    case .storyGrowth: "how many articles of the story came in the last 24 hours"
    case .storyAge: "how long ago the story's first article arrived"
    case .storyFirstSeen: "the day on which the story's first article arrived"
    case .rule: "the name of the rule that would fire"
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
  case before
  case after
  case contains
  case notContains = "not contains"
  case matches
  case notMatches = "not matches"

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
    case .before: [["before"]]
    case .after: [["after"]]
    case .contains: [["contains"]]
    case .notContains: [["not", "contains"]]
    case .matches: [["matches"]]
    case .notMatches: [["not", "matches"]]
    }
  }

  var isNegation: Bool {
    switch self {
    case .notEqual, .notIn, .notContains, .notMatches: true
    default: false
    }
  }

  var takesList: Bool { self == .isIn || self == .notIn }

  /// The comparison of numbers that it is.
  var relation: Relation {
    switch self {
    case .atLeast: .atLeast
    case .atMost: .atMost
    case .over: .over
    case .under: .under
    default: .equal
    }
  }
}
