import Language
import Model

/// A governing word on the way from a trigger to the root of its sentence.
struct ChainStep: Sendable {
  /// Nil where the governing word changes nothing but is passed: "was forced to".
  let operation: Operator?
  let place: Int
  /// Where the governed act stands in it.
  let slot: Slot
}

/// Climbs from a trigger through the words that govern it.
struct OperatorChain: Sendable {
  let syntax: SentenceSyntax
  let slots: SlotReader
  private var words: SentenceWords { syntax.words }

  /// Longer chains are parser errors more often than language.
  private let lengthMax = 6

  init(syntax: SentenceSyntax, slots: SlotReader) {
    self.syntax = syntax
    self.slots = slots
  }

  /// The governing words, nearest first, until a clause that stands for itself.
  func steps(from trigger: Int) -> [ChainStep] {
    var steps: [ChainStep] = []
    var place = trigger
    while steps.count < lengthMax, let next = step(from: place, after: steps.last?.operation?.kind) {
      steps.append(next)
      place = next.place
      if next.operation == nil, next.slot != .clause { break }
    }
    return steps
  }

  private func step(from place: Int, after inner: OperatorKind?) -> ChainStep? {
    let start = firstConjunct(of: place)
    if let wish = wish(over: start) { return wish }
    guard let head = nounBefore(start) ?? syntax.head(start) else { return nil }
    for slot in slotsOfPosition(start, under: head) {
      if let found = operation(at: head, slot: slot, after: inner) {
        return ChainStep(operation: found, place: head, slot: slot)
      }
    }
    if let beside = besidePreposition(start, after: inner), beside.place != head { return beside }
    if syntax.relation(start) == .openClausalComplement {
      return ChainStep(operation: nil, place: head, slot: .clause)
    }
    return nil
  }

  /// A conjunct stands where the first of its kind stands; a gerund is of the kind of nouns too: "accused of espionage and
  /// plotting a coup".
  func firstConjunct(of place: Int) -> Int {
    var place = place
    while syntax.relation(place) == .conjunct, let head = syntax.head(place),
      !syntax.has(.nominalSubject, at: place)
    {
      if let noun = nounBesideGerund(place, under: head) {
        place = noun
      } else if let verb = finiteVerb(beside: place, over: head) {
        place = verb
      } else if slots.isVerbal(place) == slots.isVerbal(head)
        || syntax.looksIng(place) && syntax.isNominal(head)
      {
        place = head
      } else {
        break
      }
    }
    return place
  }

  /// "Rejected the offer made in May and announced an offensive": a verb with an object does not go on from a participle
  /// without one, wherever the parser hung it, but from the verb above.
  private func finiteVerb(beside place: Int, over participle: Int) -> Int? {
    guard syntax.relation(participle) == .adnominalClause, syntax.looksPast(participle),
      !syntax.has(.object, at: participle), syntax.has(.object, at: place), !syntax.looksIng(place),
      let noun = syntax.head(participle), let verb = syntax.head(noun), slots.isVerbal(verb)
    else { return nil }
    return verb
  }

  /// "Denied accusations of spying and plotting": a gerund under a finite verb goes with the noun before its `and`.
  private func nounBesideGerund(_ place: Int, under head: Int) -> Int? {
    guard place >= 2, syntax.looksIng(place), slots.isVerbal(head), !syntax.looksIng(head),
      !syntax.has(.auxiliary, at: place), syntax.isA(.and, at: place - 1), syntax.isNominal(place - 2)
    else { return nil }
    return place - 2
  }

  /// "Responsibility for the death": the noun right before a preposition governs its phrase, wherever the parser hung it.
  private func besidePreposition(_ place: Int, after inner: OperatorKind?) -> ChainStep? {
    guard let marker = syntax.prepositions(of: place).first, marker > 0, syntax.isNominal(marker - 1) else {
      return nil
    }
    for slot in markers(of: place) {
      if let found = operation(at: marker - 1, slot: slot, after: inner) {
        return ChainStep(operation: found, place: marker - 1, slot: slot)
      }
    }
    return nil
  }

