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

  /// The classes of the model: a question for each side, and one for both together.
  package static let questions = ["actor", "target", "pair"]

  /// So many of the likeliest candidates for each side are compared as pairs.
  private static let likeliestMax = 6

  /// The candidates of both sides with what speaks for each, and for each two.
  func survey(_ candidate: Candidate, _ ruled: Pair, named: Bool) -> SurveyedSides {
    let asked = [true, false].map { question(candidate, ruled, isActor: $0) }
    let facts = asked.map { question in question.all.indices.map { features.facts($0, of: question) } }
    let pairs = features.pairs(of: asked[0])
    return SurveyedSides(
      names: asked.map { $0.all.map { $0.participant?.name } },
      bags: asked.map { question in
        question.all.indices.map { features.bag($0, of: question, named: named) }
      },
      pairs: facts[0].map { actor in facts[1].map { pairs.bag(actor, $0, named: named) } }
    )
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

  /// The likeliest of all pairs of an actor and a target; who is among the rules' answers brings the others of them along.
  func ranked(_ candidate: Candidate, _ ruled: Pair, by model: LinearModel) -> Pair {
    let asked = [true, false].map { question(candidate, ruled, isActor: $0) }
    let scores = asked.indices.map { side in
      asked[side].all.indices.map { model.scores(features.bag($0, of: asked[side], named: false))[side] }
    }
    let likeliest = asked.indices.map { Self.likeliest(scores[$0], asked[$0]) }
    let facts = asked.indices.map { side in
      likeliest[side].map { features.facts($0, of: asked[side]) }
    }
    let pairs = features.pairs(of: asked[0])
    var best: Choice?
    for (actor, actorFacts) in zip(likeliest[0], facts[0]) {
      for (target, targetFacts) in zip(likeliest[1], facts[1])
      where isPossible(candidate, asked, actor, target) {
        let both = model.scores(pairs.bag(actorFacts, targetFacts, named: false))[2]
        let choice = Choice(actor: actor, target: target, score: scores[0][actor] + scores[1][target] + both)
        if choice.score > best?.score ?? -.infinity { best = choice }
      }
    }
    guard let best else { return ruled }
    return Pair(
      actors: answer(best.actor, asked[0], scores[0]),
      targets: answer(best.target, asked[1], scores[1])
    )
  }

  /// False for a break with oneself: somebody was expelled, whoever it was. What somebody seems to threaten himself with is mostly
  /// no threat, and is left out as such.
  private func isPossible(
    _ candidate: Candidate,
    _ asked: [SideFeatures.Question],
    _ actor: Int,
    _ target: Int
  ) -> Bool {
    let code = candidate.reading.code
    return !code.isA(.rupture)
      || !CodedAct.isAgainstItself(code, asked[0].all[actor].participant, asked[1].all[target].participant)
  }

  /// Two candidates by their places among all, with how likely they are.
  private struct Choice {
    let actor: Int
    let target: Int
    let score: Double
  }

  /// The places of the likeliest candidates, and of the rules' first answer.
  private static func likeliest(_ scores: [Double], _ question: SideFeatures.Question) -> [Int] {
    let ruled = question.ruled.first?.participant
    return scores.indices.sorted { scores[$0] > scores[$1] }.enumerated()
      .filter { $0.offset < likeliestMax || question.all[$0.element].participant == ruled }.map(\.element)
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

/// The candidates for both sides of an act as training sees them, actors first.
package struct SurveyedSides: Sendable {
  /// Canonical names; nil for nobody.
  package let names: [[String?]]
  /// What speaks for each.
  package let bags: [[FeatureBag]]
  /// What speaks for each actor with each target.
  package let pairs: [[FeatureBag]]
}
