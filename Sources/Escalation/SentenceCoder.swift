import Actors
import EventCodes
import Language
import Model
import Text

/// Codes one sentence: its triggers with status and sides, those kept as acts and those rejected with the reason.
struct SentenceCoder: Sendable {
  let syntax: SentenceSyntax
  let mentions: SentenceMentions
  let part: ArticlePart
  let index: Int
  /// The field of news that the words around speak of, other than politics.
  let domain: DomainCheck.Finding?
  private let slots: SlotReader
  private let statuses: StatusReader
  private let sideReader: SideReader
  private let dating: EventDating
  private let scale: SeverityScale
  private let scene: Scene
  private var words: SentenceWords { syntax.words }
  private var lexicon: EventLexicon { syntax.lexicon }

  /// More sides than this in one coordination are a list, not participants.
  private let sidesMax = 4

  init(
    syntax: SentenceSyntax,
    mentions: SentenceMentions,
    before: [[ActorMention]],
    context: ArticleContext,
    part: ArticlePart,
    index: Int,
    domain: DomainCheck.Finding?,
    codebook: Codebook
  ) {
    self.syntax = syntax
    self.mentions = mentions
    self.part = part
    self.index = index
    self.domain = domain
    slots = SlotReader(syntax)
    scene = Scene(articleCountry: context.country, mentions: mentions, syntax: syntax)
    statuses = StatusReader(syntax: syntax, slots: slots)
    sideReader = SideReader(
      syntax: syntax,
      slots: slots,
      participants: ParticipantReader(
        syntax: syntax,
        slots: slots,
        mentions: mentions,
        scene: scene,
        pronouns: PronounReader(syntax: syntax, mentions: mentions, before: before)
      )
    )
    dating = EventDating(syntax: syntax, slots: slots, sentence: index, published: context.published)
    scale = SeverityScale(codebook: codebook, lexicon: syntax.lexicon)
  }

  /// A trigger with all that was read about it.
  private struct Candidate {
    let match: TriggerMatch
    var reading: StatusReading
    var sides: Sides
    var date: EventDating.Finding?
  }

  func code() -> PartCoder.Found {
    var found = PartCoder.Found()
    var weak: [Candidate] = []
    for candidate in candidates() {
      if let reason = rejection(of: candidate) {
        if reason.isNeed, hasVictims(candidate) {
          weak.append(candidate)
        } else if !ResidualActs.roots.contains(candidate.match.trigger.code.rootNumber) {
          found.rejected.append(rejected(candidate, reason))
        }
        continue
      }
      found.acts += acts(of: candidate)
    }
    found.weak = weak.map { candidate in
      (acts(of: candidate), rejected(candidate, Rejection(reason: "no political actor", isNeed: true)))
    }
    return found
  }

  /// Who threatens or kills hostages holds them: the doer of one act against somebody did the other too, where the text
  /// names nobody else.
  private func shared(_ candidates: [Candidate]) -> [Candidate] {
    candidates.map { candidate in
      guard candidate.reading.code.rawValue.hasPrefix("181"),
        !candidate.sides.actors.contains(where: \.isNamed)
      else { return candidate }
      let doer = candidates.first { other in
        other.match.head != candidate.match.head && [13, 18].contains(other.reading.code.rootNumber)
          && other.sides.actors.contains(where: \.isNamed)
          && !Set(other.sides.targets.map(\.participant)).isDisjoint(
            with: Set(candidate.sides.targets.map(\.participant))
          )
      }
      var filled = candidate
      if let doer { filled.sides.actors = doer.sides.actors }
      return filled
    }
  }

  private func candidates() -> [Candidate] {
    let matches = TriggerMatcher(syntax: syntax, slots: slots, mentions: mentions).matches()
    let read = matches.map { match in
      var reading = statuses.read(match)
      let date = dating.date(of: match.head, carried: carrier(of: reading))
      if let date { settle(&reading, by: date) }
      return Candidate(
        match: match,
        reading: reading,
        sides: sideReader.sides(of: match, reading: reading),
        date: date
      )
    }
    return shared(read.filter { candidate in !read.contains { consumes($0, candidate) } })
  }

