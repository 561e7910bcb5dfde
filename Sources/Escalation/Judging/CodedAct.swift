import EventCodes
import Model

/// Where an act stands in what is told.
enum Standing: Int, Sendable, Comparable {
  /// In a relative clause, an aside, a phrase of cause: told to explain something else.
  case aside
  /// Governed by the main clause: what somebody reacts to or speaks of.
  case governed
  /// What the sentence itself tells.
  case main

  static func < (left: Standing, right: Standing) -> Bool { left.rawValue < right.rawValue }
}

/// How closely words say what kind of violence an act was.
enum Specificity: Int, Sendable, Comparable {
  /// Only what it did to people: killed, wounded.
  case outcome
  /// Attack, violence.
  case general
  /// Shelling, car bomb, kidnapping.
  case specific

  static func < (left: Specificity, right: Specificity) -> Bool { left.rawValue < right.rawValue }
}

/// An event with what judging needs beside it.
struct CodedAct: Sendable {
  var event: Event
  var standing: Standing
  /// The depth of the trigger in its sentence's parse, 0 for the root.
  let depth: Int
  /// True for words that tell what an act did to people or things: killed, wounded, damaged.
  let isConsequence: Bool
  /// True for words that leave the kind of violence open: attack, violence.
  let isGeneric: Bool
  /// True where police or courts act on opponents, journalists, protesters or people called spies.
  let targetIsOpponent: Bool
  /// True for a strike or protest that is general, unlimited, or for a change of leaders.
  let isGeneral: Bool
  /// True where the target is only the people at the scene: a name told elsewhere takes its place.
  var targetIsFromScene: Bool
  /// The same of the actor.
  var actorIsFromScene: Bool
  /// How likely it is a current act, as learned; 1 where rules alone decide.
  var newsProbability = 1.0

  /// Why acts of its root are what the article is about; nil for all others.
  var main: NewsGrounds? { event.grounds.main }

  /// True for what an alert may be about: current, and an escalation.
  var isAlarming: Bool { event.status.isCurrent && event.code.isA(.escalation) }

  /// True for what the same words tell as another act.
  func isAt(_ other: CodedAct) -> Bool {
    event.part == other.event.part && event.offset == other.event.offset
  }

  /// True where it would be against whoever does it.
  var isAgainstItself: Bool { Self.isAgainstItself(event.code, event.actor, event.target) }

  /// True where a state would threaten, sanction or break with itself: its quarrels with its own people and their parties are no
  /// acts between states, and what it says of others' threats and sanctions is none of its own.
  static func isAgainstItself(_ code: EventCode, _ actor: Participant?, _ target: Participant?) -> Bool {
    guard code.isA(.threat, .sanctions, .rupture), let actor else { return false }
    return actor.isNamed && actor.role == nil && target == actor
  }

  /// True where the target is people who protest or oppose.
  var isAgainstDissent: Bool {
    event.target?.role == .protesters || event.target?.role == .opposition
  }

  /// How closely the words say what kind of violence it was.
  var specificity: Specificity {
    let isPlain = event.code.isA(.unspecific)
    if isConsequence, isPlain { return .outcome }
    return isGeneric && isPlain ? .general : .specific
  }

  /// The sentence's place in the article: the title first.
  var order: (Int, Int) { (event.sentenceIndex.map { $0 + 1 } ?? 0, event.offset.lowerBound) }
}
