import Actors
import EventCodes
import Language
import Model

/// The two sides of an act, and which way it goes.
struct Sides: Sendable {
  var actors: [Side]
  var targets: [Side]
  /// How they were read: `active: SUBJECT acts on OBJECT`.
  var frame: String
  /// True where each does it to the other.
  var isMutual: Bool

  /// True where somebody named does it to somebody named of another country.
  var areBetweenTwo: Bool {
    actors.contains { actor in
      actor.isNamed
        && targets.contains { $0.isNamed && $0.participant?.actor != actor.participant?.actor }
    }
  }

  /// True where all who are named on both sides are of one country.
  var areWithinOneCountry: Bool {
    !areBetweenTwo && actors.contains(where: \.isNamed) && targets.contains(where: \.isNamed)
  }
}

/// Finds actor and target of a trigger by its frame and the words that govern it.
struct SideReader: Sendable {
  let syntax: SentenceSyntax
  let slots: SlotReader
  let participants: ParticipantReader
  private var words: SentenceWords { syntax.words }

  func sides(of match: TriggerMatch, reading: StatusReading) -> Sides {
    let frame = match.trigger.frame
    var actors = firstNamed(frame.actor, of: match, besides: [])
    var targets: [Side] = []
    var isMutual = frame.isMutual
    let isSameAct = reading.code == match.trigger.code
    for step in reading.applied { take(step, of: match, &actors, &targets, isSameAct: isSameAct) }
    if targets.isEmpty || !targets.contains(where: \.isPolitical) {
      let found = firstNamed(frame.target, of: match, besides: actors)
      if !found.isEmpty { targets = found }
    }
    if !actors.contains(where: \.isNamed) { actors = borrowed(match, reading, besides: targets) ?? actors }
    takeNearby(match, &actors, &targets)
    targets.removeAll { $0.participant == nil }
    if targets.count > 1 {
      let doers = actors.map(\.participant)
      targets.removeAll { doers.contains($0.participant) }
    }
    if isMutual { spread(&actors, &targets, match) }
    if isMutual, actors.isEmpty || targets.isEmpty { isMutual = false }
    let voice = slots.isVerbal(match.head) ? (syntax.isPassive(match.head) ? "passive" : "active") : "nominal"
    return Sides(
      actors: actors,
      targets: targets,
      frame: "\(voice): \(frame.description)",
      isMutual: isMutual
    )
  }

  // MARK: By place

  /// What stands around a verb, for the sides that its parse leaves open.
  private func takeNearby(_ match: TriggerMatch, _ actors: inout [Side], _ targets: inout [Side]) {
    guard slots.isVerbal(match.head) else { return }
    let nearby = NearbySides(syntax: syntax, slots: slots, participants: participants)
    let isPassive = syntax.isPassive(match.head)
    if actors.isEmpty, !match.trigger.asksForThing(in: .subject) {
      actors = isPassive || syntax.looksPast(match.head) ? nearby.agent(of: match.head) : []
      if actors.isEmpty, !isPassive { actors = nearby.subject(of: match.head) }
    }
    if targets.allSatisfy({ $0.participant == nil }), !isPassive, !match.trigger.frame.isMutual {
      let found = nearby.object(of: match.head).filter { side in
        !actors.contains { $0.participant == side.participant }
      }
      if !found.isEmpty { targets = found }
    }
  }

  // MARK: Slots

  /// The sides of the first slot that names somebody political; else of the first that holds anybody. The trigger's own
  /// words name nobody: a "suicide bomber" is not whom the bomb hits.
  private func firstNamed(_ slotNames: [Slot], of match: TriggerMatch, besides others: [Side]) -> [Side] {
    var fallback: [Side] = []
    for slot in slotNames {
      let found = sides(in: slot, of: match).filter { side in
        !others.contains { $0.participant == side.participant && side.isNamed }
      }
      if found.contains(where: { $0.isNamed }) {
        return slot == .other ? Array(found.prefix(1)) : found.filter(\.isNamed)
      }
      if fallback.isEmpty || fallback.allSatisfy({ $0.participant == nil }) {
        fallback = found.isEmpty ? fallback : found
      }
    }
    return fallback
  }

  private func sides(in slot: Slot, of match: TriggerMatch) -> [Side] {
    let head = match.head
    switch slot {
    case .owner:
      return slots.nominals(in: .object, of: head).compactMap { object in
        participants.owner(of: object).map { participants.side(of: $0, at: object) }
      }
    case .modifier:
      return slots.nominals(in: .modifier, of: head).filter(isDoer).flatMap(participants.sides)
    case .scene: return []
    case .other:
      let named = participants.mentions.all.filter {
        $0.mention.actor != nil && $0.mention.role == nil && $0.mention.form != .pronoun
      }
      let nearest = named.sorted { abs($0.place - head) < abs($1.place - head) }
      return nearest.map { participants.side(of: $0.mention, at: $0.place) }.filter { !$0.isFromScene }
    default:
      let others = slots.nominals(in: slot, of: head).filter { place in
        (place == head || !match.places.contains(place))
          && !(match.trigger.asksForThing(in: slot) && isNamedByPlace(place))
      }
      return others.flatMap(participants.sides)
    }
  }

  /// "Baghdad car bombs": where the thing is, and not whose it is.
  private func isNamedByPlace(_ thing: Int) -> Bool {
    participants.owner(of: thing).map { $0.form.isPlace || $0.form == .region } ?? false
  }

