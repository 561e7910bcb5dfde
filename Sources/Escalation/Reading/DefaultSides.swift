import Actors
import EventCodes
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
    let code = reading.code
    if code.isA(.policing) { return state(near: match.head) ?? Self.unknown }
    if code.isA(.protest) { return people(.protesters, near: match.head) ?? Self.nobody }
    if code.isA(.threat, .assault, .massViolence) { return Self.unknown }
    guard code.isA(.coercion, .fighting) else { return Self.nobody }
    return isOpenNoun(match) && reading.status != .realised ? Self.nobody : Self.unknown
  }

  private func target(_ match: TriggerMatch, _ reading: StatusReading) -> Side {
    let code = reading.code
    if code.isA(.publicOrder), let country = actingName ?? scene.country(near: match.head) {
      return Self.people(.civilians, of: country)
    }
    if code.isA(.threat, .assault, .fighting), let home = home { return home }
    if code.isA(.threat, .protest) { return state(near: match.head) ?? Self.nobody }
    guard code.isA(.violence), reading.status == .realised else { return Self.nobody }
    guard let side = people(.civilians, near: match.head) else { return Self.unknown }
    let isOwn = sides.actors.contains { own in
      own.isNamed
        && scene.country(near: match.head).map { own.participant == Participant(actor: $0) } ?? false
    }
    return isOwn ? Self.nobody : side
  }

  private func state(near place: Int) -> Side? {
    scene.country(near: place).map(Self.state)
  }

  /// The state at a scene.
  static func state(at country: String) -> Side {
    var side = Side(
      participant: Participant(actor: country),
      ground: ParticipantGround(mention: "", rule: "the state at the scene: \(country)"),
      isPolitical: true
    )
    side.isFromScene = true
    return side
  }

  /// Nouns such as `war` and `invasion` may be said of nobody in particular.
  private func isOpenNoun(_ match: TriggerMatch) -> Bool {
    match.trigger.wordClass == .noun && match.trigger.frame.isOpen
  }

  private func people(_ role: ParticipantRole, near place: Int) -> Side? {
    scene.country(near: place).map { Self.people(role, of: $0) }
  }

  /// The people of a place that something struck.
  static func people(of place: Side) -> Side {
    guard let country = place.name else { return place }
    var side = people(.civilians, of: country)
    side.isFromScene = false
    return side
  }

  private var actingName: String? { sides.actors.first?.name }

  /// A group that fights without a named foe fights the state of its home.
  private var home: Side? {
    guard let name = actingName, let actor = scene.article.table.actor(named: name), actor.kind == .armed,
      let home = actor.home, home != name
    else { return nil }
    var side = Side(
      participant: Participant(actor: home),
      ground: ParticipantGround(mention: "", rule: "the state at the home of \(name)"),
      isPolitical: true
    )
    side.isFromScene = true
    return side
  }

  /// People at a scene.
  static func people(_ role: ParticipantRole, of country: String) -> Side {
    var side = Side(
      participant: Participant(actor: country, role: role),
      ground: ParticipantGround(mention: "", rule: "people at the scene: \(country)"),
      isPolitical: false
    )
    side.isFromScene = true
    return side
  }

  /// Somebody whom the text does not name.
  static var unknown: Side {
    Side(
      participant: .unknown,
      ground: ParticipantGround(mention: "", rule: "not named in the text"),
      isPolitical: false
    )
  }

  /// Nobody: the act has no such side.
  static var nobody: Side {
    Side(
      participant: nil,
      ground: ParticipantGround(mention: "", rule: "nobody on this side"),
      isPolitical: false
    )
  }
}
