import Actors
import EventCodes
import Language
import LinearModels
import Model

/// Codes one sentence: its triggers with status and sides, those kept as acts and those rejected with the reason.
struct SentenceCoder: Sendable {
  private let candidates: CandidateReader
  private let check: EventCheck
  private let writer: ActWriter
  private let features: ActFeatures

  /// Puts the readers of a sentence together.
  init(
    syntax: SentenceSyntax,
    mentions: SentenceMentions,
    context: ArticleContext,
    part: ArticlePart,
    index: Int,
    narrative: CalendarDay?,
    domain: DomainCheck.Finding?,
    codebook: Codebook
  ) {
    let slots = SlotReader(syntax)
    let participants = ParticipantReader(
      syntax: syntax,
      slots: slots,
      mentions: mentions,
      scene: Scene(mentions: mentions, syntax: syntax, article: context)
    )
    candidates = CandidateReader(
      syntax: syntax,
      slots: slots,
      mentions: mentions,
      sideReader: SideReader(syntax: syntax, slots: slots, participants: participants),
      sentenceIndex: index,
      published: context.published,
      narrative: narrative
    )
    features = ActFeatures(
      syntax: syntax,
      slots: slots,
      mentions: mentions,
      context: context,
      part: part,
      index: index
    )
    check = EventCheck(words: syntax.words, lexicon: syntax.lexicon, domain: domain)
    writer = ActWriter(
      syntax: syntax,
      slots: slots,
      participants: participants,
      scale: SeverityScale(codebook: codebook, lexicon: syntax.lexicon),
      part: part,
      index: index
    )
  }

  /// The sentence's candidates with what a learned decision rests on.
  func survey(
    _ character: ArticleCharacter,
    _ domain: DomainCheck.Finding?,
    named: Bool
  ) -> [SurveyedAct] {
    candidates.dated(candidates.candidates()).compactMap { candidate in
      let rejection = check.rejection(of: candidate)?.reason
      guard let act = writer.acts(of: candidate).first else { return nil }
      let bag = features.bag(candidate, rejection: rejection, domain: domain, character, named: named)
      return SurveyedAct(event: act.event, rejection: rejection, bag: bag)
    }
  }

  /// The sentence's acts as learned decisions tell them.
  func code(_ judge: ActJudge, _ domain: DomainCheck.Finding?) -> PartCoder.Found {
    var found = PartCoder.Found()
    for candidate in candidates.dated(candidates.candidates()) {
      let rejection = check.rejection(of: candidate)
      let bag = features.bag(
        candidate,
        rejection: rejection?.reason,
        domain: domain,
        judge.character,
        named: false
      )
      let opinion = judge.opinion(of: candidate, bag)
      var told = candidate
      if let reading = opinion.reading { told.reading.take(reading) }
      let acts = writer.acts(of: told, newsProbability: opinion.odds.conflict)
      guard let act = acts.first else { continue }
      let survey = SurveyedAct(event: act.event, rejection: rejection?.reason, bag: bag)
      found.considered.append(survey.counted(opinion.odds))
      if opinion.reading?.status.isCurrent != true, let told = judge.told(candidate, bag, opinion.odds) {
        var only = candidate
        only.reading.take(told)
        found.offer(writer.acts(of: only, newsProbability: opinion.odds.conflict))
      }
      if opinion.reading != nil {
        found.acts += acts
      } else {
        found.rejected.append(
          writer.rejected(candidate, rejection ?? EventCheck.Rejection(reason: "told as no act of politics"))
        )
      }
    }
    return found
  }

  func code() -> PartCoder.Found {
    var found = PartCoder.Found()
    var (kept, weak): ([Candidate], [Candidate]) = ([], [])
    for candidate in candidates.candidates() {
      guard let reason = check.rejection(of: candidate) else {
        kept.append(candidate)
        continue
      }
      if reason.isNeed, hasVictims(candidate) {
        weak.append(candidate)
      } else if !candidate.match.trigger.isResidual {
        found.rejected.append(writer.rejected(candidate, reason))
      }
    }
    found.acts = candidates.dated(kept).flatMap { writer.acts(of: $0) }
    found.weak = candidates.dated(weak).map { candidate in
      (
        writer.acts(of: candidate),
        writer.rejected(candidate, EventCheck.Rejection(reason: "no political actor", isNeed: true))
      )
    }
    return found
  }

  private func hasVictims(_ candidate: Candidate) -> Bool {
    candidate.reading.code.isA(.violence)
      && candidate.sides.targets.contains(where: \.isNamed)
  }
}
