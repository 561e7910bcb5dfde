/// A number over the past of an actor or of a pair of actors, compared with another.
package struct SeriesTest: Sendable, Hashable {
  /// Whose past. Acts count on the day they happened, each once, however many articles tell it.
  package enum Subject: Sendable, Hashable {
    /// The sides of the event at hand, in either direction.
    case sameDyad
    /// All that the actor of the event at hand does or suffers.
    case sameActor
    /// All that the target of the event at hand does or suffers.
    case sameTarget
    /// All that one actor does or suffers, by canonical name.
    case actor(String)
    /// What the first does to the second, by canonical names.
    case dyad(actor: String, target: String)
    /// In either direction.
    case pair(String, String)

    var speaksOfEvent: Bool { self == .sameDyad || self == .sameActor || self == .sameTarget }
  }

  /// What is computed over the past.
  package var function: SeriesFunction
  /// Whose past.
  package var subject: Subject
  /// The days that count, the day of the event among them; nil for a function that looks at the whole past.
  package var days: Int?
  /// How the value is compared with the number; `is not` is the test's negation.
  package var relation: Relation
  /// The number that the value is compared with, within the function's range.
  package var value: Double

  /// Makes a test.
  package init(
    _ function: SeriesFunction,
    of subject: Subject,
    days: Int?,
    _ relation: Relation,
    _ value: Double
  ) {
    self.function = function
    self.subject = subject
    self.days = days
    self.relation = relation
    self.value = value
  }
}

/// What can be asked of a past: the one table that parser, type check, completion and manual read.
package enum SeriesFunction: String, Sendable, CaseIterable {
  /// Realised acts that do not calm, within so many days.
  case count
  /// The worst severity within so many days; 0 where nothing happened.
  case maxSeverity = "max severity"
  /// Severities of realised acts added up, halved every week.
  case index
  /// How rare a day like the last one is in that past, as one day in so many.
  case rise

  /// Its words before the parenthesis.
  package var spelling: [String] { self == .maxSeverity ? ["max", "severity"] : [rawValue] }

  /// True where `within` and days belong to it.
  package var takesDays: Bool { self == .count || self == .maxSeverity }

  /// The numbers that it can give.
  package var range: ClosedRange<Double> { self == .maxSeverity ? 0...10 : 0...1_000_000 }

  /// What it tells, for the manual.
  package var meaning: String {
    switch self {
    case .count:
      "how many realised acts of the pair or actor fell within so many days: count(same dyad) within 7d"
    case .maxSeverity:
      "the worst severity within so many days, 0 where nothing happened: max severity(Russia) within 30d"
    case .index: "the index of the day: severities of realised acts, halved every week: index(Russia, NATO)"
    case .rise:
      "how rare such a day is in the pair's own past, as one day in so many: rise(same dyad) at least 365"
    }
  }
}

extension SeriesTest.Subject {
  /// How `same …` is written.
  static let relative: [(word: String, subject: SeriesTest.Subject)] = [
    ("dyad", .sameDyad), ("actor", .sameActor), ("target", .sameTarget),
  ]
}
