import Model

/// Who stands on one side of an act.
struct Side: Sendable, Hashable {
  /// Nil for somebody or something that is no political actor.
  let participant: Participant?
  let ground: ParticipantGround
  let isPolitical: Bool
  /// True where the name comes from the place of the act and not from words for the participant.
  var isFromScene = false
  /// True for a city or region, which may be only where it happened.
  var isPlace = false
  /// True for a proper name that the table does not know: it may be a country's, a person's or a company's.
  var isPresumed = false

  /// The same with people read as their state: relations are cut between states, whoever is sent home.
  var asState: Side {
    guard case .named(let name) = participant, name.hasSuffix(" civilians") else { return self }
    let state = String(name.dropLast(" civilians".count))
    var side = Side(participant: .named(state), ground: ground, isPolitical: true)
    side.isFromScene = isFromScene
    return side
  }

  var isNamed: Bool {
    if case .named = participant { !isPresumed } else { false }
  }
}
