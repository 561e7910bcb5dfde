import EmbeddedData
import EventCodes
import Model

/// What part of speech carries an act.
enum TriggerClass: String, Sendable {
  case verb = "v"
  case noun = "n"
  case adjective = "a"
}

/// What makes an act political.
enum PoliticalNeed: String, Sendable {
  /// The words themselves: a car bomb is political whoever planted it.
  case any
  /// A political participant on either side.
  case one
  /// One on both sides.
  case two
  /// The doer.
  case actor
}

/// What must stand in a slot, or must not.
struct Condition: Sendable {
  let slot: Slot
  /// Nil asks that the slot be empty.
  let words: WordSet?
  let isNegated: Bool
  /// What a named actor must be to fill the slot by its name alone; nil where only words fill it.
  let kind: ParticipantKind?
}

/// Classes that a named actor can belong to by what it is: an armed group is a FIGHTER under any name.
enum ParticipantKind: String, Sendable {
  case fighter = "FIGHTER"
  case crowd = "CROWD"
  case official = "OFFICIAL"
  case government = "GOVERNMENT"
}

/// One way in which words carry an act.
///
/// A class: the gate asks thousands in a second, and copying one would count all its parts' references.
final class Trigger: Sendable {
  let code: EventCode
  let wordClass: TriggerClass
  let frame: Frame
  let need: PoliticalNeed
  let phrase: Phrase
  let conditions: [Condition]
  /// The entry as a reader sees it: `suspend + obj:MISSION`.
  let entry: String
  /// True for statements, appeals and investigations.
  let isResidual: Bool
  /// True for violence against people or things.
  let isViolence: Bool

  init(
    code: EventCode,
    wordClass: TriggerClass,
    frame: Frame,
    need: PoliticalNeed,
    phrase: Phrase,
    conditions: [Condition],
    entry: String
  ) {
    self.code = code
    self.wordClass = wordClass
    self.frame = frame
    self.need = need
    self.phrase = phrase
    self.conditions = conditions
    self.entry = entry
    isResidual = code.isA(.residual)
    isViolence = code.isA(.violence)
  }

  /// True where an entry wants a thing in a slot, such as a bomb, and not somebody.
  func asksForThing(in slot: Slot) -> Bool {
    conditions.contains { $0.slot == slot && $0.kind == nil && $0.words != nil && !$0.isNegated }
  }

  /// How much an entry asks for: of several that fit, the one that asks most is meant.
  var weight: Int { conditions.count * 3 + (phrase.words.count - 1) * 2 }
}

/// Whether a word heads triggers, and of which kind.
struct TriggerHeads: OptionSet, Sendable {
  let rawValue: UInt8
  /// Statements, appeals and investigations.
  static let residual = TriggerHeads(rawValue: 1)
  /// All other acts.
  static let principal = TriggerHeads(rawValue: 2)
}

/// The words that carry an act, by the word that heads them.
struct Triggers: Sendable {
  private var byHead = LemmaTable<Trigger>()

  /// The triggers that a lemma heads: the first word of a verb, the last of a noun.
  func headed(by lemma: LemmaID) -> [Trigger] { byHead[lemma] }

  /// True where a lemma heads any trigger.
  func isHead(_ lemma: LemmaID) -> Bool { !byHead[lemma].isEmpty }

  /// What a word heads, by its forms.
  func heads(_ forms: WordForms) -> TriggerHeads {
    forms.reduce(into: []) { heads, form in
      for trigger in byHead[form.lemma] { heads.insert(trigger.isResidual ? .residual : .principal) }
    }
  }

  init(
    _ rows: [[Substring]],
    classes: [String: WordSet],
    frames: [String: Frame],
    lemmas: inout Lemmas
  ) {
    for row in rows where row.count >= 5 {
      guard let code = EventCode(rawValue: String(row[0])),
        let wordClass = TriggerClass(rawValue: String(row[1])),
        let frame = frames[String(row[2])], let need = PoliticalNeed(rawValue: String(row[3]))
      else { preconditionFailure("the trigger row \(row) is not of the table's form") }
      let conditions = Self.conditions(row.count > 5 ? row[5] : "", classes: classes, lemmas: &lemmas)
      for spelling in row[4].parts(at: ",") {
        let word = String(spelling.withoutLeadingSpaces)
        let entry = conditions.isEmpty ? word : "\(word) + \(row[5])"
        for phrase in lemmas.phrases(of: word) {
          let trigger = Trigger(
            code: code,
            wordClass: wordClass,
            frame: frame,
            need: need,
            phrase: phrase,
            conditions: conditions,
            entry: entry
          )
          let head = wordClass == .verb ? phrase.words[0] : phrase.words[phrase.words.count - 1]
          byHead.append(trigger, at: head)
        }
      }
    }
  }

  private static func conditions(
    _ text: Substring,
    classes: [String: WordSet],
    lemmas: inout Lemmas
  ) -> [Condition] {
    text.parts(at: " ").map { part in
      let isNegated = part.contains("!")
      let sides = part.split { $0 == ":" || $0 == "!" }
      let name = String(sides[1])
      guard name == "-" || classes[name] != nil else { preconditionFailure("no word class \(name)") }
      return Condition(
        slot: Slot(sides[0], lemmas: &lemmas),
        words: classes[name],
        isNegated: isNegated,
        kind: ParticipantKind(rawValue: name)
      )
    }
  }
}