  /// "Accusations that it attacked": a clause belongs to the noun right before its `that`, wherever the parser hung it.
  private func nounBefore(_ clause: Int) -> Int? {
    guard syntax.relation(clause).isOne(of: .adverbialClause, .clausalComplement),
      let marker = syntax.children(of: clause).first(where: {
        syntax.relation($0) == .marker && syntax.isA(.that, at: $0)
      }), marker > 0, syntax.tag(marker - 1) == .noun
    else { return nil }
    return marker - 1
  }

  /// "Moscow wants the offices closed": a bare participle behind the object of a wish is what is wished, though it looks
  /// like a clause of the object.
  private func wish(over participle: Int) -> ChainStep? {
    guard syntax.relation(participle) == .adnominalClause, syntax.looksPast(participle),
      syntax.children(of: participle).allSatisfy({
        syntax.relation($0).isOne(of: .adverbialModifier, .punctuation)
      }),
      let object = syntax.head(participle), syntax.relation(object) == .object,
      let verb = syntax.head(object), let wish = operation(at: verb, slot: .clause, after: nil),
      [.desire, .demand].contains(wish.kind)
    else { return nil }
    return ChainStep(operation: wish, place: verb, slot: .clause)
  }

  /// In which slots of its head a word may stand, by its relation and preposition.
  private func slotsOfPosition(_ place: Int, under head: Int) -> [Slot] {
    switch syntax.relation(place) {
    case .openClausalComplement, .clausalComplement, .clausalSubject:
      return [.clause] + markers(of: place) + [.object]
    case .adnominalClause, .adverbialClause:
      let marked = markers(of: place)
      let isInfinitive = syntax.children(of: place).contains {
        syntax.relation($0) == .marker && syntax.isA(.complementiser, at: $0)
      }
      let isComplement = isInfinitive || syntax.relation(place) == .adnominalClause && marked.isEmpty
      return marked + (isComplement && !slots.isVerbal(head) ? [.clause] : isInfinitive ? [.clause] : [])
    case .object: return [.object]
    case .passiveSubject: return [.object, .subject]
    case .nominalSubject: return syntax.isPassive(head) ? [.object, .subject] : [.subject]
    case .oblique, .nominalModifier, .agent: return markers(of: place)
    case .compound, .possessive: return slots.isVerbal(head) ? [] : [.preposition(syntax.lexicon.of)]
    default: return []
    }
  }

  private func markers(of place: Int) -> [Slot] {
    syntax.children(of: place)
      .filter { syntax.relation($0).isOne(of: .caseMarking, .marker) }
      .flatMap { marker in
        words.forms(at: marker).map { .preposition($0.lemma) } + (syntax.isA(.by, at: marker) ? [.agent] : [])
      }
  }

  /// The operator that a word is for an act in a slot. To reject a claim is to deny what it says; to reject anything else
  /// is a refusal.
  private func operation(at head: Int, slot: Slot, after inner: OperatorKind?) -> Operator? {
    var best: Operator?
    for form in words.forms(at: head) {
      for candidate in syntax.lexicon.operators.headed(by: form.lemma)
      where candidate.slots.contains(slot) && fits(candidate, at: head)
        && (candidate.kind != .claimdenial || inner == .claim)
        && (candidate.kind != .refusal || inner != .claim)
      {
        if best.map({ candidate.phrase.words.count > $0.phrase.words.count }) ?? true { best = candidate }
      }
    }
    return best
  }

  private func fits(_ candidate: Operator, at head: Int) -> Bool {
    let tag = syntax.tag(head)
    switch candidate.wordClass {
    case .verb:
      guard tag == .verb || tag == .auxiliary || tag == .adjective && syntax.looksPast(head) else {
        return false
      }
      return candidate.phrase.words.count == 1
        || words.loose(candidate.phrase, startingAt: head, gapMax: 3) != nil
    case .noun:
      return (tag == .noun || tag == .properNoun) && words.contiguous(candidate.phrase, endingAt: head) != nil
    case .adjective: return tag == .adjective || tag == .adverb || tag == .verb && syntax.looksPast(head)
    }
  }
}
