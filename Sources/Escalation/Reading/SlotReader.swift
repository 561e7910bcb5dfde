import Language

/// Finds who or what stands in a slot around a word, from the parse, with fall-backs for its usual errors.
struct SlotReader: Sendable {
  let syntax: SentenceSyntax
  private var words: SentenceWords { syntax.words }

  /// How far a governing verb's control is followed: deeper chains are parser errors more often than language.
  private let climbMax = 5

  init(_ syntax: SentenceSyntax) { self.syntax = syntax }

  /// The heads of the nominals in a slot, nearest first.
  func nominals(in slot: Slot, of word: Int) -> [Int] {
    switch slot {
    case .subject: subject(of: word).map { [$0] } ?? []
    case .object: objects(of: word)
    case .indirectObject: syntax.children(of: word).filter { syntax.relation($0) == .indirectObject }
    case .agent: agent(of: word).map { [$0] } ?? []
    case .modifier: modifiers(of: word)
    case .possessor: syntax.child(of: word, .possessive).map { [$0] } ?? []
    case .governor: syntax.head(word).map { [$0] } ?? []
    case .preposition(let lemma): phrases(lemma, of: word)
    case .speaker: speaker(over: word).map { [$0] } ?? []
    case .owner, .scene, .other, .beside, .clause: []
    }
  }

  func isVerbal(_ word: Int) -> Bool {
    syntax.tag(word) == .verb || syntax.tag(word) == .auxiliary
      || syntax.relation(word) == .adjectivalModifier && syntax.looksPast(word)
  }

  // MARK: Subject

  /// Who does it.
  func subject(of word: Int) -> Int? {
    if isVerbal(word) { return verbSubject(word, depth: 0) }
    if syntax.tag(word) == .adjective { return surfaceSubject(word, depth: 0) }
    return nounSubject(word)
  }

  private func verbSubject(_ verb: Int, depth: Int) -> Int? {
    if syntax.isPassive(verb) { return agent(of: verb) }
    if let own = syntax.child(of: verb, .nominalSubject) { return antecedent(own, of: verb) }
    if let opened = subjectBehindOpener(verb) { return opened }
    return depth < climbMax ? controller(of: verb, depth: depth) : nil
  }

  /// "Condemning the raid, Kenya …": a participle that opens the sentence has the subject behind its comma, wherever the
  /// parser hung either.
  private func subjectBehindOpener(_ verb: Int) -> Int? {
    guard verb == 0, syntax.looksIng(verb), let comma = (1..<words.count).first(where: words.isComma) else {
      return nil
    }
    var place = comma + 1
    while place < words.count, !syntax.isNominal(place) { place += 1 }
    while place + 1 < words.count, syntax.tag(place + 1).isOne(of: .noun, .properNoun) { place += 1 }
    return place < words.count ? place : nil
  }

  /// The subject that a verb without one borrows: from the first of its conjuncts, from the verb that controls it, or
  /// from the noun that it modifies.
  private func controller(of verb: Int, depth: Int) -> Int? {
    guard let head = syntax.head(verb) else { return nil }
    switch syntax.relation(verb) {
    case .conjunct where isVerbal(head):
      return syntax.child(of: head, .passiveSubject) ?? verbSubject(head, depth: depth + 1)
    case .openClausalComplement, .clausalComplement:
      if let object = syntax.child(of: head, .object) { return object }
      return surfaceSubject(head, depth: depth + 1)
    case .adverbialClause: return surfaceSubject(head, depth: depth + 1)
    case .adnominalClause:
      if syntax.looksIng(verb) || !syntax.isPassive(verb) { return head }
      return nounSubject(head) ?? governingSubject(of: head, depth: depth)
    case .relativeClause: return head
    case .oblique, .nominalModifier: return isVerbal(head) ? surfaceSubject(head, depth: depth + 1) : nil
    default: return nil
    }
  }

  private func surfaceSubject(_ verb: Int, depth: Int) -> Int? {
    if let own = syntax.child(of: verb, .nominalSubject, .passiveSubject) { return antecedent(own, of: verb) }
    return depth < climbMax ? controller(of: verb, depth: depth) : nil
  }

  /// For "X's plan to attack" and "X has plans to attack".
  private func governingSubject(of noun: Int, depth: Int) -> Int? {
    guard let verb = syntax.head(noun), isVerbal(verb), syntax.relation(noun) == .object else { return nil }
    return surfaceSubject(verb, depth: depth + 1)
  }

  private func nounSubject(_ noun: Int) -> Int? {
    if let owner = syntax.child(of: noun, .possessive) { return owner }
    return agent(of: noun)
  }

  /// The noun that a relative pronoun stands for.
  private func antecedent(_ subject: Int, of verb: Int) -> Int {
    let isRelative = syntax.isA(.relative, at: subject)
    guard isRelative, syntax.relation(verb) == .relativeClause || syntax.relation(verb) == .adnominalClause,
      let noun = syntax.head(verb)
    else { return subject }
    return noun
  }

