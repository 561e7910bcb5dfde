import Language
import Model

/// Reads the words of one clause that say how real its act is: auxiliaries, adverbs, conjunctions, modifiers.
struct ClauseCues: Sendable {
  let syntax: SentenceSyntax
  let slots: SlotReader
  private var words: SentenceWords { syntax.words }
  private var lexicon: EventLexicon { syntax.lexicon }

  /// A status, the word that shows it, and the place it stands in.
  struct Cue: Sendable {
    let status: EventStatus
    let words: String
    let rule: String
    var place = -1
  }

  /// The cues in the clause of a verb or in the phrase of an act noun.
  func cues(at place: Int) -> [Cue] {
    slots.isVerbal(place) || syntax.tag(place) == .adjective ? verbCues(at: place) : nounCues(at: place)
  }

  /// The cues in the clause of a verb.
  func verbCues(at verb: Int) -> [Cue] {
    var cues = ownCues(at: verb)
    var place = verb
    // Auxiliaries of the first verb serve those coordinated with it, unless they have their own.
    while syntax.relation(place) == .conjunct, let head = syntax.head(place), slots.isVerbal(head),
      !syntax.has(.nominalSubject, at: place), !syntax.has(.auxiliary, at: place)
    {
      cues += ownCues(at: head).filter { $0.status != .negated || !syntax.looksPast(place) }
      place = head
    }
    return cues
  }

  private func ownCues(at verb: Int) -> [Cue] {
    var cues = syntax.children(of: verb).compactMap { cue($0, of: verb) }
    cues += negativeArguments(of: verb)
    if isImperative(verb) {
      cues.append(Cue(status: .hypothetical, words: words.text(at: verb), rule: "imperative"))
    }
    if isHeadlineInfinitive(verb) {
      cues.append(
        Cue(status: .planned, words: "to \(words.text(at: verb))", rule: "infinitive as the main verb")
      )
    }
    return cues
  }

  private func cue(_ child: Int, of verb: Int) -> Cue? {
    let place: CuePlace
    switch syntax.relation(child) {
    case .auxiliary, .passiveAuxiliary: place = .auxiliary
    case .adverbialModifier: place = .adverb
    case .marker: place = .subordinator
    default: return nil
    }
    let text = words.text(at: child)
    if place == .auxiliary, syntax.isA(.would, at: child) {
      return would(child, verb)
    }
    return lexicon.cues(place, at: child, in: words).map {
      Cue(status: $0, words: text, rule: place.rule, place: child)
    }
  }

  /// "Said it would attack" tells a plan, with an `unless` a threat; "would attack if" a hypothesis.
  private func would(_ auxiliary: Int, _ verb: Int) -> Cue {
    let isOwn = syntax.child(of: verb, .nominalSubject).map { syntax.isA(.selfPronoun, at: $0) } == true
    let isReported = syntax.relation(verb) == .clausalComplement && (isOwn || !hasCondition(verb))
    return Cue(
      status: isReported ? .planned : .hypothetical,
      words: words.text(at: auxiliary),
      rule: isReported ? "future in reported speech" : CuePlace.auxiliary.rule
    )
  }

  func hasCondition(_ verb: Int) -> Bool {
    syntax.children(of: verb).contains { clause in
      syntax.relation(clause) == .adverbialClause
        && syntax.children(of: clause).contains { syntax.isA(.condition, at: $0) }
    }
  }

  private func negativeArguments(of verb: Int) -> [Cue] {
    syntax.children(of: verb).compactMap { child in
      guard syntax.relation(child).isOne(of: .nominalSubject, .passiveSubject, .object) else { return nil }
      if syntax.isA(.nobody, at: child) {
        return Cue(status: .negated, words: words.text(at: child), rule: "negative argument")
      }
      let negation = syntax.children(of: child).first { syntax.isA(.negator, at: $0) }
      return negation.map { Cue(status: .negated, words: words.text(at: $0), rule: "negative argument") }
    }
  }

  /// "Leave within 48 hours": a plain form that opens the sentence and has no subject.
  private func isImperative(_ verb: Int) -> Bool {
    verb == 0 && syntax.tag(verb) == .verb
      && syntax.hasShape(.plain, at: verb)
      && !syntax.hasShape(.past, at: verb) && !syntax.looksIng(verb)
      && !syntax.has(.nominalSubject, at: verb) && !syntax.has(.passiveSubject, at: verb)
  }

  /// "Russia to suspend its mission": no finite verb stands above the infinitive.
  func isHeadlineInfinitive(_ verb: Int) -> Bool {
    guard syntax.relation(verb).isOne(of: .root, .parataxis, .clausalComplement), slots.isVerbal(verb) else {
      return false
    }
    let marks = syntax.children(of: verb).filter { syntax.relation($0).isOne(of: .marker, .auxiliary) }
    return marks.contains { syntax.isA(.to, at: $0) }
      && (syntax.has(.nominalSubject, at: verb) || syntax.has(.passiveSubject, at: verb))
  }

  /// "A blockade would hurt trade": what such an act would do tells that it has not been done.
  private func supposed(_ noun: Int) -> [Cue] {
    guard let verb = syntax.head(noun), slots.isVerbal(verb), syntax.relation(noun) == .nominalSubject,
      let would = syntax.children(of: verb).first(where: { syntax.isA(.would, at: $0) }),
      syntax.children(of: noun).allSatisfy({
        syntax.relation($0) != .determiner || syntax.isA(.determiner, at: $0)
      })
    else { return [] }
    return [Cue(status: .hypothetical, words: words.text(at: would), rule: "what such an act would do")]
  }

  private func nounCues(at noun: Int) -> [Cue] {
    supposed(noun)
      + syntax.children(of: noun).compactMap { child in
        let place: CuePlace
        switch syntax.relation(child) {
        case .adjectivalModifier, .determiner, .compound: place = .modifier
        case .caseMarking: place = .preposition
        case .adverbialModifier: place = .adverb
        default: return nil
        }
        return lexicon.cues(place, at: child, in: words).map {
          Cue(status: $0, words: words.text(at: child), rule: place.rule)
        }
      }
  }
}

extension CuePlace {
  /// The rule under which a cue of this place falls.
  fileprivate var rule: String {
    switch self {
    case .auxiliary: "auxiliary of its clause"
    case .adverb: "adverb of its clause"
    case .subordinator: "conjunction of its clause"
    case .modifier: "modifier of the act"
    case .preposition: "preposition of the act"
    }
  }
}
