/// A field that conditions can ask about: the one table that parser, type check, completion and manual read.
package enum ConditionField: String, Sendable, CaseIterable {
  /// Of the event, 0 to 10.
  case severity
  /// Of the event, -10 to 10.
  case goldstein
  /// The event's CAMEO code; a shorter one holds for all below it.
  case code
  /// The event's PLOVER category.
  case category
  /// How real the event is.
  case status
  /// Who acts.
  case actor
  /// Whom the act hits.
  case target
  /// The actor or the target.
  case either
  /// Both sides at once, in one direction or either.
  case dyad
  /// The event's words that carry the act.
  case trigger
  /// The event's sentence.
  case sentence
  /// The country that the article's events happen in.
  case place
  /// The severity of the article's worst current event, 0 to 10.
  case articleSeverity = "article.severity"
  /// What kind of text the article is.
  case articleGenre = "article.genre"
  /// What field of life the article is about.
  case articleDomain = "article.domain"
  /// The outlet's name or domain.
  case source
  /// The outlet's name as its page gives it.
  case site
  /// The language tag of the text.
  case language
  /// A tag of a watch that the article came by.
  case tag
  /// The name of a watch that the article came by.
  case watch
  /// The article's headline.
  case title
  /// The article's text.
  case text
  /// The day of publication.
  case published
  /// From the article's publication to its arrival.
  case age
  /// How many independent publishers tell the story.
  case storySources = "story.sources"
  /// How many articles tell the story.
  case storyArticles = "story.articles"
  /// How many articles of the story came in the last 24 hours.
  case storyGrowth = "story.growth"
  /// From the arrival of the story's first article to that of this one.
  case storyAge = "story.age"
  /// The day on which the story's first article arrived.
  case storyFirstSeen = "story.first-seen"
  /// The name of the rule that would fire: in silences only.
  case rule

  /// What its values are.
  package enum ValueKind: Sendable {
    /// A number; its bounds are `NumberField.range`.
    case number
    /// A number with a unit, from a minute to a year.
    case duration
    /// `YYYY-MM-DD`.
    case day
    /// Two to four digits of CAMEO.
    case code
    /// A PLOVER category, in any case.
    case category
    /// A word of `EventStatus`.
    case status
    /// A word of `ArticleGenre`.
    case genre
    /// A word of `ArticleDomain`.
    case domain
    /// An actor, a set, `unknown` or `nobody`.
    case party
    /// Two parties, with a comma or an arrow between them.
    case dyad
    /// A name that no table lists, in quotes where it is more than a word.
    case name
    /// Phrases in quotes, or a pattern between slashes.
    case words
  }

  /// What it speaks of.
  package enum Scope: String, Sendable, CaseIterable {
    /// One event of the article.
    case event
    /// The article, whatever events it tells.
    case article
    /// The article's story as it was when the article came.
    case story
    /// Of the rule that would fire: in silences only.
    case silence
  }

  /// What is to stand behind the operator.
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

  /// Of what it is a property.
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
  /// `at least` or `>=`, of numbers and durations.
  case atLeast = "at least"
  /// `at most` or `<=`, of numbers and durations.
  case atMost = "at most"
  /// `over` or `>`, of numbers and durations.
  case over
  /// `under` or `<`, of numbers and durations; of codes that stand below one.
  case under
  /// `is` or `=`.
  case equal = "is"
  /// `is not` or `!=`; true of what is absent, too.
  case notEqual = "is not"
  /// `in` or `is in`: one of a list, or of a set's members.
  case isIn = "in"
  /// `not in` or `is not in`; true of what is absent, too.
  case notIn = "not in"
  /// `before`, of days.
  case before
  /// `after`, of days.
  case after
  /// `contains`: one of some phrases, as whole words.
  case contains
  /// `not contains`: none of the phrases.
  case notContains = "not contains"
  /// `matches`: a pattern between slashes.
  case matches
  /// `not matches`; fails where the search is given up.
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
