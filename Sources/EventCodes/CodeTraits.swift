internal import EmbeddedData
package import Model

/// What coding, judging and alerting ask of a code. Which codes have which stands in the data (`traits.tsv`).
package enum CodeTrait: Int, Sendable, CaseIterable {
  /// Statements and appeals.
  case utterance
  /// Statements, appeals and investigations, coded only where nothing else tells the story.
  case residual
  /// Cooperation that is only announced.
  case intent
  /// What is good for the other side: not to do it may be a refusal.
  case cooperation
  /// Deeds of cooperation.
  case help
  /// What does not escalate where it is the news.
  case calming
  /// What governments do short of force.
  case statecraft
  /// What a sentence's subject does where a noun tells it.
  case undertaking
  /// What is politics as usual between people of one country.
  case quarrel
  /// What has a severity.
  case hostile
  /// Asks the other side for something.
  case demand
  /// Says that something is bad.
  case disapproval
  /// What an alert may be about.
  case escalation
  /// Always threatened, unless it is denied, negated or past.
  case threat
  /// Hostile in more than words.
  case hostileDeed
  /// People of a country against its state.
  case protest
  /// Ordinary unless it is general.
  case peacefulProtest
  /// Relations reduced.
  case rupture
  /// Of another's trade: nobody sanctions himself.
  case sanctions
  /// Diplomats sent home, which tells more than a deportation.
  case diplomaticRupture
  /// Done by whoever has power there.
  case coercion
  /// What the state of a place does where nobody else is said to.
  case policing
  /// Orders to a country's own people.
  case publicOrder
  /// Convictions, arrests, deportations.
  case lawEnforcement
  /// People sent home, by whichever word.
  case deportation
  /// Against people or things.
  case violence
  /// Violence by means that armies do not use.
  case assault
  /// Done by whoever threatens or kills the hostages.
  case hostageTaking
  /// Armed forces in action, each side against the other.
  case fighting
  /// Against a whole people.
  case massViolence
  /// Violence of which the code leaves open how it was done.
  case unspecific

  /// The name in the data: `peacefulProtest`.
  var name: String { "\(self)" }
}

/// The traits of one code.
package struct CodeTraits: Sendable, Hashable {
  private var bits: UInt64 = 0

  /// True where a trait is among them.
  package func contains(_ trait: CodeTrait) -> Bool { bits & Self.bit(trait) != 0 }

  mutating func insert(_ trait: CodeTrait) { bits |= Self.bit(trait) }

  mutating func formUnion(_ other: Self) { bits |= other.bits }

  private static func bit(_ trait: CodeTrait) -> UInt64 { 1 << UInt64(trait.rawValue) }
}

extension EventCode {
  /// True where the code has a trait.
  ///
  /// - Complexity: one look at a table; coding asks it of every act, many times.
  package func isA(_ trait: CodeTrait) -> Bool { Codebook.standard.traits(of: self).contains(trait) }

  /// True where the code has one of some traits: `code.isA(.threat, .assault)`.
  package func isA(_ one: CodeTrait, _ other: CodeTrait, _ more: CodeTrait...) -> Bool {
    let own = Codebook.standard.traits(of: self)
    return own.contains(one) || own.contains(other) || more.contains(where: own.contains)
  }
}

/// The rows of the traits, ready to be asked for a code.
struct TraitTable: Sendable {
  private var bySubject: [Substring: CodeTraits] = [:]

  /// Reads rows of trait, codes, meaning.
  init(_ rows: [[Substring]]) {
    let traits = Dictionary(uniqueKeysWithValues: CodeTrait.allCases.map { ($0.name, $0) })
    for row in rows where row.count == 3 {
      guard let trait = traits[String(row[0])] else {
        preconditionFailure("the trait row \(row) is not of the table's form")
      }
      for subject in row[1].parts(at: " ") { bySubject[subject, default: CodeTraits()].insert(trait) }
    }
  }

  /// The traits of a code: those of its own row and of each beginning of its digits.
  func traits(of code: EventCode) -> CodeTraits {
    var traits = bySubject["\(code)="] ?? CodeTraits()
    for length in 2...code.rawValue.utf8.count {
      if let found = bySubject[code.rawValue.prefix(length)] { traits.formUnion(found) }
    }
    return traits
  }
}
