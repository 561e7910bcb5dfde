/// The relations of Universal Dependencies, version 2, with the subtypes of the English treebanks.
package enum DependencyRelation: String, Sendable, CaseIterable {
  /// The token that depends on none.
  case root
  /// A noun that acts or is: "troops" of "troops attacked".
  case nominalSubject = "nsubj"
  /// A noun that the passive is done to: "bases" of "bases were attacked".
  case passiveSubject = "nsubj:pass"
  /// The subject of a clause that is itself a predicate: "the problem" of "the problem is that they left".
  case outerSubject = "nsubj:outer"
  /// A clause as the subject: "leaving" of "leaving was wrong".
  case clausalSubject = "csubj"
  /// A clause as the subject of a passive.
  case passiveClausalSubject = "csubj:pass"
  /// The noun that is acted on: "bases" of "attacked bases".
  case object = "obj"
  /// The noun to whom or for whom: "rebels" of "gave rebels weapons".
  case indirectObject = "iobj"
  /// A clause with its own subject as the object: "left" of "said they left".
  case clausalComplement = "ccomp"
  /// A clause whose subject stands outside it: "leave" of "told them to leave".
  case openClausalComplement = "xcomp"
  /// A noun with a preposition at a verb: "dawn" of "attacked at dawn".
  case oblique = "obl"
  /// The doer in a passive: "rebels" of "attacked by rebels".
  case agent = "obl:agent"
  /// "late Sunday", "two days ago".
  case obliqueUnmarked = "obl:unmarked"
  /// A clause that says when, why or how: "arrived" of "left when they arrived".
  case adverbialClause = "advcl"
  /// An adverbial clause that hangs on a relative word: "arrived" of "left whenever they arrived".
  case adverbialRelativeClause = "advcl:relcl"
  /// An adverb: "heavily" of "heavily attacked".
  case adverbialModifier = "advmod"
  /// An interjection or filler: "well", "yes".
  case discourse
  /// Whom the speech addresses: "John" of "John, leave".
  case vocative
  /// A part that stands outside the clause and is taken up within it.
  case dislocated
  /// A word that only fills a place: "there" of "there were attacks".
  case expletive = "expl"
  /// The auxiliary of a verb: "has" of "has attacked".
  case auxiliary = "aux"
  /// The auxiliary of a passive: "were" of "were attacked".
  case passiveAuxiliary = "aux:pass"
  /// The verb that joins subject and predicate: "is" of "is ready".
  case copula = "cop"
  /// The word that opens a clause: "that", "if", "to".
  case marker = "mark"
  /// A noun with a preposition at a noun: "Iraq" of "war in Iraq".
  case nominalModifier = "nmod"
  /// A possessor: "Russia" of "Russia's army".
  case possessive = "nmod:poss"
  /// "President" of "President Bush".
  case description = "nmod:desc"
  /// A noun at a noun without a preposition: "today" of "the world today".
  case nominalModifierUnmarked = "nmod:unmarked"
  /// A second name of the same: "leader" of "Kim, the leader".
  case apposition = "appos"
  /// A number at a noun: "ten" of "ten soldiers".
  case numericModifier = "nummod"
  /// A clause at a noun that is no relative one: "killed" of "soldiers killed".
  case adnominalClause = "acl"
  /// A relative clause: "fell" of "the city that fell".
  case relativeClause = "acl:relcl"
  /// An adjective at a noun: "armed" of "armed men".
  case adjectivalModifier = "amod"
  /// An article or demonstrative: "the", "this".
  case determiner = "det"
  /// A word before the determiner: "all" of "all the men".
  case predeterminer = "det:predet"
  /// A preposition, or the "'s" of a possessor.
  case caseMarking = "case"
  /// A later part of a list, at the first: "navy" of "army and navy".
  case conjunct = "conj"
  /// The conjunction before a conjunct: "and", "or".
  case coordination = "cc"
  /// The first half of a paired conjunction: "both" of "both army and navy".
  case preconjunction = "cc:preconj"
  /// A later word of a fixed expression: "of" of "because of".
  case fixed
  /// A later word of a name without a head: "Hussein" of "Saddam Hussein".
  case flat
  /// A noun within a compound: "peace" of "peace talks".
  case compound
  /// The particle of a verb: "off" of "called off".
  case particle = "compound:prt"
  /// A later item of a list without syntax.
  case list
  /// A clause that stands beside another: "he said" within what he said.
  case parataxis
  /// What is left where the head was left out: "Iran" of "Iraq left Syria, and Turkey Iran".
  case orphan
  /// A later part of a word that was written apart.
  case goesWith = "goeswith"
  /// A part that the speaker took back.
  case reparandum
  /// A punctuation mark.
  case punctuation = "punct"
  /// A relation that no other fits, or whose label is not known.
  case unspecified = "dep"

  /// Its name in words that run together, as features bear it: `passiveSubject`.
  package var name: String { Self.names[self] ?? rawValue }
  /// Written down once: to ask a value for its name takes a microsecond.
  private static let names = Dictionary(uniqueKeysWithValues: allCases.map { ($0, "\($0)") })

  /// Reads a label, falling back to its relation without the subtype, and to `unspecified`.
  package init(label: some StringProtocol) {
    let plain = String(label.prefix { $0 != ":" })
    self = Self(rawValue: String(label)) ?? Self(rawValue: plain) ?? .unspecified
  }
}
