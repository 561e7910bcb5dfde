package import Model

/// Looks at the past of an actor or a pair.
package protocol SeriesSource: Sendable {
  /// What a function gives on a day, as far as was known when the article came.
  ///
  /// - Parameters:
  ///   - function: what is asked.
  ///   - parties: whose past.
  ///   - days: how many days, the last one among them; nil for a function that takes none.
  ///   - day: the last day.
  /// - Returns: the value; 0 where nothing happened.
  /// - Throws: where the past cannot be read.
  func value(
    of function: SeriesFunction,
    _ parties: SeriesSubject,
    days: Int?,
    through day: CalendarDay
  ) throws
    -> Double
}

/// All that a condition may ask about: an article, one of its events, the past.
package struct EvaluationContext: Sendable {
  /// The article, with what is known of its story.
  package var article: AlertArticle
  /// Nil for a condition that speaks of none, and where there is none.
  package var event: Event?
  /// Nil where no past is to be asked: then no test of a series holds.
  package var series: (any SeriesSource)?
  /// The rule that would fire, for the matchers of silences.
  package var rule: String?

  /// Puts a context together.
  package init(
    _ article: AlertArticle,
    event: Event?,
    series: (any SeriesSource)? = nil,
    rule: String? = nil
  ) {
    self.article = article
    self.event = event
    self.series = series
    self.rule = rule
  }

  /// The day that series run through: the event's last one, else the article's.
  var seriesDay: CalendarDay { event?.date?.last.map { min($0, article.day) } ?? article.day }
}

extension SeriesTest {
  /// The value of the series, where it is over somebody.
  func value(_ context: EvaluationContext) throws -> Double? {
    guard let series = context.series, let parties = subject.parties(in: context.event) else { return nil }
    return try series.value(of: function, parties, days: days, through: context.seriesDay)
  }

  func holds(_ context: EvaluationContext) throws -> Bool {
    try value(context).map { relation.holds($0, value) } ?? false
  }
}

extension SeriesTest.Subject {
  /// The names it stands for; nil where the event does not name them.
  fileprivate func parties(in event: Event?) -> SeriesSubject? {
    func name(_ side: Participant?) -> String? { side?.isNamed == true ? side?.name : nil }
    switch self {
    case .actor(let name): return .actor(name)
    case .dyad(let actor, let target): return .dyad(actor: actor, target: target)
    case .pair(let first, let second): return .pair(first, second)
    case .sameActor: return name(event?.actor).map(SeriesSubject.actor)
    case .sameTarget: return name(event?.target).map(SeriesSubject.actor)
    case .sameDyad:
      guard let actor = name(event?.actor), let target = name(event?.target) else { return nil }
      return .pair(actor, target)
    }
  }
}
