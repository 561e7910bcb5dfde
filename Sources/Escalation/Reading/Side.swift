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
    guard case .named(let state, .civilians) = participant else { return self }
    var side = Side(participant: Participant(actor: state), ground: ground, isPolitical: true)
    side.isFromScene = isFromScene
    return side
  }

  /// The canonical name of who is named.
  var name: String? { participant?.isNamed == true ? participant?.name : nil }

  var isNamed: Bool {
    if case .named = participant { !isPresumed } else { false }
  }
}
