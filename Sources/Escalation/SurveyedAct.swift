package import LinearModels
package import Model

/// A candidate as training sees it: what the rules made of it, and what the learned decision rests on.
package struct SurveyedAct: Sendable {
  /// The event that it would be told as, before any learned decision.
  package let event: Event
  /// Why the rules reject it; nil where they keep it.
  package let rejection: String?
  /// What the learned decision weighs.
  package let bag: FeatureBag
  /// Who may be its actor, and who its target, found when asked.
  package let sides: @Sendable () -> SurveyedSides

  init(event: Event, rejection: String?, bag: FeatureBag, sides: @escaping @Sendable () -> SurveyedSides) {
    (self.event, self.rejection, self.bag, self.sides) = (event, rejection, bag, sides)
  }

  /// How it counts for its article, once its odds are known.
  package func weighed(_ odds: ActOdds) -> WeighedAct {
    WeighedAct(
      odds: odds,
      code: event.code,
      status: event.status,
      part: event.part,
      sentenceIndex: event.sentenceIndex ?? 0,
      rejection: rejection
    )
  }
}
