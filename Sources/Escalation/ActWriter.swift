import EventCodes
import Language
import Model
import Text

/// Writes a sentence's candidates as events, and those that are none as rejected triggers.
struct ActWriter: Sendable {
  let syntax: SentenceSyntax
  let slots: SlotReader
  let participants: ParticipantReader
  let scale: SeverityScale
  let part: ArticlePart
  /// The sentence's place in its part.
  let index: Int
  private var words: SentenceWords { syntax.words }
  private var scene: Scene { participants.scene }

  /// More sides than this in one coordination are a list, not participants.
  private var sidesMax: Int { 4 }

  private var sentenceText: String { words.text(0...(words.count - 1)) }

  private func places(_ candidate: Candidate) -> ClosedRange<Int> {
    let uniting = candidate.reading.applied.filter { step in
      step.operation.map { $0.kind.unites && $0.kind != .support } == true
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

  /// The events of a candidate, one for each pair of sides: those given, or else those whom the rules find.
  func acts(
    of candidate: Candidate,
    between pair: SideRanking.Pair? = nil,
    news: NewsGrounds? = nil
  ) -> [CodedAct] {
    let pair = pair ?? ruled(candidate)
    var pairs = pair.actors.flatMap { actor in pair.targets.map { (actor, $0) } }
    if candidate.sides.isMutual { pairs += pairs.map { ($0.1, $0.0) } }
    return pairs.map { pair in
      var act = act(candidate, actor: pair.0, target: pair.1)
      if let news {
        act.event.grounds.news = news
        act.newsProbability = news.probability
      }
      return act
    }
  }

  /// What counts of a candidate for its article.
  func weighed(_ candidate: Candidate, _ odds: ActOdds, rejection: String?) -> WeighedAct {
    WeighedAct(
      odds: odds,
      code: candidate.reading.code,
      status: candidate.reading.status,
      part: part,
      sentenceIndex: index,
      rejection: rejection
    )
  }

  /// Who stands on the sides by the rules.
  func ruled(_ candidate: Candidate) -> SideRanking.Pair {
    SideRanking.Pair(
      actors: sides(candidate.sides.actors, isActor: true, candidate),
      targets: sides(candidate.sides.targets, isActor: false, candidate)
    )
  }

  private func sides(_ sides: [Side], isActor: Bool, _ candidate: Candidate) -> [Side] {
    let isStatecraft = candidate.reading.code.isA(.statecraft)
    let named = sides.filter { $0.participant != nil && (isStatecraft || !$0.isPresumed) }
    if !isActor, candidate.match.trigger.frame.isBlast, let place = named.first, place.isPlace,
      !place.isFromScene
    {
      return [DefaultSides.people(of: place)]
    }
    if candidate.reading.code.isA(.rupture) {
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
    let attribution = AttributionReader(syntax: syntax, slots: slots, participants: participants)
      .attribution(of: candidate.match, reading: candidate.reading, actor: actor, target: target)
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
      isConsequence: syntax.isA(.consequence, at: candidate.match.head)
        && candidate.match.trigger.phrase.words.count == 1,
      isGeneric: syntax.isA(.generic, at: candidate.match.head)
        && candidate.match.trigger.phrase.words.count == 1,
      targetIsOpponent: syntax.lexicon.holds(.opponent, in: words),
      isGeneral: syntax.lexicon.holds(.general, in: words),
      targetIsFromScene: target.isFromScene || !target.isNamed,
      actorIsFromScene: actor.isFromScene || !actor.isNamed
    )
  }

  /// A candidate that is no event, with the reason.
  func rejected(_ candidate: Candidate, _ rejection: EventCheck.Rejection) -> RejectedTrigger {
    RejectedTrigger(
      trigger: triggerText(candidate),
      part: part,
      offset: offset(candidate),
      sentence: sentenceText,
      reason: rejection.reason,
      evidence: rejection.evidence
    )
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
