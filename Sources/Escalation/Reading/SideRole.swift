import Model

/// What a word for people says of their part.
enum SideRole: Sendable {
  /// People known by their role.
  case people(ParticipantRole)
  /// Those who are their country: its government, its forces.
  case state
  case unnamed, thing

  /// Such people of a country or group; the country or group itself for those who stand for it.
  func participant(of owner: String) -> Participant {
    if case .people(let role) = self {
      Participant(actor: owner, role: role)
    } else {
      Participant(actor: owner)
    }
  }

  /// True for those who take part in politics, by office, by arms or by protest.
  var isPolitical: Bool {
    switch self {
    case .people(let role): role.roleClass.isPolitical
    case .state: true
    case .unnamed, .thing: false
    }
  }

  /// True for people who take no part in politics.
  var isCivilians: Bool { if case .people(.civilians) = self { true } else { false } }
}
