/// The universal parts of speech (Universal Dependencies, version 2).
package enum PartOfSpeech: String, Sendable, CaseIterable {
  /// "armed", "Russian".
  case adjective = "ADJ"
  /// A preposition: "in", "of".
  case adposition = "ADP"
  /// "heavily", "not", "there".
  case adverb = "ADV"
  /// "has", "will", "be" as a copula too.
  case auxiliary = "AUX"
  /// "and", "or", "but".
  case coordinatingConjunction = "CCONJ"
  /// "the", "this", "all".
  case determiner = "DET"
  /// "yes", "oh".
  case interjection = "INTJ"
  /// A common noun: "attack".
  case noun = "NOUN"
  /// "ten", "2026".
  case numeral = "NUM"
  /// "to" of infinitives, "'s" of possessors, "n't".
  case particle = "PART"
  /// "they", "who", "itself".
  case pronoun = "PRON"
  /// A name: "Iran".
  case properNoun = "PROPN"
  /// Marks that part and close.
  case punctuation = "PUNCT"
  /// "that", "if", "because" before a clause.
  case subordinatingConjunction = "SCONJ"
  /// "$", "%", emoji.
  case symbol = "SYM"
  /// Any verb that is no auxiliary; its form tells more.
  case verb = "VERB"
  /// What has no other part of speech: foreign words, typing errors.
  case other = "X"
}

/// The form of a verb, as the Penn tags tell it.
package enum VerbForm: String, Sendable, CaseIterable {
  /// The bare form, also of infinitives and imperatives: "to attack", "will attack".
  case base = "VB"
  /// The past tense: "attacked".
  case past = "VBD"
  /// The present tense: "attacks", "attack".
  case present = "VBZ"
  /// "attacking".
  case gerund = "VBG"
  /// "was attacked", "has attacked", "those attacked".
  case pastParticiple = "VBN"
}

/// What a token is in its sentence.
package struct Tag: Sendable, Hashable {
  /// The universal part of speech.
  package var partOfSpeech: PartOfSpeech
  /// Of verbs only; auxiliaries have none.
  package var verbForm: VerbForm?

  /// Makes a tag.
  package init(_ partOfSpeech: PartOfSpeech, _ verbForm: VerbForm? = nil) {
    self.partOfSpeech = partOfSpeech
    self.verbForm = verbForm
  }

  /// All tags that the tagger tells apart; a tag's class is its index here.
  package static let all: [Tag] =
    PartOfSpeech.allCases.filter { $0 != .verb }.map { Tag($0) } + VerbForm.allCases.map { Tag(.verb, $0) }
}
