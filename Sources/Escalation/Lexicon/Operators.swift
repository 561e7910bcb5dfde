import EmbeddedData
import Model

/// What a governing word does to the act that it governs.
enum OperatorKind: String, Sendable {
  case threat, vow, intent, willing, plan, order, likely, desire, refusal, demand, appeal, cessation, lifting
  case cancellation, denial, claimdenial, claim, exclusion, failure, hypothesis, accusation, trial, memory
  case support, occurrence, claiming, suffering, reaction, resistance
}

/// A governing word and where its act stands.
struct Operator: Sendable {
  let kind: OperatorKind
  let wordClass: TriggerClass
  let slots: [Slot]
  let phrase: Phrase
  let entry: String
}

/// What becomes of an act under an operator.
struct Composition: Sendable {
  /// Nil where no event is left; the same code where it stays.
  let code: EventCode?
  /// Nil where the status stays.
  let status: EventStatus?
}

/// The words that govern acts, and what they make of them.
struct Operators: Sendable {
  private var byHead = LemmaTable<Operator>()
  private var rules: [OperatorKind: [(prefix: String, becomes: String, status: EventStatus?)]] = [:]

  func headed(by lemma: LemmaID) -> [Operator] { byHead[lemma] }

  init(_ rows: [[Substring]], complements: [[Substring]], lemmas: inout Lemmas) {
    for row in rows where row.count == 4 {
      guard let kind = OperatorKind(rawValue: String(row[0])),
        let wordClass = TriggerClass(rawValue: String(row[1]))
      else { preconditionFailure("the operator row \(row) is not of the table's form") }
      let slots = row[2].parts(at: " ").map { Slot($0, lemmas: &lemmas) }
      for spelling in row[3].parts(at: ",") {
        let word = String(spelling.withoutLeadingSpaces)
        for phrase in lemmas.phrases(of: word) {
          let head = wordClass == .noun ? phrase.words[phrase.words.count - 1] : phrase.words[0]
          byHead.append(
            Operator(kind: kind, wordClass: wordClass, slots: slots, phrase: phrase, entry: word),
            at: head
          )
        }
      }
    }
    readRules(complements)
  }

  private mutating func readRules(_ rows: [[Substring]]) {
    for row in rows where row.count == 4 {
      guard let kind = OperatorKind(rawValue: String(row[0])) else {
        preconditionFailure("the complement row \(row) is not of the table's form")
      }
      rules[kind, default: []].append((String(row[1]), String(row[2]), EventStatus(rawValue: String(row[3]))))
    }
    for kind in rules.keys {
      rules[kind]?.sort { $0.prefix.utf8.count > $1.prefix.utf8.count }
    }
  }

  /// What an operator makes of an act of this code: the rule with the longest beginning of the code decides.
  func composition(of kind: OperatorKind, over code: EventCode) -> Composition {
    let fits =
      rules[kind]?.first { code.rawValue.hasPrefix($0.prefix) } ?? rules[kind]?.first { $0.prefix == "*" }
    guard let rule = fits else { return Composition(code: code, status: nil) }
    let becomes = rule.becomes == "=" ? code : EventCode(rawValue: rule.becomes)
    return Composition(code: becomes, status: rule.status)
  }
}
