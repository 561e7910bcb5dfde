internal import EmbeddedData
package import LinearModels
package import Newsworthiness

/// The learned decisions of one language: what an article is, whether a candidate is an act, how real it is, what is the main event, and whether an
/// analyst would want to be woken. Rules, lexicon and parse propose; these decide.
package struct Judgement: Sendable {
  /// What an article is: field, genre, and whether it reads like news of an escalation.
  package let newsworthiness: NewsworthinessModel
  /// Classes: `none`, `unreal`, `cooperation`, and the roots 10 to 20 of what is current.
  package let acts: LinearModel
  /// Classes: the statuses.
  package let statuses: LinearModel
  /// Classes: `actor`, `target`, for somebody who may be either.
  package let sides: LinearModel
  /// Classes: `root`, for each that the article may be about, and `any`, whether it is about an act at all.
  package let main: LinearModel
  /// One class: whether the article is an alert.
  package let verdict: LinearModel

  /// Puts models together.
  package init(
    newsworthiness: NewsworthinessModel,
    acts: LinearModel,
    statuses: LinearModel,
    sides: LinearModel,
    main: LinearModel,
    verdict: LinearModel
  ) {
    self.newsworthiness = newsworthiness
    self.acts = acts
    self.statuses = statuses
    self.sides = sides
    self.main = main
    self.verdict = verdict
  }

  /// What was learned from English news.
  package static let english = Judgement(
    newsworthiness: .standard,
    acts: LinearModel(.actWeights),
    statuses: LinearModel(.statusWeights),
    sides: LinearModel(.sideWeights),
    main: LinearModel(.mainWeights),
    verdict: LinearModel(.verdictWeights)
  )
}
