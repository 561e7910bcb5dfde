import Language

/// A sentence's words with their tags and dependencies, and the questions that coding asks of them.
///
/// A class: all readers of a sentence share one, and copying its arrays' references for each would cost more than reading.
final class SentenceSyntax: Sendable {
  let words: SentenceWords
  let lexicon: EventLexicon
  private let parse: DependencyParse
  private let children: [[Int]]

  init(words: SentenceWords, parse: DependencyParse, lexicon: EventLexicon) {
    self.words = words
    self.parse = parse
    self.lexicon = lexicon
    var children = [[Int]](repeating: [], count: words.count)
    for place in 0..<words.count where parse.heads[place] >= 0 { children[parse.heads[place]].append(place) }
    self.children = children
  }

  func tag(_ place: Int) -> PartOfSpeech { parse.tags[place].partOfSpeech }
  func relation(_ place: Int) -> DependencyRelation { parse.relations[place] }
  func children(of place: Int) -> [Int] { children[place] }

  /// The word that governs a place; nil for the root.
  func head(_ place: Int) -> Int? { parse.heads[place] < 0 ? nil : parse.heads[place] }

  func child(of place: Int, _ relations: DependencyRelation...) -> Int? {
    children[place].first { relations.contains(parse.relations[$0]) }
  }

  func has(_ relation: DependencyRelation, at place: Int) -> Bool { child(of: place, relation) != nil }

  func isNominal(_ place: Int) -> Bool { [.noun, .properNoun, .pronoun, .numeral].contains(tag(place)) }

  /// The form of a word that the lexicon knows: `past` for a participle.
  func hasShape(_ shape: FormShape, at place: Int) -> Bool {
    words.forms(at: place).contains { $0.shape == shape }
  }

  /// True where a verb's surface subject is its deep object: an auxiliary or a bare participle shows it.
  func isPassive(_ verb: Int) -> Bool {
    if has(.passiveSubject, at: verb) || has(.passiveAuxiliary, at: verb) { return true }
    guard looksPast(verb) else { return false }
    if isHeadlinePassive(verb) { return true }
    if isPlainPast(verb) { return false }
    switch relation(verb) {
    case .adjectivalModifier: return true
    case .adnominalClause: return !has(.nominalSubject, at: verb) && !has(.object, at: verb)
    case .adverbialClause, .conjunct, .openClausalComplement, .parataxis, .root:
      return has(.agent, at: verb) || byPhrase(of: verb) != nil && !has(.object, at: verb)
    default: return false
    }
  }

  /// "The protesters marched": the tagger tells it from "the hostages kidnapped", and no by-phrase speaks against it.
  private func isPlainPast(_ verb: Int) -> Bool {
    parse.tags[verb].verbForm == .past && !has(.agent, at: verb) && byPhrase(of: verb) == nil
      && !lexicon.isA("TRANSITIVE", at: verb, in: words)
  }

  /// "Two soldiers killed": a verb that always has an object stands without one, so its subject is that object.
  private func isHeadlinePassive(_ verb: Int) -> Bool {
    has(.nominalSubject, at: verb) && !has(.object, at: verb) && !has(.auxiliary, at: verb)
      && !has(.clausalComplement, at: verb) && lexicon.isA("TRANSITIVE", at: verb, in: words)
  }

  /// True for a form in -ed or an irregular past.
  func looksPast(_ place: Int) -> Bool {
    let forms = words.forms(at: place)
    if !forms.isEmpty { return forms.contains { $0.shape == .past } }
    let term = words.term(at: place)
    return term.hasSuffix("ed") || term.hasSuffix("en")
  }

  func looksIng(_ place: Int) -> Bool { words.term(at: place).hasSuffix("ing") }

  /// The prepositions of a nominal: its case words, a fixed phrase read as its first word.
  func prepositions(of nominal: Int) -> [Int] { children[nominal].filter { relation($0) == .caseMarking } }

  func hasPreposition(_ lemma: LemmaID, _ nominal: Int) -> Bool {
    prepositions(of: nominal).contains { words.isA(lemma, at: $0) }
      || children[nominal].contains { relation($0) == .marker && words.isA(lemma, at: $0) }
  }

  private func byPhrase(of verb: Int) -> Int? {
    children[verb].first {
      relation($0) == .oblique && prepositions(of: $0).contains { words.term(at: $0) == "by" }
    }
  }

  /// A nominal and what is coordinated with it.
  func conjuncts(of place: Int) -> [Int] {
    [place] + children[place].filter { relation($0) == .conjunct && isNominal($0) }
  }

  /// All places under a place, itself among them, in order.
  func subtree(of place: Int) -> [Int] {
    var found = [place]
    var at = 0
    while at < found.count {
      found += children[found[at]]
      at += 1
    }
    return found.sorted()
  }

  /// The places of a nominal without its clauses and what is coordinated with it.
  func nominalPhrase(of place: Int) -> [Int] {
    var found = [place]
    var at = 0
    while at < found.count {
      found += children[found[at]].filter {
        ![
          .conjunct, .adnominalClause, .relativeClause, .apposition, .parataxis, .adverbialClause,
          .punctuation,
        ]
        .contains(relation($0))
      }
      at += 1
    }
    return found.sorted()
  }
}