  /// The verb that tells a noun's act: "launched an attack", "an attack killed".
  private func carrier(of reading: StatusReading) -> Int? {
    let kinds: Set<OperatorKind> = [.support, .occurrence, .suffering, .claiming]
    return reading.applied.first { $0.operation.map { kinds.contains($0.kind) } ?? true }?.place
  }

  /// What lies long back is background whatever the tense, and what lies ahead is planned.
  private func settle(_ reading: inout StatusReading, by date: EventDating.Finding) {
    if date.isBackground, [.realised, .planned, .threatened].contains(reading.status) {
      reading.status = .background
      reading.ground = "\(date.words): \(date.rule)"
    } else if date.isFuture, reading.status == .realised {
      reading.status = .planned
      reading.ground = "\(date.words): \(date.rule)"
    }
  }

  /// The kinds of governing words that become one act with what they govern.
  private static let uniting: Set<OperatorKind> = [
    .threat, .vow, .intent, .willing, .plan, .order, .likely, .desire, .refusal, .demand, .appeal, .cessation,
    .lifting,
    .cancellation, .denial, .claimdenial, .exclusion, .failure, .hypothesis, .support,
  ]

  /// True where a trigger governs another as an operator and so is part of its act.
  private func consumes(_ one: Candidate, _ other: Candidate) -> Bool {
    guard one.match.head != other.match.head, one.reading.isEvent else { return false }
    let isUnited = other.reading.applied.contains { $0.place == one.match.head }
    if !isUnited, [10, 13].contains(one.match.trigger.code.rootNumber),
      isComplement(other.match.head, of: one.match.head)
    {
      return true
    }
    return one.reading.applied.contains { step in
      step.place == other.match.head && step.operation.map { Self.uniting.contains($0.kind) } == true
        && (step.operation?.kind != .support || step.slot != .clause)
    }
  }

  /// True for a word in a complement clause of another: "gave them until Friday to withdraw or face attack".
  private func isComplement(_ word: Int, of governor: Int) -> Bool {
    var place = word
    while let head = syntax.head(place) {
      let relation = syntax.relation(place)
      if head == governor {
        return [.openClausalComplement, .clausalComplement, .adverbialClause, .adnominalClause, .object]
          .contains(relation) && place != word || relation == .openClausalComplement
          || relation == .clausalComplement || relation == .adverbialClause && !hasCondition(place)
      }
      guard [.conjunct, .object, .openClausalComplement].contains(relation) else { return false }
      place = head
    }
    return false
  }

  private func hasCondition(_ clause: Int) -> Bool {
    syntax.children(of: clause).contains {
      ["if", "unless", "after", "when", "as", "because", "while", "since"].contains(words.term(at: $0))
    }
  }

  // MARK: Rejection

  private struct Rejection {
    let reason: String
    var evidence: String?
    /// True where only the political need was not met.
    var isNeed = false
  }

  private func rejection(of candidate: Candidate) -> Rejection? {
    if !candidate.reading.isEvent { return Rejection(reason: candidate.reading.dropReason ?? "no event") }
    if let domain = domainRejection(of: candidate) { return domain }
    if isIdle(candidate) { return Rejection(reason: "cooperation that is not said to be") }
    if isWithinOneCountry(candidate) { return Rejection(reason: "a quarrel within one country") }
    return meetsNeed(candidate) ? nil : Rejection(reason: "no political actor", isNeed: true)
  }

  /// How many points a domain needs against an act: the more political the act is in itself, the more.
  private func domainThreshold(_ candidate: Candidate) -> Int {
    let political = (candidate.sides.actors + candidate.sides.targets).filter {
      $0.isPolitical && !$0.isFromScene
    }.count
    if candidate.match.trigger.need == .any { return 6 + political }
    return (lexicon.isA("FIGURATIVE", at: candidate.match.head, in: words) ? 2 : 3) + political
  }

  private func domainRejection(of candidate: Candidate) -> Rejection? {
    guard let domain, domain.score >= domainThreshold(candidate) else { return nil }
    return Rejection(reason: domain.domain, evidence: domain.evidence.joined(separator: ", "))
  }

