/// The relations of Universal Dependencies, version 2, with the subtypes of the English treebanks.
package enum DependencyRelation: String, Sendable, CaseIterable {
  case root
  case nominalSubject = "nsubj"
  case passiveSubject = "nsubj:pass"
  case outerSubject = "nsubj:outer"
  case clausalSubject = "csubj"
  case passiveClausalSubject = "csubj:pass"
  case object = "obj"
  case indirectObject = "iobj"
  case clausalComplement = "ccomp"
  case openClausalComplement = "xcomp"
  case oblique = "obl"
  case agent = "obl:agent"
  /// "late Sunday", "two days ago".
  case obliqueUnmarked = "obl:unmarked"
  case adverbialClause = "advcl"
  case adverbialRelativeClause = "advcl:relcl"
  case adverbialModifier = "advmod"
  case discourse
  case vocative
  case dislocated
  case expletive = "expl"
  case auxiliary = "aux"
  case passiveAuxiliary = "aux:pass"
  case copula = "cop"
  case marker = "mark"
  case nominalModifier = "nmod"
  case possessive = "nmod:poss"
  /// "President" of "President Bush".
  case description = "nmod:desc"
  case nominalModifierUnmarked = "nmod:unmarked"
  case apposition = "appos"
  case numericModifier = "nummod"
  case adnominalClause = "acl"
  case relativeClause = "acl:relcl"
  case adjectivalModifier = "amod"
  case determiner = "det"
  case predeterminer = "det:predet"
  case caseMarking = "case"
  case conjunct = "conj"
  case coordination = "cc"
  case preconjunction = "cc:preconj"
  case fixed
  case flat
  case compound
  case particle = "compound:prt"
  case list
  case parataxis
  case orphan
  case goesWith = "goeswith"
  case reparandum
  case punctuation = "punct"
  case unspecified = "dep"

  /// Reads a label, falling back to its relation without the subtype, and to `unspecified`.
  package init(label: some StringProtocol) {
    let plain = String(label.prefix { $0 != ":" })
    self = Self(rawValue: String(label)) ?? Self(rawValue: plain) ?? .unspecified
  }
}
