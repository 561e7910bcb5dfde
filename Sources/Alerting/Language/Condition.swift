package import Model
package import Patterns

/// What an analyst wants to be alerted to: tests on one event, its article and its story, joined by and, or, not.
///
/// All tests on events speak of one and the same event.
package indirect enum Condition: Sendable, Hashable {
  /// Holds where one part does; never empty as it is read.
  case any([Condition])
  /// Holds where every part does; never empty as it is read.
  case all([Condition])
  /// Holds where the part fails; where that cannot be told, neither can this.
  case not(Condition)
  /// A single comparison.
  case test(ConditionTest)
}

/// One comparison of a field with what it should be.
package struct ConditionTest: Sendable, Hashable {
  /// What is compared, and with what, the negation apart.
  package var subject: TestSubject
  /// `is not`, `not in`, `not contains`: true where the subject's test fails, an absent value included.
  package var isNegated: Bool

  /// Makes a test.
  package init(_ subject: TestSubject, isNegated: Bool = false) {
    self.subject = subject
    self.isNegated = isNegated
  }
}

/// What is compared, and with what.
package enum TestSubject: Sendable, Hashable {
  /// A number, with at most two decimals counting; an event, article or story without it fails.
  case number(NumberField, Relation, Double)
  /// A length of time in seconds, whole minutes as it is read; what has no date fails.
  case duration(DurationField, Relation, seconds: Int)
  /// A day; an article without a date, or without a story, fails.
  case moment(MomentField, DayRelation, CalendarDay)
  /// The event's code is one of these or stands below one in the codebook: `16` holds for `161`.
  case code([EventCode])
  /// The event's PLOVER category is one of these; an event without one, of roots 01 and 02, fails.
  case category([EventCategory])
  /// The event's status is one of these. Naming one lifts the limit to current events.
  case status([EventStatus])
  /// A side of the event is one of these.
  case side(SideField, [Party])
  /// First toward second; in either direction where not directed.
  case dyad(Party, Party, isDirected: Bool)
  /// The country that the article's events happen in.
  case place([Party])
  /// What kind of text the article is; cannot be told where nobody looked.
  case genre([ArticleGenre])
  /// What field of life the article is about; cannot be told where nobody looked.
  case domain([ArticleDomain])
  /// One of these names: of the outlet, of the language, of the rule that a silence is for.
  case name(NameField, [String])
  /// The words stand in the text in this order, as whole words, letters and accents of either kind; one of the
  /// phrases suffices.
  case words(TextField, [String])
  /// The pattern matches somewhere in the field. A search that is given up fails, negated or not.
  case pattern(TextField, Pattern)
  /// A number over the past of an actor or a pair; fails where no past may be asked.
  case series(SeriesTest)
}

/// A field with a number.
package enum NumberField: String, Sendable, CaseIterable {
  /// How severe the event is, 0 to 10.
  case severity
  /// The event's value on the Goldstein scale, -10 to 10.
  case goldstein
  /// The severity of the article's worst current event, 0 to 10.
  case articleSeverity = "article.severity"
  /// How many independent publishers tell the story by now.
  case storySources = "story.sources"
  /// How many articles tell the story by now, this one among them.
  case storyArticles = "story.articles"
  /// How many articles of the story came in the 24 hours up to this one.
  case storyGrowth = "story.growth"

  /// The numbers that it can have.
  package var range: ClosedRange<Double> {
    switch self {
    case .severity, .articleSeverity: 0...10
    case .goldstein: -10...10
    case .storySources, .storyArticles, .storyGrowth: 0...100_000
    }
  }
}

/// A field with a length of time.
package enum DurationField: String, Sendable, CaseIterable {
  /// From the publication to the arrival of the article; a publication ahead of it counts as 0.
  case age
  /// From the arrival of the story's first article to that of this one.
  case storyAge = "story.age"
}

/// A field with a day.
package enum MomentField: String, Sendable, CaseIterable {
  /// The day of publication as the publisher wrote it, else the UTC day of its moment.
  case published
  /// The UTC day on which the story's first article arrived.
  case storyFirstSeen = "story.first-seen"
}

/// A side of an event.
package enum SideField: String, Sendable, CaseIterable {
  /// Who acts.
  case actor
  /// Whom the act hits.
  case target
  /// The actor or the target.
  case either
}

/// A field with a name that no table lists.
package enum NameField: String, Sendable, CaseIterable {
  /// The outlet's name or its domain, which holds for domains under it, too.
  case source
  /// The outlet's name as its page gives it.
  case site
  /// The language tag of the text; a shorter tag holds for longer ones, `en` for `en-GB`.
  case language
  /// A tag of a watch that the article came by.
  case tag
  /// The name of a watch that the article came by.
  case watch
  /// The name of the rule that would fire: in silences only.
  case rule
}