  /// The by-phrase.
  func agent(of word: Int) -> Int? {
    let beside = isVerbal(word) ? obliques(of: word) : []
    let phrases =
      syntax.children(of: word)
      + (objects(of: word, following: false) + beside).flatMap(syntax.children(of:))
    return phrases.first { place in
      syntax.relation(place) == .agent
        || syntax.relation(place).isOne(of: .oblique, .nominalModifier)
          && syntax.prepositions(of: place).contains { syntax.isA(.by, at: $0) }
    }
  }

  // MARK: Speaker

  /// The subject of the reporting verb that a word's clause depends on, before it or after ("…, police said").
  func speaker(over word: Int) -> Int? {
    var place = word
    for _ in 0..<climbMax {
      if let aside = syntax.children(of: place).first(where: isAside) { return subject(of: aside) }
      guard let head = syntax.head(place) else { return nil }
      if isReporting(head),
        syntax.relation(place).isOne(of: .clausalComplement, .parataxis, .openClausalComplement)
      {
        return subject(of: head)
      }
      place = head
    }
    return nil
  }

  /// "…, police said": the parser hangs it as an aside, or as one more clause without a word that joins it.
  private func isAside(_ place: Int) -> Bool {
    let isLoose =
      syntax.relation(place) == .parataxis
      || syntax.relation(place) == .conjunct && !syntax.has(.coordination, at: place)
    return isLoose && isReporting(place)
  }

  private func isReporting(_ place: Int) -> Bool {
    isVerbal(place) && syntax.isA(.report, at: place)
  }

  // MARK: Object

  /// What it is done to.
  private func objects(of word: Int, following: Bool = true) -> [Int] {
    isVerbal(word) ? verbObjects(word, following: following) : nounObjects(word)
  }

  private func verbObjects(_ verb: Int, following: Bool) -> [Int] {
    if syntax.isPassive(verb) {
      if let subject = syntax.child(of: verb, .passiveSubject, .nominalSubject) {
        return [antecedent(subject, of: verb)]
      }
      guard let head = syntax.head(verb) else { return [] }
      switch syntax.relation(verb) {
      case .adjectivalModifier, .adnominalClause: return [head]
      case .conjunct where isVerbal(head): return following ? verbObjects(head, following: false) : []
      case .openClausalComplement, .adverbialClause:
        return following ? surfaceSubject(head, depth: 1).map { [$0] } ?? [] : []
      default: return []
      }
    }
    let own = syntax.children(of: verb).filter { syntax.relation($0) == .object }
    if !own.isEmpty || !following { return own }
    if verb == 0, syntax.looksIng(verb), syntax.relation(verb) == .adjectivalModifier,
      let noun = syntax.head(verb)
    {
      return [noun]
    }
    if syntax.relation(verb) == .relativeClause, syntax.has(.nominalSubject, at: verb),
      let noun = syntax.head(verb),
      antecedent(syntax.child(of: verb, .nominalSubject) ?? verb, of: verb) != noun
    {
      return [noun]
    }
    return sharedObject(verb).map { [$0] } ?? []
  }

  /// The object of the last of several verbs is that of each: "seized and occupied the town".
  private func sharedObject(_ verb: Int) -> Int? {
    guard
      let next = syntax.children(of: verb).first(where: { syntax.relation($0) == .conjunct && isVerbal($0) }),
      !syntax.has(.nominalSubject, at: next), next - verb <= 3
    else { return nil }
    return syntax.child(of: next, .object)
  }

  private func nounObjects(_ noun: Int) -> [Int] {
    let belonging = phrases(syntax.lexicon.of, of: noun)
    return belonging.isEmpty
      ? syntax.children(of: noun).filter { syntax.relation($0) == .compound } : belonging
  }

  // MARK: Phrases

  /// What follows a preposition: under the word, under its objects (where parsers hang it as often), or, for a noun,
  /// under the verb that governs it.
  private func phrases(_ preposition: LemmaID, of word: Int) -> [Int] {
    var found = direct(preposition, under: word)
    guard found.isEmpty else { return found }
    if isVerbal(word) {
      // What belongs to a phrase of cause or place is not the act's.
      let beside = preposition == syntax.lexicon.of ? [] : obliques(of: word)
      for object in verbObjects(word, following: true) + beside {
        found += direct(preposition, under: object)
      }
    } else if preposition != syntax.lexicon.of {
      for object in direct(syntax.lexicon.of, under: word) { found += direct(preposition, under: object) }
    }
    if found.isEmpty, !isVerbal(word), let verb = syntax.head(word), isVerbal(verb),
      !words.isA(preposition, at: word)
    {
      found = direct(preposition, under: verb).filter { $0 > word }
    }
    return found
  }

  private func obliques(of verb: Int) -> [Int] {
    syntax.children(of: verb).filter { syntax.relation($0) == .oblique }
  }

  private func direct(_ preposition: LemmaID, under word: Int) -> [Int] {
    syntax.children(of: word).filter { place in
      syntax.relation(place).isPhrase && syntax.isNominal(place) && syntax.hasPreposition(preposition, place)
    }
  }

  private func modifiers(of noun: Int) -> [Int] {
    syntax.children(of: noun).filter { syntax.relation($0).isOne(of: .adjectivalModifier, .compound) }
  }
}