  /// True for a modifier that says who acts: "Israeli attack", "NATO bombing", "rebel raid", but not "Baghdad bombing".
  private func isDoer(_ modifier: Int) -> Bool {
    guard let mention = participants.mentions.mention(at: modifier) else {
      switch participants.role(of: modifier) {
      case .people(let role): return role != .civilians
      case .state, .unnamed, .thing: return false
      }
    }
    if mention.form.isPlace || mention.form == .region { return false }
    if let role = mention.role?.roleClass { return role != .civilians }
    let text = words.text(at: modifier)
    return syntax.relation(modifier) == .adjectivalModifier || mention.actorKind != .country
      || text == text.uppercased()
  }

  // MARK: Governing words

  /// What a governing word says of the sides: whoever launches an attack is its actor, whoever suffers it its target.
  private func take(
    _ step: ChainStep,
    of match: TriggerMatch,
    _ actors: inout [Side],
    _ targets: inout [Side],
    isSameAct: Bool
  ) {
    guard let kind = step.operation?.kind else { return }
    let doer = slots.subject(of: step.place).flatMap { match.places.contains($0) ? nil : $0 }
    let subject = doer.map(participants.sides) ?? []
    switch kind {
    case .support, .threat, .vow, .intent, .willing, .plan, .order, .cessation, .lifting, .cancellation,
      .claiming,
      .refusal, .desire, .exclusion, .denial, .hypothesis:
      if kind == .refusal || kind == .exclusion || actors.isEmpty || !actors.contains(where: \.isNamed)
        || step.slot == .object
      {
        actors = subject.isEmpty ? actors : subject
      }
    case .demand, .appeal:
      if isSameAct { return }
      let asked =
        slots.nominals(in: .object, of: step.place).flatMap(participants.sides)
        + syntax.lexicon.askedSlots.flatMap { slots.nominals(in: $0, of: step.place) }.flatMap(
          participants.sides
        )
      let inner = actors.filter { side in !subject.contains { $0.participant == side.participant } }
      if !inner.isEmpty || !asked.isEmpty {
        targets = inner.contains(where: \.isNamed) ? inner : asked + inner
      }
      actors = subject
    case .suffering where step.slot == .object || targets.isEmpty:
      let victims = step.slot == .object ? subject : sufferers(of: step.place)
      if !victims.isEmpty { targets = victims }
    case .occurrence where !targets.contains(where: \.isNamed):
      let struck = struck(by: step.place)
      if !struck.isEmpty { targets = struck }
    default: break
    }
  }

  /// What a blast hits: the object of the verb that it is the subject of, or what stands near.
  private func struck(by verb: Int) -> [Side] {
    let objects = slots.nominals(in: .object, of: verb)
    let places = syntax.children(of: verb).filter { place in
      syntax.isNominal(place) && syntax.prepositions(of: place).contains { syntax.isA(.strikingAt, at: $0) }
    }
    for place in objects + places {
      let found = participants.sides(at: place).filter { $0.participant != nil }
      if !found.isEmpty { return found }
    }
    return []
  }

  /// For talks, demands, cuts that a noun tells, the subject of the main clause: "arrived for talks with".
  private func borrowed(_ match: TriggerMatch, _ reading: StatusReading, besides targets: [Side]) -> [Side]? {
    guard !slots.isVerbal(match.head) || syntax.isPassive(match.head),
      reading.code.isA(.undertaking)
        || match.trigger.frame.isMutual && isWithinObject(match.head)
    else { return nil }
    let found = speaker(over: match.head) ?? mainSubject(of: match.head)
    let sides = found.map(participants.sides)?.filter { side in
      side.isNamed && side.isPolitical && !side.isFromScene
        && !targets.contains { $0.participant == side.participant }
    }
    return sides?.isEmpty == false ? sides : nil
  }

  private func isWithinObject(_ word: Int) -> Bool {
    let outer = syntax.relation(word) == .nominalModifier ? syntax.head(word) ?? word : word
    return syntax.relation(outer) == .object
  }

  private func speaker(over word: Int) -> Int? {
    guard syntax.relation(word).isOne(of: .clausalComplement, .parataxis), let head = syntax.head(word)
    else { return nil }
    return slots.isVerbal(head) ? slots.subject(of: head) : nil
  }

  private func mainSubject(of word: Int) -> Int? {
    if syntax.isPassive(word) && slots.isVerbal(word) { return nil }
    var place = word
    while let head = syntax.head(place) {
      if slots.isVerbal(head), let subject = slots.subject(of: head), subject != place,
        syntax.relation(place) != .nominalSubject
      {
        return subject
      }
      place = head
    }
    return nil
  }

  /// Who is killed in an attack: the deep object of the verb that governs it, or the subject of one that has none.
  private func sufferers(of verb: Int) -> [Side] {
    let objects = slots.nominals(in: .object, of: verb).flatMap(participants.sides)
    return objects.isEmpty ? slots.subject(of: verb).map(participants.sides) ?? [] : objects
  }

  // MARK: Both directions

  private func isBetween(_ word: Int) -> Bool {
    syntax.isPassive(word)
      || syntax.subtree(of: word).contains {
        syntax.relation($0) == .caseMarking && syntax.isA(.between, at: $0)
      }
  }

  /// Where one slot holds both sides of a mutual act, they face each other: "clashes between A and B", "A and B met".
  private func spread(_ actors: inout [Side], _ targets: inout [Side], _ match: TriggerMatch) {
    if targets.isEmpty, actors.count >= 2 {
      targets = Array(actors.dropFirst())
      actors = [actors[0]]
    } else if actors.isEmpty, targets.count >= 2, isBetween(match.head) {
      actors = [targets[0]]
      targets = Array(targets.dropFirst())
    }
  }
}