/// A part of an article or an event with words.
package enum TextField: String, Sendable, CaseIterable {
  /// The article's headline.
  case title
  /// The article's text, without the headline.
  case text
  /// The event's words that carry the act.
  case trigger
  /// The event's sentence.
  case sentence

  /// True where it is a part of the event's, not of the article's.
  package var isOfEvent: Bool { self == .trigger || self == .sentence }
}

/// How two numbers are compared.
package enum Relation: String, Sendable, CaseIterable {
  /// `at least` or `>=`.
  case atLeast = "at least"
  /// `at most` or `<=`.
  case atMost = "at most"
  /// `over` or `>`.
  case over
  /// `under` or `<`.
  case under
  /// `is` or `=`.
  case equal = "is"

  /// Whether it holds. Both numbers have two decimals at most as they are shown, so they are compared as shown.
  func holds(_ left: Double, _ right: Double) -> Bool {
    let (left, right) = ((left * 100).rounded(), (right * 100).rounded())
    return switch self {
    case .atLeast: left >= right
    case .atMost: left <= right
    case .over: left > right
    case .under: left < right
    case .equal: left == right
    }
  }
}

/// How two days are compared.
package enum DayRelation: String, Sendable, CaseIterable {
  /// An earlier day.
  case before
  /// A later day.
  case after
  /// That day.
  case equal = "is"

  func holds(_ left: CalendarDay, _ right: CalendarDay) -> Bool {
    switch self {
    case .before: left < right
    case .after: left > right
    case .equal: left == right
    }
  }
}

/// Whom a side is compared with.
package enum Party: Sendable, Hashable {
  /// One actor, by canonical name.
  case actor(String)
  /// An organisation or set, or any of its members: `in NATO`.
  case groupOrMember(String, members: Set<String>)
  /// A member, but not the organisation itself: `in NATO.members`.
  case member(of: String, members: Set<String>)
  /// Somebody whom the text does not name.
  case unknown
  /// Nobody is on that side.
  case nobody

  func matches(_ participant: Participant?) -> Bool {
    let named = participant.flatMap { $0.isNamed ? $0.name : nil }
    return switch self {
    case .actor(let name): name == named
    case .groupOrMember(let name, let members): named.map { $0 == name || members.contains($0) } ?? false
    case .member(_, let members): named.map(members.contains) ?? false
    case .unknown: participant == .unknown
    case .nobody: participant == nil
    }
  }
}

extension Condition {
  /// Every test in it, in order.
  package var tests: [ConditionTest] {
    switch self {
    case .any(let parts), .all(let parts): parts.flatMap(\.tests)
    case .not(let part): part.tests
    case .test(let test): [test]
    }
  }

  /// True where a test speaks of events. Without one the article itself is what fires.
  package var speaksOfEvents: Bool { hasTest { $0.subject.speaksOfEvent } }

  /// True where what it says hangs on coded events: on one of them, or on the article's severity.
  package var asksForEvents: Bool { hasTest { $0.subject.needsCoding } }

  /// True where a test asks for the article's story.
  package var asksForStory: Bool { hasTest { $0.subject.isOfStory } }

  /// True where a test names a status. Without one only realised, threatened and planned events are seen.
  package var namesStatus: Bool {
    hasTest { if case .status = $0.subject { true } else { false } }
  }

  /// Whether one of its tests is of a kind.
  private func hasTest(_ isWanted: (ConditionTest) -> Bool) -> Bool {
    switch self {
    case .any(let parts), .all(let parts): parts.contains { $0.hasTest(isWanted) }
    case .not(let part): part.hasTest(isWanted)
    case .test(let test): isWanted(test)
    }
  }

  /// The languages that it asks for by name; empty where it asks for none.
  package var languages: [String] {
    tests.flatMap { test in
      if case .name(.language, let languages) = test.subject, !test.isNegated {
        languages
      } else {
        [String]()
      }
    }
  }
}

extension TestSubject {
  /// True where there is nothing to compare in an article whose events are not coded.
  var needsCoding: Bool {
    switch self {
    case .number(.articleSeverity, _, _), .genre, .domain: true
    default: speaksOfEvent
    }
  }

  fileprivate var isOfStory: Bool {
    switch self {
    case .number(let field, _, _): field == .storySources || field == .storyArticles || field == .storyGrowth
    case .duration(let field, _, _): field == .storyAge
    case .moment(let field, _, _): field == .storyFirstSeen
    default: false
    }
  }

  var speaksOfEvent: Bool {
    switch self {
    case .number(let field, _, _): field == .severity || field == .goldstein
    case .code, .category, .status, .side, .dyad: true
    case .words(let field, _), .pattern(let field, _): field.isOfEvent
    case .series(let test): test.subject.speaksOfEvent
    case .duration, .moment, .place, .genre, .domain, .name: false
    }
  }
}
