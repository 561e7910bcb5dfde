import Actors
import EventCodes
import Language
package import LinearModels
import Model

/// Chooses who stands on either side of an act among all who may, by learned weights.
package struct SideRanking: Sendable {
  let candidates: SideCandidates
  let features: SideFeatures
  let strangers: Strangers

  /// The sides of an act.
  struct Pair: Sendable {
    var actors: [Side]
    var targets: [Side]
  }

  /// The classes of the model: one question for each side.
  package static let questions = ["actor", "target"]

  /// The candidates of both sides with what speaks for each.
  func survey(_ candidate: Candidate, _ ruled: Pair, named: Bool) -> [SurveyedSide] {
    [true, false].map { isActor in
      let question = question(candidate, ruled, isActor: isActor)
      return SurveyedSide(
        names: question.all.map { $0.participant?.name },
        bags: question.all.indices.map { features.bag($0, of: question, named: named) }
      )
    }
  }

  private func question(_ candidate: Candidate, _ ruled: Pair, isActor: Bool) -> SideFeatures.Question {
    let own = isActor ? ruled.actors : ruled.targets
    return SideFeatures.Question(
      candidate: candidate,
      ruled: own,
      other: isActor ? ruled.targets : ruled.actors,
      isActor: isActor,
      all: candidates.candidates(of: candidate, ruled: own, isActor: isActor)
    )
  }

  /// The likeliest actor and target that are not one and the same; where they are among the rules' answers, all of these.
  func ranked(_ candidate: Candidate, _ ruled: Pair, by model: LinearModel) -> Pair {
    let asked = [true, false].map { question(candidate, ruled, isActor: $0) }
    let scores = asked.indices.map { side in
      asked[side].all.indices.map { model.scores(features.bag($0, of: asked[side], named: false))[side] }
    }
    var best: (actor: Int, target: Int, score: Double)?
    for actor in asked[0].all.indices {
      for target in asked[1].all.indices {
        let one = asked[0].all[actor].participant
        if let one, one.isNamed, one == asked[1].all[target].participant { continue }
        let score = scores[0][actor] + scores[1][target]
        if best.map({ score > $0.score }) ?? true { best = (actor, target, score) }
      }
    }
    guard let best else { return ruled }
    if let known = score(of: ruled, asked, scores), best.score - known < Self.doubtMin { return ruled }
    return Pair(
      actors: answer(best.actor, asked[0], scores[0]),
      targets: answer(best.target, asked[1], scores[1])
    )
  }

  /// By so much, as the logarithm of odds, another pair must be likelier than what the rules read from the sentence: chosen
  /// by cross-validation over outlets.
  private static let doubtMin = 1.0

  /// How likely the rules' answer is; nil where it names nobody, or somebody who can be on neither side.
  private func score(of ruled: Pair, _ asked: [SideFeatures.Question], _ scores: [[Double]]) -> Double? {
    let first = [ruled.actors.first?.participant, ruled.targets.first?.participant]
    guard first.contains(where: { $0?.isNamed == true }) else { return nil }
    var sum = 0.0
    for side in asked.indices {
      guard let place = asked[side].all.firstIndex(where: { $0.participant == first[side] }) else {
        return nil
      }
      sum += scores[side][place]
    }
    return sum
  }

  private func answer(_ place: Int, _ question: SideFeatures.Question, _ scores: [Double]) -> [Side] {
    let chosen = question.all[place]
    if question.ruled.contains(where: { $0.participant == chosen.participant }) {
      return question.ruled.filter { !strangers.holds($0) }
    }
    let odds = Odds.probabilities(scores)[place].inPercent
    let instead = question.ruled.first?.participant?.name ?? "nobody"
    var side = chosen.side
    side = side.explained("\(side.ground.rule), likelier here than \(instead) (\(odds))")
    return [side]
  }
}

extension Side {
  /// The same with another reason.
  func explained(_ rule: String) -> Side {
    var side = Side(
      participant: participant,
      ground: ParticipantGround(mention: ground.mention, rule: rule, person: ground.person),
      isPolitical: isPolitical
    )
    (side.isFromScene, side.isPlace, side.isPresumed) = (isFromScene, isPlace, isPresumed)
    return side
  }
}

/// The candidates for one side of an act as training sees them.
package struct SurveyedSide: Sendable {
  /// Canonical names; nil for nobody.
  package let names: [String?]
  package let bags: [FeatureBag]
}