  private func meetsNeed(_ candidate: Candidate) -> Bool {
    let actor = candidate.sides.actors.contains(where: \.isPolitical)
    let target = candidate.sides.targets.contains(where: \.isPolitical)
    if isPresumedDiplomacy(candidate) { return true }
    switch candidate.match.trigger.need {
    case .any: return true
    case .one:
      return !isThing(candidate) && (actor || target) || told(candidate.sides.actors)
        || told(candidate.sides.targets)
    case .two: return actor && target && !isOneCountry(candidate.sides)
    case .actor: return actor
    }
  }

  /// Cooperation counts where it is the point: not as what may be, or is denied, toward nobody.
  private func isIdle(_ candidate: Candidate) -> Bool {
    (4...8).contains(candidate.reading.code.rootNumber)
      && [.hypothetical, .negated].contains(candidate.reading.status)
      && !candidate.sides.targets.contains(where: \.isNamed)
  }

  /// Names that no table knows count as any country's would where the act is one between states and nothing speaks of
  /// another field.
  private func isPresumedDiplomacy(_ candidate: Candidate) -> Bool {
    let sides = candidate.sides.actors + candidate.sides.targets
    guard sides.contains(where: \.isPresumed), candidate.reading.code.rootNumber >= 3,
      domain == nil
    else { return false }
    func counts(_ sides: [Side]) -> Bool { sides.contains { $0.isPolitical || $0.isPresumed } }
    switch candidate.match.trigger.need {
    case .one, .any:
      return candidate.sides.actors.contains { $0.isPresumed || $0.isPolitical }
        && counts(candidate.sides.targets)
    case .two: return counts(candidate.sides.actors) && counts(candidate.sides.targets)
    case .actor: return counts(candidate.sides.actors) && holds("STATECRAFT")
    }
  }

  /// True where the doer stands in the text and is nobody political: a storm, a company, a candidate.
  private func isThing(_ candidate: Candidate) -> Bool {
    !candidate.sides.actors.isEmpty
      && candidate.sides.actors.allSatisfy { $0.participant == nil || $0.isPresumed }
  }

  private func told(_ sides: [Side]) -> Bool { sides.contains { $0.isPolitical && !$0.isFromScene } }

  /// True where the only target is the country that acts, read from the place: "police struck a target in the capital".
  private func isOneCountry(_ sides: Sides) -> Bool {
    sides.targets.allSatisfy { target in
      target.isFromScene && sides.actors.contains { $0.participant == target.participant }
    }
  }

  /// Words of quarrel between people of one country are its politics: "battles with the vice president".
  private func isWithinOneCountry(_ candidate: Candidate) -> Bool {
    let code = candidate.reading.code
    guard [4, 10, 11, 12, 16].contains(code.rootNumber) || code.rawValue == "190" else { return false }
    let actors = candidate.sides.actors.filter(\.isNamed)
    return !actors.isEmpty
      && candidate.sides.targets.contains { target in
        target.isNamed && actors.contains { $0.participant == target.participant }
      }
  }

  private func hasVictims(_ candidate: Candidate) -> Bool {
    (18...20).contains(candidate.reading.code.rootNumber)
      && candidate.sides.targets.contains(where: \.isNamed)
  }

  private func rejected(_ candidate: Candidate, _ rejection: Rejection) -> RejectedTrigger {
    RejectedTrigger(
      trigger: triggerText(candidate),
      part: part,
      offset: offset(candidate),
      sentence: sentenceText,
      reason: rejection.reason,
      evidence: rejection.evidence
    )
  }

  // MARK: Acts

  private var sentenceText: String { words.text(0...(words.count - 1)) }

  private func places(_ candidate: Candidate) -> ClosedRange<Int> {
    let uniting = candidate.reading.applied.filter { step in
      step.operation.map { Self.uniting.contains($0.kind) && $0.kind != .support } == true
    }
    let all = candidate.match.places + uniting.map(\.place)
    return (all.min() ?? candidate.match.head)...(all.max() ?? candidate.match.head)
  }

