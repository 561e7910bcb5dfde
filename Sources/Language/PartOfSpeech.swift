/// The universal parts of speech (Universal Dependencies, version 2).
package enum PartOfSpeech: String, Sendable, CaseIterable {
  case adjective = "ADJ"
  case adposition = "ADP"
  case adverb = "ADV"
  case auxiliary = "AUX"
  case coordinatingConjunction = "CCONJ"
  case determiner = "DET"
  case interjection = "INTJ"
  case noun = "NOUN"
  case numeral = "NUM"
  case particle = "PART"
  case pronoun = "PRON"
  case properNoun = "PROPN"
  case punctuation = "PUNCT"
  case subordinatingConjunction = "SCONJ"
  case symbol = "SYM"
  case verb = "VERB"
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
