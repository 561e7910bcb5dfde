import Language

// Whether a relation or a part of speech is one of a few. Written out and not as a list's `contains`, which makes and walks
// an array at each of the questions that coding asks of every word.

extension DependencyRelation {
  @inline(__always)
  func isOne(of first: Self, _ second: Self) -> Bool { self == first || self == second }

  @inline(__always)
  func isOne(of first: Self, _ second: Self, _ third: Self) -> Bool {
    self == first || self == second || self == third
  }

  /// A phrase that a preposition may lead.
  var isPhrase: Bool {
    switch self {
    case .oblique, .nominalModifier, .agent, .object, .adverbialClause: true
    default: false
    }
  }

  /// A clause, an aside or one more of the same kind: no part of the nominal that it hangs on.
  var leavesNominal: Bool {
    switch self {
    case .conjunct, .adnominalClause, .relativeClause, .apposition, .parataxis, .adverbialClause: true
    default: false
    }
  }

  /// A nominal that takes part in what its head tells.
  var isArgument: Bool {
    switch self {
    case .object, .oblique, .nominalSubject, .passiveSubject, .agent, .root, .nominalModifier: true
    default: false
    }
  }

  /// A clause or an object that tells what a word is about.
  var isComplement: Bool {
    switch self {
    case .openClausalComplement, .clausalComplement, .adverbialClause, .adnominalClause, .object: true
    default: false
    }
  }
}

extension PartOfSpeech {
  @inline(__always)
  func isOne(of first: Self, _ second: Self) -> Bool { self == first || self == second }

  @inline(__always)
  func isOne(of first: Self, _ second: Self, _ third: Self) -> Bool {
    self == first || self == second || self == third
  }
}
