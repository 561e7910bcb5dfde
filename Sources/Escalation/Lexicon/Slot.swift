import EmbeddedData

/// A place around a word where somebody or something can stand.
enum Slot: Sendable, Hashable {
  /// The deep subject: of a passive its by-phrase, of a noun its possessor or the subject of its support verb.
  case subject
  /// The deep object: of a passive its subject, of a noun its of-phrase.
  case object
  case indirectObject
  /// A by-phrase.
  case agent
  /// The nation or group to which the object belongs.
  case owner
  /// A modifier of a noun, as in `Israeli attack`.
  case modifier
  case possessor
  /// Somebody unnamed at the place of the act.
  case scene
  /// Who says so.
  case speaker
  /// Whoever else the sentence names.
  case other
  /// The words beside the trigger.
  case beside
  /// The word that governs a noun.
  case governor
  /// A complement clause.
  case clause
  /// The phrase of a preposition.
  case preposition(LemmaID)

  init(_ name: some StringProtocol, lemmas: inout Lemmas) {
    switch String(name) {
    case "subj", "subject": self = .subject
    case "obj", "object": self = .object
    case "iobj": self = .indirectObject
    case "by": self = .agent
    case "owner": self = .owner
    case "mod": self = .modifier
    case "poss": self = .possessor
    case "scene": self = .scene
    case "speaker": self = .speaker
    case "other": self = .other
    case "beside": self = .beside
    case "gov": self = .governor
    case "clause": self = .clause
    default: self = .preposition(lemmas.id(of: String(name)))
    }
  }
}

/// Who stands where around a trigger.
struct Frame: Sendable {
  let name: String
  let actor: [Slot]
  let target: [Slot]
  /// True where each side does it to the other.
  let isMutual: Bool
  /// True where the act is what somebody says of another: `unacceptable`, `would damage relations`.
  let isOpinion: Bool
  let description: String
  /// True where its nouns may be said of nobody in particular, such as `war` and `invasion`.
  let isOpen: Bool
  /// True where its nouns are the state of things unless somebody starts it: `war`.
  let isStanding: Bool
  /// True where the thing that acts strikes whoever is at the place: a bomb.
  let isBlast: Bool

  static func read(_ rows: [[Substring]], lemmas: inout Lemmas) -> [String: Frame] {
    var frames: [String: Frame] = [:]
    for row in rows where row.count == 6 {
      let marks = row[4].parts(at: " ")
      frames[String(row[0])] = Frame(
        name: String(row[0]),
        actor: row[1].parts(at: " ").map { Slot($0, lemmas: &lemmas) },
        target: row[2].parts(at: " ").map { Slot($0, lemmas: &lemmas) },
        isMutual: row[3] == "both",
        isOpinion: row[3] == "opinion",
        description: String(row[5]),
        isOpen: marks.contains("open"),
        isStanding: marks.contains("standing"),
        isBlast: marks.contains("blast")
      )
    }
    return frames
  }
}
