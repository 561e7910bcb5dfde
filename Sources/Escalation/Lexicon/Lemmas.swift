import Text

/// A word of the lexicon in its plain form, as a dense id.
typealias LemmaID = Int32

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

/// The lemmas that a lexicon speaks of, found by any of their forms.
struct Lemmas: Sendable {
  private(set) var names: [String] = []
  private var ids: [String: LemmaID] = [:]
  private var forms: [UInt64: [WordForm]] = [:]
  private let irregular: [String: [String]]

  /// Reads rows of a lemma and the forms that no rule gives, parted by spaces.
  init(irregular rows: [[Substring]]) {
    irregular = Dictionary(
      rows.filter { $0.count == 2 }.map {
        ($0[0].lowercased(), $0[1].split(separator: " ").map(String.init))
      },
      uniquingKeysWith: +
    )
  }

  /// The lemma's id, made with all its forms when it is new. A name that begins with `=` has this one form.
  mutating func id(of name: String) -> LemmaID {
    if let known = ids[name] { return known }
    let id = LemmaID(names.count)
    names.append(name)
    ids[name] = id
    if name.hasPrefix("=") {
      forms[TermHash.of(String(name.dropFirst())), default: []].append(WordForm(lemma: id, shape: .plain))
      return id
    }
    for (form, shape) in Inflection.forms(of: name, irregular: irregular[name] ?? []) {
      forms[TermHash.of(form), default: []].append(WordForm(lemma: id, shape: shape))
    }
    return id
  }

  /// True for a form that only words of grammar have: it carries no act, no object and no field of news.
  func isGrammar(_ form: WordForm) -> Bool { names[Int(form.lemma)].hasPrefix("=") }

  /// The id of a lemma that the lexicon holds.
  func known(_ name: String) -> LemmaID? { ids[name] }

  /// The lemmas of a folded word by its hash; empty for a word that the lexicon does not speak of.
  func forms(ofHash hash: UInt64) -> [WordForm] { forms[hash] ?? [] }
}

/// One or several words that stand together.
struct Phrase: Sendable, Hashable {
  let words: [LemmaID]
}

extension Lemmas {
  /// The phrases that a lexicon's spelling stands for: a hyphen may be a token of its own or stand within one.
  mutating func phrases(of spelling: some StringProtocol) -> [Phrase] {
    let words = spelling.lowercased().split(separator: " ").map(String.init)
    var phrases = [Phrase(words: words.map { id(of: $0) })]
    if words.contains(where: { $0.contains("-") }) {
      let split = words.flatMap { $0.split(separator: "-").map(String.init) }
      phrases.append(Phrase(words: split.map { id(of: $0) }))
    }
    return phrases
  }
}