  private func triggerText(_ candidate: Candidate) -> String { words.text(places(candidate)) }

  private func offset(_ candidate: Candidate) -> Range<Int> {
    let places = places(candidate)
    return words.token(at: places.lowerBound).range
      .lowerBound..<words.token(at: places.upperBound).range.upperBound
  }

  private func acts(of candidate: Candidate) -> [CodedAct] {
    let actors = participants(candidate.sides.actors, isActor: true, candidate)
    let targets = participants(candidate.sides.targets, isActor: false, candidate)
    var pairs = actors.flatMap { actor in targets.map { (actor, $0) } }
    if candidate.sides.isMutual { pairs += pairs.map { ($0.1, $0.0) } }
    return pairs.map { act(candidate, actor: $0.0, target: $0.1) }
  }

  private func participants(_ sides: [Side], isActor: Bool, _ candidate: Candidate) -> [Side] {
    let isDiplomacy = (3...16).contains(candidate.reading.code.rootNumber)
    let named = sides.filter { $0.participant != nil && (isDiplomacy || !$0.isPresumed) }
    if !isActor, candidate.match.trigger.frame.name == "blast", let place = named.first, place.isPlace,
      !place.isFromScene
    {
      return [DefaultSides.people(of: place)]
    }
    if candidate.reading.code.root == "16" {
      return named.isEmpty ? defaultSides(candidate, isActor: isActor) : named.prefix(sidesMax).map(\.asState)
    }
    if !named.isEmpty { return Array(named.prefix(sidesMax)) }
    return defaultSides(candidate, isActor: isActor)
  }

  private func defaultSides(_ candidate: Candidate, isActor: Bool) -> [Side] {
    [
      DefaultSides(scene: scene, sides: candidate.sides).side(
        of: candidate.match,
        reading: candidate.reading,
        isActor: isActor
      )
    ]
  }

  private func act(_ candidate: Candidate, actor: Side, target: Side) -> CodedAct {
    let code = candidate.reading.code
    let entry = scale.codebook.entry(code)
    let attribution = AttributionReader(syntax: syntax, slots: slots, participants: sideReader.participants)
      .attribution(of: candidate.match, reading: candidate.reading, actor: actor)
    let event = Event(
      actor: actor.participant,
      target: target.participant,
      code: code,
      category: entry?.category,
      goldstein: entry?.goldstein ?? 0,
      status: candidate.reading.status,
      trigger: triggerText(candidate),
      part: part,
      offset: offset(candidate),
      sentence: sentenceText,
      sentenceIndex: part == .title ? nil : index,
      date: candidate.date?.date,
      severity: scale.severity(of: code, status: candidate.reading.status, in: words),
      grounds: EventGrounds(
        lexiconEntry: candidate.match.trigger.entry,
        frame: candidate.sides.frame,
        actor: actor.ground,
        target: target.ground,
        status: candidate.reading.ground,
        attribution: attribution.attribution,
        speaker: attribution.speaker,
        date: candidate.date.map { "\($0.words): \($0.rule)" }
      )
    )
    return CodedAct(
      event: event,
      standing: StandingReader(syntax: syntax, slots: slots).standing(candidate.match, candidate.reading),
      depth: depth(of: candidate.match.head),
      isConsequence: lexicon.isA("CONSEQUENCE", at: candidate.match.head, in: words)
        && candidate.match.trigger.phrase.words.count == 1,
      isGeneric: lexicon.isA("GENERIC", at: candidate.match.head, in: words)
        && candidate.match.trigger.phrase.words.count == 1,
      targetIsOpponent: holds("OPPONENT"),
      isGeneral: holds("GENERAL"),
      targetIsFromScene: target.isFromScene || !target.isNamed,
      actorIsFromScene: actor.isFromScene || !actor.isNamed
    )
  }

  private func holds(_ wordClass: String) -> Bool {
    (0..<words.count).contains { lexicon.isA(wordClass, at: $0, in: words) }
  }

  private func depth(of place: Int) -> Int {
    var depth = 0
    var at = place
    while let head = syntax.head(at), depth < words.count {
      depth += 1
      at = head
    }
    return depth
  }
}
