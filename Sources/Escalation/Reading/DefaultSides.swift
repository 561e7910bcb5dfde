import Model

/// Who stands on a side of which the words say nothing.
struct DefaultSides: Sendable {
  let scene: Scene

  /// Somebody unnamed, the people of the place, or nobody, by what kind of act it is.
  func side(of match: TriggerMatch, reading: StatusReading, isActor: Bool) -> Side {
    isActor ? actor(match, reading) : target(match, reading)
  }

  private func actor(_ match: TriggerMatch, _ reading: StatusReading) -> Side {
    if Self.policing.contains(where: reading.code.rawValue.hasPrefix) { return state(near: match.head) ?? unknown }
    switch reading.code.rootNumber {
    case 14: return people("protesters", near: match.head) ?? nobody
    case 13, 18, 20: return unknown
    case 17, 19: return isOpenNoun(match) && reading.status != .realised ? nobody : unknown
    default: return nobody
    }
  }

  private func target(_ match: TriggerMatch, _ reading: StatusReading) -> Side {
    switch reading.code.rootNumber {
    case 13, 14: state(near: match.head) ?? nobody
    case 18...20 where reading.status == .realised: people("civilians", near: match.head) ?? unknown
    default: nobody
    }
  }

  /// Acts that the state of the place does where nobody else is said to: raising alerts, bans, arrests, convictions.
  private static let policing = ["116", "151", "153", "172", "173", "174", "175"]

  private func state(near place: Int) -> Side? {
    scene.country(near: place).map { country in
      var side = Side(
        participant: .named(country), ground: ParticipantGround(mention: "", rule: "the state at the scene: \(country)"),
        isPolitical: true)
      side.isFromScene = true
      return side
    }
  }

  /// Nouns such as `war` and `invasion` may be said of nobody in particular.
  private func isOpenNoun(_ match: TriggerMatch) -> Bool {
    match.trigger.wordClass == .noun && ["act", "war", "fight"].contains(match.trigger.frame.name)
  }

  private func people(_ label: String, near place: Int) -> Side? {
    scene.country(near: place).map { country in
      var side = Side(
        participant: .named("\(country) \(label)"), ground: ParticipantGround(mention: "", rule: "people at the scene: \(country)"),
        isPolitical: false)
      side.isFromScene = true
      return side
    }
  }

  private var unknown: Side {
    Side(participant: .unknown, ground: ParticipantGround(mention: "", rule: "not named in the text"), isPolitical: false)
  }

  private var nobody: Side {
    Side(participant: nil, ground: ParticipantGround(mention: "", rule: "nobody on this side"), isPolitical: false)
  }
}
