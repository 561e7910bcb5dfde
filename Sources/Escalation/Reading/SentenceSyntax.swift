import Language

/// A sentence's words with their tags and dependencies, and the questions that coding asks of them.
///
/// A class: all readers of a sentence share one, and copying its arrays' references for each would cost more than reading.
final class SentenceSyntax: Sendable {
  let words: SentenceWords
  let lexicon: EventLexicon
  private let parse: DependencyParse
  /// All places but the root's, those with the same head side by side and in order.
  private let dependents: [Int]
  /// Where a place's dependents begin in `dependents`; one more than there are places.
  private let starts: [Int]

  init(words: SentenceWords, parse: DependencyParse, lexicon: EventLexicon) {
    self.words = words
    self.parse = parse
    self.lexicon = lexicon
    var starts = [Int](repeating: 0, count: words.count + 1)
    for head in parse.heads where head >= 0 { starts[head + 1] += 1 }
    for place in 0..<words.count { starts[place + 1] += starts[place] }
    var ends = starts
    var dependents = [Int](repeating: 0, count: starts[words.count])
    for (place, head) in parse.heads.enumerated() where head >= 0 {
      dependents[ends[head]] = place
      ends[head] += 1
    }
    self.dependents = dependents
    self.starts = starts
  }

  /// The part of speech, mended where the tagger is known to go wrong: "Israel struck Gaza" is no name, "Shelling Eritrea,
  /// …" no noun, and "Imposing sanctions, …" no adjective.
  func tag(_ place: Int) -> PartOfSpeech {
    let tag = parse.tags[place].partOfSpeech
    if tag == .properNoun, place > 0, !words.isCapitalised(place), hasShape(.past, at: place) { return .verb }
    return place == 0 && opensWithParticiple(tag) ? .verb : tag
  }

  private func opensWithParticiple(_ tag: PartOfSpeech) -> Bool {
    guard words.count > 1, looksIng(0) else { return false }
    let isNoun = tag == .noun && parse.tags[1].partOfSpeech.isOne(of: .properNoun, .determiner)
    let isAdjective = tag == .adjective && relation(0) == .adjectivalModifier && hasShape(.ing, at: 0)
    return (isNoun || isAdjective) && (1..<words.count).contains(where: words.isComma)
  }

  func relation(_ place: Int) -> DependencyRelation { parse.relations[place] }
  func children(of place: Int) -> ArraySlice<Int> { dependents[starts[place]..<starts[place + 1]] }

  /// The word that governs a place; nil for the root.
  func head(_ place: Int) -> Int? { parse.heads[place] < 0 ? nil : parse.heads[place] }

  func child(of place: Int, _ wanted: DependencyRelation) -> Int? {
    children(of: place).first { parse.relations[$0] == wanted }
  }

  /// The first that has the one relation or the other.
  func child(of place: Int, _ wanted: DependencyRelation, _ other: DependencyRelation) -> Int? {
    children(of: place).first { parse.relations[$0].isOne(of: wanted, other) }
  }

  func has(_ relation: DependencyRelation, at place: Int) -> Bool { child(of: place, relation) != nil }

  /// True where a word of a class stands at a place, or a phrase of it ends there.
  func isA(_ wordClass: WordClass, at place: Int) -> Bool { lexicon.isA(wordClass, at: place, in: words) }

  func isNominal(_ place: Int) -> Bool {
    switch tag(place) {
    case .noun, .properNoun, .pronoun, .numeral: true
    default: false
    }
  }

  /// The form of a word that the lexicon knows: `past` for a participle.
  func hasShape(_ shape: FormShape, at place: Int) -> Bool {
    words.forms(at: place).contains { $0.shape == shape }
  }

  /// True where a verb's surface subject is its deep object: an auxiliary or a bare participle shows it.
  func isPassive(_ verb: Int) -> Bool {
    if has(.passiveAuxiliary, at: verb) { return true }
    guard looksPast(verb) else { return false }
    // Without an auxiliary the parser's word is not enough: "protesters demonstrated", "Israel called off a raid".
    if has(.passiveSubject, at: verb) {
      return has(.auxiliary, at: verb) || byPhrase(of: verb) != nil || has(.agent, at: verb)
        || isA(.transitive, at: verb) && !isBeforeNominal(verb)
    }
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
      && !isA(.transitive, at: verb)
  }

  /// "Two soldiers killed": a verb that always has an object stands without one, so its subject is that object.
  private func isHeadlinePassive(_ verb: Int) -> Bool {
    has(.nominalSubject, at: verb) && !has(.object, at: verb) && !has(.auxiliary, at: verb)
      && !has(.clausalComplement, at: verb) && isA(.transitive, at: verb) && !isBeforeNominal(verb)
  }

  /// True where a nominal that is no time stands right behind: the verb's object, whatever the parser made of it.
  private func isBeforeNominal(_ verb: Int) -> Bool {
    var place = verb + 1
    while place < words.count, tag(place).isOne(of: .determiner, .adjective, .numeral) { place += 1 }
    return place < words.count && tag(place).isOne(of: .noun, .properNoun) && !isA(.timeWord, at: place)
  }

  /// True for a form in -ed or an irregular past.
  func looksPast(_ place: Int) -> Bool {
    let forms = words.forms(at: place)
    if !forms.isEmpty { return forms.contains { $0.shape == .past } }
    return words.ends(place, with: "ed") || words.ends(place, with: "en")
  }

  func looksIng(_ place: Int) -> Bool { words.ends(place, with: "ing") }

  /// The prepositions of a nominal: its case words, a fixed phrase read as its first word.
  func prepositions(of nominal: Int) -> [Int] {
    children(of: nominal).filter { relation($0) == .caseMarking }
  }

  func hasPreposition(_ lemma: LemmaID, _ nominal: Int) -> Bool {
    prepositions(of: nominal).contains { words.isA(lemma, at: $0) }
      || children(of: nominal).contains { relation($0) == .marker && words.isA(lemma, at: $0) }
  }

  private func byPhrase(of verb: Int) -> Int? {
    children(of: verb).first {
      relation($0) == .oblique && prepositions(of: $0).contains { isA(.by, at: $0) }
    }
  }

  /// A nominal and what is coordinated with it.
  func conjuncts(of place: Int) -> [Int] {
    [place] + children(of: place).filter { relation($0) == .conjunct && isNominal($0) }
  }

  /// All places under a place, itself among them, in order.
  func subtree(of place: Int) -> [Int] {
    var found = [place]
    var at = 0
    while at < found.count {
      found += children(of: found[at])
      at += 1
    }
    return found.sorted()
  }

  /// The places of a nominal without its clauses and what is coordinated with it.
  func nominalPhrase(of place: Int) -> [Int] {
    var found = [place]
    var at = 0
    while at < found.count {
      found += children(of: found[at]).filter {
        !relation($0).leavesNominal && relation($0) != .punctuation
      }
      at += 1
    }
    return found.sorted()
  }
}
