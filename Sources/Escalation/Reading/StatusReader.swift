import EventCodes
import Language
import Model

/// What a text says of an act's reality, and which act it became on the way.
struct StatusReading: Sendable {
  var code: EventCode
  var status: EventStatus
  /// The words that show it and the rule they fall under.
  var ground: String
  /// The governing words that acted on it, nearest first.
  var applied: [ChainStep]
  /// False where no event is left, as of what somebody is only accused of.
  var isEvent = true
  /// The reason where no event is left.
  var dropReason: String?

  /// Takes what was decided of it.
  mutating func take(_ decided: (code: EventCode, status: EventStatus, ground: String)) {
    (code, status, ground) = (decided.code, decided.status, decided.ground)
  }
}

/// Reads status by scope: a cue counts where it stands in the clause of the act or governs that clause.
struct StatusReader: Sendable {
  let syntax: SentenceSyntax
  let slots: SlotReader
  let chain: OperatorChain
  private let cues: ClauseCues
  private var words: SentenceWords { syntax.words }
  private var lexicon: EventLexicon { syntax.lexicon }

  init(syntax: SentenceSyntax, slots: SlotReader) {
    self.syntax = syntax
    self.slots = slots
    chain = OperatorChain(syntax: syntax, slots: slots)
    cues = ClauseCues(syntax: syntax, slots: slots)
  }

  func read(_ match: TriggerMatch) -> StatusReading {
    let code = match.trigger.code
    let initial: EventStatus =
      code.isA(.threat) ? .threatened : code.isA(.intent) ? .planned : .realised
    var reading = StatusReading(code: code, status: initial, ground: "told as it happened", applied: [])
    let own = cues.cues(at: match.head).filter { !match.places.contains($0.place) }
    if match.trigger.frame.isOpinion { return opinion(reading, own) }
    var refusable = false
    for cue in own { apply(cue, to: &reading, refusable: &refusable) }
    let steps = chain.steps(from: match.head)
    for (index, step) in steps.enumerated() {
      guard let operation = step.operation else {
        for cue in cues.verbCues(at: step.place) { apply(cue, to: &reading, refusable: &refusable) }
        continue
      }
      compose(operation, at: step, with: &reading)
      // To deny a role in an act is to deny the act.
      let isDenied = index + 1 < steps.count && steps[index + 1].operation?.kind == .denial
      if !reading.isEvent || Self.closed.contains(operation.kind) && !isDenied { break }
      for cue in cues.cues(at: step.place) { apply(cue, to: &reading, refusable: &refusable) }
    }
    denyWhatIsAny(&reading)
    dropAccusation(&reading)
    foresee(match, refusable: refusable, &reading)
    markStanding(match, &reading)
    return settled(reading)
  }

  /// What somebody calls bad is called so now, though it `would damage` only later; what is not called so is no event.
  private func opinion(_ reading: StatusReading, _ cues: [ClauseCues.Cue]) -> StatusReading {
    var reading = reading
    if let negation = cues.first(where: { $0.status == .negated }) {
      reading.isEvent = false
      reading.dropReason = "not said to be so: \(negation.words)"
    }
    return reading
  }

  /// "Any responsibility for the bombing": `any` before a part in an act stands in what is denied, wherever the parser
  /// put the word that denies it.
  private func denyWhatIsAny(_ reading: inout StatusReading) {
    guard let last = reading.applied.last, let kind = last.operation?.kind,
      kind == .claiming || kind == .trial,
      last.place > 0, syntax.isA(.any, at: last.place - 1)
    else { return }
    reading.status = .denied
    reading.ground = "\(words.text((last.place - 1)...last.place)): denied"
  }

  /// Operators beyond which nothing is said of the act: "did not condemn the attack" leaves the attack as it was.
  private static let closed: [OperatorKind] = [
    .reaction, .resistance, .trial, .memory, .accusation, .suffering,
  ]

  /// What an accusation says is no second event, unless it is denied.
  private func dropAccusation(_ reading: inout StatusReading) {
    guard let last = reading.applied.last, last.operation?.kind == .claim,
      syntax.isA(.accusation, at: last.place)
    else { return }
    reading.isEvent = false
    reading.dropReason = "only the content of \(words.text(at: last.place))"
  }

  /// Help that is announced is the intent to help; harm that is announced on a condition is a threat.
  private func foresee(_ match: TriggerMatch, refusable: Bool, _ reading: inout StatusReading) {
    guard slots.isVerbal(match.head), refusable, reading.status == .planned, reading.applied.isEmpty,
      !cues.isHeadlineInfinitive(match.head)
    else { return }
    let kind: OperatorKind
    if reading.code.isA(.help) {
      kind = .intent
    } else if reading.code.isA(.hostileDeed), cues.hasCondition(match.head) {
      kind = .threat
    } else {
      return
    }
    let made = lexicon.operators.composition(of: kind, over: reading.code)
    reading.code = made.code ?? reading.code
    reading.status = made.status ?? reading.status
  }

