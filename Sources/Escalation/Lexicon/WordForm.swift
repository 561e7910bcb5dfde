/// Which form of its lemma a word is; what tense and number follow from where the parser is silent.
enum FormShape: UInt8, Sendable {
  case plain
  /// Plural of a noun, third person of a verb.
  case s
  case past
  case ing
}

/// A form's lemma and shape.
struct WordForm: Sendable, Hashable {
  let lemma: LemmaID
  let shape: FormShape
}

/// The lemmas that one word can be a form of, `saw` those of `see` and `saw`.
///
/// Kept in place and not as an array: they are asked for at every step, and an array's references would be counted each
/// time.
struct WordForms: Sendable, RandomAccessCollection {
  /// No word of the lexicon is a form of more.
  static let countMax = 4

  private var lemmas = SIMD4<LemmaID>(repeating: 0)
  private var shapes = SIMD4<UInt8>(repeating: 0)
  private(set) var endIndex = 0

  var startIndex: Int { 0 }

  subscript(place: Int) -> WordForm {
    WordForm(lemma: lemmas[place], shape: FormShape(rawValue: shapes[place]) ?? .plain)
  }

  /// Adds one, of which there may be `countMax`.
  mutating func append(_ form: WordForm) {
    precondition(endIndex < Self.countMax, "a word that is a form of so many lemmas needs more room")
    lemmas[endIndex] = form.lemma
    shapes[endIndex] = form.shape.rawValue
    endIndex += 1
  }
}
