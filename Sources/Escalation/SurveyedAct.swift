package import LinearModels
package import Model

/// A candidate as training sees it: what the rules made of it, and what the learned decision rests on.
package struct SurveyedAct: Sendable {
  package let event: Event
  /// Why the rules reject it; nil where they keep it.
  package let rejection: String?
  package let bag: FeatureBag

  /// How it counts for the verdict, once its odds are known.
  package func counted(_ odds: ActOdds) -> VerdictFeatures.Act {
    VerdictFeatures.Act(
      odds: odds,
      isTitle: event.part == .title,
      isEarly: event.part == .title || (event.sentenceIndex ?? 0) < Self.earlySentences,
      isKeptByRules: rejection == nil
    )
  }

  /// How many sentences of a text are its beginning.
  static let earlySentences = 3
}
