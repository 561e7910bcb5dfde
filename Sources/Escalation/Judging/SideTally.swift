import Model

/// Whom the rules put on which side over all acts of an article: who attacks in five of its sentences attacks in the sixth.
struct SideTally: Sendable {
  private struct Dyad: Hashable {
    let actor: Participant
    let target: Participant
  }

  private var actors: [Participant: Int] = [:]
  private var targets: [Participant: Int] = [:]
  private var dyads: [Dyad: Int] = [:]

  /// Counts the rules' answer for one act; who is not named counts for nothing.
  mutating func add(_ sides: SideRanking.Pair) {
    let (told, suffered) = (Self.named(sides.actors), Self.named(sides.targets))
    for actor in told { actors[actor, default: 0] += 1 }
    for target in suffered { targets[target, default: 0] += 1 }
    for actor in told {
      for target in suffered { dyads[Dyad(actor: actor, target: target), default: 0] += 1 }
    }
  }

  /// In how many acts beside one somebody who is named is the actor, and in how many the target.
  func roles(of participant: Participant, beside sides: SideRanking.Pair) -> (actor: Int, target: Int) {
    (
      (actors[participant] ?? 0) - (sides.actors.holds(participant) ? 1 : 0),
      (targets[participant] ?? 0) - (sides.targets.holds(participant) ? 1 : 0)
    )
  }

  /// In how many acts beside one somebody acts against somebody.
  func count(_ actor: Participant, against target: Participant, beside sides: SideRanking.Pair) -> Int {
    let told = dyads[Dyad(actor: actor, target: target)] ?? 0
    return told - (sides.actors.holds(actor) && sides.targets.holds(target) ? 1 : 0)
  }

  private static func named(_ sides: [Side]) -> Set<Participant> {
    Set(sides.compactMap(\.participant).filter(\.isNamed))
  }
}

extension [Side] {
  /// True where somebody is among them.
  func holds(_ participant: Participant) -> Bool { contains { $0.participant == participant } }
}
