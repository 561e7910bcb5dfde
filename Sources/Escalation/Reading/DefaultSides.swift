import Actors
import Model

/// Who stands on a side of which the words say nothing.
struct DefaultSides: Sendable {
  let scene: Scene
  let sides: Sides

  /// Somebody unnamed, the people of the place, or nobody, by what kind of act it is.
  func side(of match: TriggerMatch, reading: StatusReading, isActor: Bool) -> Side {
    isActor ? actor(match, reading) : target(match, reading)
  }

  private func actor(_ match: TriggerMatch, _ reading: StatusReading) -> Side {
    if Self.policing.contains(where: reading.code.rawValue.hasPrefix) {
      return state(near: match.head) ?? unknown
    }
    switch reading.code.rootNumber {
    case 14: return people("protesters", near: match.head) ?? nobody
    case 13, 18, 20: return unknown
    case 17, 19: return isOpenNoun(match) && reading.status != .realised ? nobody : unknown
    default: return nobody
    }
  }

  private func target(_ match: TriggerMatch, _ reading: StatusReading) -> Side {
    let isOrder = reading.code.rawValue.hasPrefix("172") || reading.code.rawValue.hasPrefix("153")
    if isOrder, let country = actingCountry ?? scene.country(near: match.head) {
      return Self.people("civilians", of: country)
    }
    if [13, 18, 19].contains(reading.code.rootNumber), let home = home { return home }
    switch reading.code.rootNumber {
    case 13, 14: return state(near: match.head) ?? nobody
    case 18...20 where reading.status == .realised:
      guard let side = people("civilians", near: match.head) else { return unknown }
      let isOwn = sides.actors.contains { own in
        own.isNamed && scene.country(near: match.head).map { own.participant == .named($0) } ?? false
      }
      return isOwn ? nobody : side
    default: return nobody
    }
  }

  /// Acts that the state of the place does where nobody else is said to: raising alerts, bans, arrests, convictions.
  private static let policing = ["116", "151", "153", "172", "173", "174", "175"]

  private func state(near place: Int) -> Side? {
    scene.country(near: place).map { country in
      var side = Side(
        participant: .named(country),
        ground: ParticipantGround(mention: "", rule: "the state at the scene: \(country)"),
        isPolitical: true
      )
      side.isFromScene = true
      return side
    }
  }

  /// Nouns such as `war` and `invasion` may be said of nobody in particular.
  private func isOpenNoun(_ match: TriggerMatch) -> Bool {
    match.trigger.wordClass == .noun && ["act", "war", "fight"].contains(match.trigger.frame.name)
  }

  private func people(_ label: String, near place: Int) -> Side? {
    scene.country(near: place).map { Self.people(label, of: $0) }
  }

  /// The people of a place that something struck.
  static func people(of place: Side) -> Side {
    guard case .named(let country) = place.participant else { return place }
    var side = people("civilians", of: country)
    side.isFromScene = false
    return side
  }

  private var actingCountry: String? {
    if case .named(let name) = sides.actors.first?.participant { name } else { nil }
  }

  /// A group that fights without a named foe fights the state of its home.
  private var home: Side? {
    guard let name = actingCountry, let actor = scene.article.table.actor(named: name), actor.kind == .armed,
      let home = actor.home, home != name
    else { return nil }
    var side = Side(
      participant: .named(home),
      ground: ParticipantGround(mention: "", rule: "the state at the home of \(name)"),
      isPolitical: true
    )
    side.isFromScene = true
    return side
  }

  private static func people(_ label: String, of country: String) -> Side {
    var side = Side(
      participant: .named(ActorMention.join(country, label)),
      ground: ParticipantGround(mention: "", rule: "people at the scene: \(country)"),
      isPolitical: false
    )
    side.isFromScene = true
    return side
  }

  private var unknown: Side {
    Side(
      participant: .unknown,
      ground: ParticipantGround(mention: "", rule: "not named in the text"),
      isPolitical: false
    )
  }

  private var nobody: Side {
    Side(
      participant: nil,
      ground: ParticipantGround(mention: "", rule: "nobody on this side"),
      isPolitical: false
    )
  }
}
