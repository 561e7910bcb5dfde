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
  private let ranking: SideRanking

  /// Puts the readers of a sentence together.
  init(
    syntax: SentenceSyntax,
    mentions: SentenceMentions,
    before: [ActorMention],
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
    let strangers = Strangers(syntax: syntax, mentions: mentions, part: part)
    ranking = SideRanking(
      candidates: SideCandidates(
        syntax: syntax,
        slots: slots,
        participants: participants,
        context: context,
        strangers: strangers,
        part: part,
        before: before
      ),
      features: SideFeatures(syntax: syntax, slots: slots, context: context, part: part),
      strangers: strangers
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
      return SurveyedAct(event: act.event, rejection: rejection, bag: bag) {
        ranking.survey(candidate, writer.ruled(candidate), named: true)
      }
    }
  }

  /// The sentence's acts as learned decisions tell them.
  func code(_ judge: ActJudge, _ domain: DomainCheck.Finding?) -> PartCoder.Found {
    var found = PartCoder.Found()
    for candidate in candidates.dated(candidates.candidates()) { weigh(candidate, judge, domain, &found) }
    return found
  }

  private func weigh(
    _ candidate: Candidate,
    _ judge: ActJudge,
    _ domain: DomainCheck.Finding?,
    _ found: inout PartCoder.Found
  ) {
    let rejection = check.rejection(of: candidate)
    @Sendable func bag(named: Bool) -> FeatureBag {
      features.bag(candidate, rejection: rejection?.reason, domain: domain, judge.character, named: named)
    }
    let unnamed = bag(named: false)
    let opinion = judge.opinion(of: candidate, unnamed, isKept: rejection == nil)
    @Sendable func acts(_ reading: ActJudge.Reading) -> [CodedAct] {
      var told = candidate
      told.reading.take(reading)
      let news = judge.grounds(of: candidate, bag(named: true), opinion.odds)
      return writer.acts(
        of: told,
        between: ranking.ranked(told, writer.ruled(told), by: judge.sides),
        news: news
      )
    }
    let tell: @Sendable () -> [CodedAct] = { acts(judge.news(candidate, unnamed, opinion.odds)) }
    found.considered.append(
      PartCoder.Considered(
        act: writer.weighed(candidate, opinion.odds, rejection: rejection?.reason),
        tell: judge.mayBeNews(candidate) ? tell : nil
      )
    )
    if let reading = opinion.reading {
      found.acts += acts(reading)
    } else {
      found.rejected.append(
        writer.rejected(candidate, rejection ?? EventCheck.Rejection(reason: "told as no act of politics"))
      )
    }
  }

  /// The sentence's acts by rules alone.
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
