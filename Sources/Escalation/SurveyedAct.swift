package import LinearModels
package import Model

/// A candidate as training sees it: what the rules made of it, and what the learned decision rests on.
package struct SurveyedAct: Sendable {
  package let event: Event
  /// Why the rules reject it; nil where they keep it.
  package let rejection: String?
  package let bag: FeatureBag
  /// Who may be its actor, and who its target, found when asked.
  package let sides: @Sendable () -> [SurveyedSide]

  init(event: Event, rejection: String?, bag: FeatureBag, sides: @escaping @Sendable () -> [SurveyedSide]) {
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
