import EventCodes
import Model

/// Whether an article wakes an analyst, and the event that it would be about.
struct NewsVerdict: Sendable {
  let isEscalatory: Bool
  let reason: String
  private let alarm: NewsAlarm

  /// An article that wakes nobody has the severity of what it is about from this probability on. Chosen by cross-validation
  /// over outlets.
  private static let aboutMin = 0.4

  /// The verdict on an article by its acts, the main one first.
  init(
    _ told: [CodedAct],
    _ alarm: NewsAlarm,
    _ character: ArticleCharacter,
    rejected: [RejectedTrigger]
  ) {
    self.alarm = alarm
    let news = told.first(where: \.isAlarming)
    isEscalatory = alarm.isSure && news != nil
    reason = Self.reason(alarm, news, told, character, rejected)
  }

  private static func reason(
    _ alarm: NewsAlarm,
    _ news: CodedAct?,
    _ told: [CodedAct],
    _ character: ArticleCharacter,
    _ rejected: [RejectedTrigger]
  ) -> String {
    let odds = alarm.grounds.probability.inPercent
    guard let news else {
      return told.isEmpty
        ? EscalationVerdict.emptiness(rejected) : "no current act that an alert may be about (\(odds))"
    }
    let act = "\(news.event.code.words) \(news.event.status.rawValue): \(news.event.trigger)"
    if alarm.isSure { return "\(act) (\(odds))" }
    let kind = character.genre.reports ? "\(character.domain.rawValue)" : character.genre.rawValue
    return "reads as \(kind), not as news of an escalation (\(odds)): \(news.event.trigger)"
  }

  /// The acts with the main one first and weighed by how sure it is that it is news, and that the article is about it; of an
  /// alert it is the act that the verdict names.
  func weighed(_ told: [CodedAct]) -> [CodedAct] {
    var told = told
    if isEscalatory, let place = told.firstIndex(where: \.isAlarming) {
      told.insert(told.remove(at: place), at: 0)
    }
    guard let place = told.firstIndex(where: { $0.event.status.isCurrent }) else { return told }
    told[place].event.severity = told[place].event.severity.weighed(
      certainty: alarm.grounds.probability,
      least: alarm.least,
      isAlarm: isEscalatory
    )
    if !isEscalatory, (told[place].main?.probability ?? 0) < Self.aboutMin {
      told[place].event.severity = told[place].event.severity.silenced
    }
    return told
  }
}

extension Severity {
  /// How much worse an act is that wakes an analyst, and how much more where that is sure.
  private static let (alarmChange, sureChange) = (1.0, 0.7)
  /// What wakes an analyst has at least this, below the bounds of the band of what is high.
  private static let alarmMin = 6.0
  /// How much less one is that surely does not.
  private static let calmChange = 5.0

  /// Nothing, with the reason: what an article is hardly about lends it no severity.
  var silenced: Severity {
    Severity(0, factors: factors + [ScoreFactor("not sure that the article is about it", -value)])
  }

  /// The same moved by how sure it is that the act is news. What is not critical in itself does not become so.
  func weighed(certainty: Double, least: Double, isAlarm: Bool) -> Severity {
    guard value > 0 else { return self }
    let share =
      certainty >= least
      ? Self.alarmChange + Self.sureChange * certainty : Self.calmChange * (certainty / least - 1)
    let limit = value < Self.criticalMin ? Self.criticalMin - 0.1 : 10
    let moved = min(max(value + share, isAlarm ? Self.alarmMin : 0.1), limit)
    let change = ((moved - value) * 10).rounded() / 10
    let factor = ScoreFactor("certainty that it is news", change)
    return Severity(moved, factors: factors + [factor])
  }
}
