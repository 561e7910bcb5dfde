package import Model
package import Patterns

/// What an analyst wants to be alerted to: tests on one event, its article and its story, joined by and, or, not.
///
/// All tests on events speak of one and the same event.
package indirect enum Condition: Sendable, Hashable {
  case any([Condition])
  case all([Condition])
  case not(Condition)
  case test(ConditionTest)
}

/// One comparison of a field with what it should be.
package struct ConditionTest: Sendable, Hashable {
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
  case number(NumberField, Relation, Double)
  case duration(DurationField, Relation, seconds: Int)
  case moment(MomentField, DayRelation, CalendarDay)
  /// The event's code is one of these or stands below one in the codebook: `16` holds for `161`.
  case code([EventCode])
  case category([EventCategory])
  case status([EventStatus])
  case side(SideField, [Party])
  /// First toward second; in either direction where not directed.
  case dyad(Party, Party, isDirected: Bool)
  /// The country that the article's events happen in.
  case place([Party])
  case genre([ArticleGenre])
  case domain([ArticleDomain])
  /// One of these names: of the outlet, of the language, of the rule that a silence is for.
  case name(NameField, [String])
  /// The words stand in the text in this order, as whole words, letters and accents of either kind; one of the
  /// phrases suffices.
  case words(TextField, [String])
  case pattern(TextField, Pattern)
  case series(SeriesTest)
}

/// A field with a number.
package enum NumberField: String, Sendable, CaseIterable {
  case severity
  case goldstein
  case articleSeverity = "article.severity"
  case storySources = "story.sources"
  case storyArticles = "story.articles"
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
  case age
  case storyAge = "story.age"
}

/// A field with a day.
package enum MomentField: String, Sendable, CaseIterable {
  case published
  case storyFirstSeen = "story.first-seen"
}

/// A side of an event.
package enum SideField: String, Sendable, CaseIterable {
  case actor
  case target
  /// The actor or the target.
  case either
}

/// A field with a name that no table lists.
package enum NameField: String, Sendable, CaseIterable {
  case source
  case site
  case language
  case tag
  case watch
  case rule
}

/// A part of an article or an event with words.
package enum TextField: String, Sendable, CaseIterable {
  case title
  case text
  case trigger
  case sentence

  /// True where it is a part of the event's, not of the article's.
  package var isOfEvent: Bool { self == .trigger || self == .sentence }
}

/// How two numbers are compared.
package enum Relation: String, Sendable, CaseIterable {
  case atLeast = "at least"
  case atMost = "at most"
  case over
  case under
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
  case before
  case after
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