  /// A war is the state of things unless somebody declares or starts it; "the ousted president" was ousted before.
  private func markStanding(_ match: TriggerMatch, _ reading: inout StatusReading) {
    guard reading.status == .realised else { return }
    let isState =
      match.trigger.wordClass == .noun && match.trigger.frame.isStanding
      && !reading.applied.contains { $0.operation?.kind == .support || $0.operation?.kind == .occurrence }
    let isEpithet =
      syntax.relation(match.head) == .adjectivalModifier && syntax.isA(.epithet, at: match.head)
    guard isState || isEpithet else { return }
    reading.status = .background
    reading.ground = "\(words.text(at: match.head)): \(isState ? "a standing state" : "an epithet")"
  }

  // MARK: Putting together

  private func apply(_ cue: ClauseCues.Cue, to reading: inout StatusReading, refusable: inout Bool) {
    if cue.status == .planned { refusable = true }
    if cue.status == .negated { return negate(cue, &reading, refusable: refusable) }
    guard cue.status.outweighs(reading.status) else { return }
    reading.status = cue.status
    reading.ground = "\(cue.words): \(cue.rule)"
  }

  private func negate(_ cue: ClauseCues.Cue, _ reading: inout StatusReading, refusable: Bool) {
    let last = reading.applied.last?.operation?.kind
    if reading.status == .hypothetical, last == .hypothesis { return }
    if last == .exclusion, reading.status == .negated { return threatenForce(cue, &reading) }
    if last == .denial || last == .failure || last == .cessation {
      reading.status = .realised
      reading.ground = "\(cue.words): negation of what undoes it"
      return
    }
    // Not to do what would help is an act of its own: "will not lift the embargo".
    if refusable, reading.code.isA(.cooperation) {
      let refusal = lexicon.operators.composition(of: .refusal, over: reading.code)
      reading.code = refusal.code ?? reading.code
      reading.status = refusal.status ?? .negated
    } else {
      reading.status = .negated
    }
    reading.ground = "\(cue.words): \(cue.rule)"
  }

  /// Not to rule force out is to threaten it.
  private func threatenForce(_ cue: ClauseCues.Cue, _ reading: inout StatusReading) {
    guard let threat = lexicon.operators.composition(of: .threat, over: reading.code).code else { return }
    reading.code = threat
    reading.status = .threatened
    reading.ground = "\(cue.words): does not rule it out"
  }

  private func compose(_ operation: Operator, at step: ChainStep, with reading: inout StatusReading) {
    defer { reading.applied.append(step) }
    if operation.kind == .refusal, reading.applied.last?.operation?.kind == .exclusion {
      return threatenForce(ClauseCues.Cue(status: .threatened, words: operation.entry, rule: ""), &reading)
    }
    let kind = kind(of: operation, at: step)
    let made = lexicon.operators.composition(of: kind, over: reading.code)
    guard let code = made.code else {
      reading.isEvent = false
      reading.dropReason = "only the content of \(operation.entry)"
      return
    }
    let isNewAct = code != reading.code
    reading.code = code
    guard let status = made.status, isNewAct || status.outweighs(reading.status) else { return }
    reading.status = isNewAct && reading.status == .negated && status == .realised ? .negated : status
    reading.ground = "\(words.text(at: step.place)): \(operation.kind.rawValue)"
  }

  /// What an operator is in its sentence: only who speaks of his own act warns of it as a threat, and what is still to be
  /// averted may yet happen.
  private func kind(of operation: Operator, at step: ChainStep) -> OperatorKind {
    if operation.kind == .vow, syntax.isA(.warning, at: step.place), !speaksOfItself(step) {
      return .hypothesis
    }
    if operation.kind == .failure, syntax.isA(.averting, at: step.place),
      isUnfinished(step.place)
    {
      return .hypothesis
    }
    return operation.kind
  }

  private func speaksOfItself(_ step: ChainStep) -> Bool {
    guard let clause = syntax.child(of: step.place, .clausalComplement, .openClausalComplement),
      let subject = syntax.child(of: clause, .nominalSubject)
    else { return false }
    return syntax.isA(.selfPronoun, at: subject)
  }

  private func isUnfinished(_ verb: Int) -> Bool {
    syntax.children(of: verb).contains { child in
      syntax.relation(child).isOne(of: .marker, .auxiliary)
        && syntax.isA(.unfinished, at: child)
    }
  }

  /// Root 13 is always threatened and root 03 always planned, unless denied, negated or past.
  private func settled(_ reading: StatusReading) -> StatusReading {
    var reading = reading
    if reading.status.isCurrent || reading.status == .hypothetical {
      if reading.code.isA(.threat) { reading.status = .threatened }
      if reading.code.isA(.intent) { reading.status = .planned }
    }
    return reading
  }
}

extension EventStatus {
  /// The further from the real, the later: of two cues the later one counts.
  private var distance: Int {
    switch self {
    case .realised: 0
    case .planned: 1
    case .threatened: 2
    case .hypothetical: 3
    case .background: 4
    case .negated: 5
    case .denied: 6
    }
  }

  /// True where this status takes the place of another in the same scope.
  func outweighs(_ other: EventStatus) -> Bool { distance > other.distance }
}
