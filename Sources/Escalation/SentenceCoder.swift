import Actors
import EventCodes
import Language
import LinearModels
import Model

/// Codes one sentence: its triggers with status and sides, those kept as acts and those rejected with the reason.
struct SentenceCoder: Sendable {
  private let reader: CandidateReader
  /// The sentence's triggers with all that was read about them, but for their times.
  private let candidates: [Candidate]
  private let check: EventCheck
  private let writer: ActWriter
  private let features: ActFeatures
  private let syntax: SentenceSyntax
  private let slots: SlotReader
  private let context: ArticleContext
  private let part: ArticlePart
  private let sides: SideCandidates

  /// Puts the readers of a sentence together.
  init(
    syntax: SentenceSyntax,
    mentions: SentenceMentions,
    before: [ActorMention],
    context: ArticleContext,
    part: ArticlePart,
    index: Int,
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
    reader = CandidateReader(
      syntax: syntax,
      slots: slots,
      mentions: mentions,
      sideReader: SideReader(syntax: syntax, slots: slots, participants: participants),
      sentenceIndex: index,
      published: context.published
    )
    candidates = reader.candidates()
    features = ActFeatures(
      syntax: syntax,
      slots: slots,
      mentions: mentions,
      context: context,
      part: part,
      index: index
    )
    sides = SideCandidates(
      syntax: syntax,
      slots: slots,
      participants: participants,
      context: context,
      strangers: Strangers(syntax: syntax, mentions: mentions, part: part),
      part: part,
      before: before
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
    (self.syntax, self.slots, self.context, self.part) = (syntax, slots, context, part)
  }

  /// How many acts the sentence may tell.
  var candidateCount: Int { candidates.count }

  /// Counts whom the rules put on the sides of its candidates.
  func count(into tally: inout SideTally) {
    for candidate in candidates { tally.add(writer.ruled(candidate)) }
  }

  private func ranking(_ tally: SideTally) -> SideRanking {
    SideRanking(
      candidates: sides,
      features: SideFeatures(syntax: syntax, slots: slots, context: context, part: part, tally: tally),
      strangers: sides.strangers
    )
  }

  /// The sentence's candidates with what a learned decision rests on.
  ///
  /// - Parameters:
  ///   - character: what the article is.
  ///   - domain: what other field of news its words speak of.
  ///   - tally: whom the rules put on which side over the whole article.
  ///   - narrative: the last day that the sentences before told of.
  ///   - named: whether features bear their names.
  /// - Returns: one for each candidate.
  func survey(
    _ character: ArticleCharacter,
    _ domain: DomainCheck.Finding?,
    _ tally: SideTally,
    after narrative: CalendarDay?,
    named: Bool
  ) -> [SurveyedAct] {
    let ranking = ranking(tally)
    return reader.dated(candidates, after: narrative).compactMap { candidate in
      let rejection = check.rejection(of: candidate)?.reason
      guard let act = writer.acts(of: candidate).first else { return nil }
      let bag = features.bag(candidate, rejection: rejection, domain: domain, character, named: named)
      return SurveyedAct(event: act.event, rejection: rejection, bag: bag) {
        ranking.survey(candidate, writer.ruled(candidate), named: true)
      }
    }
  }

  /// The sentence's acts as learned decisions tell them.
  ///
  /// - Parameters:
  ///   - judge: what decides.
  ///   - domain: what other field of news its words speak of.
  ///   - tally: whom the rules put on which side over the whole article.
  ///   - narrative: the last day that the sentences before told of.
  /// - Returns: what is told, what is rejected, and all that was weighed.
  func code(
    _ judge: ActJudge,
    _ domain: DomainCheck.Finding?,
    _ tally: SideTally,
    after narrative: CalendarDay?
  ) -> PartCoder.Found {
    var found = PartCoder.Found()
    let ranking = ranking(tally)
    for candidate in reader.dated(candidates, after: narrative) {
      weigh(candidate, judge, domain, ranking, &found)
    }
    return found
  }

  private func weigh(
    _ candidate: Candidate,
    _ judge: ActJudge,
    _ domain: DomainCheck.Finding?,
    _ ranking: SideRanking,
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
      ).filter { !$0.isAgainstItself }
    }
    let tell: @Sendable () -> [CodedAct] = { acts(judge.news(candidate, unnamed, opinion.odds)) }
    found.considered.append(
      PartCoder.Considered(
        act: writer.weighed(candidate, opinion.odds, rejection: rejection?.reason),
        tell: judge.mayBeNews(candidate) ? tell : nil,
        isReal: { judge.isReal(unnamed) }
      )
    )
    guard let reading = opinion.reading else {
      let reason = rejection ?? EventCheck.Rejection(reason: "told as no act of politics")
      return found.rejected.append(writer.rejected(candidate, reason))
    }
    let told = acts(reading)
    found.acts += told
    if told.isEmpty {
      found.rejected.append(
        writer.rejected(candidate, EventCheck.Rejection(reason: "a state against itself"))
      )
    }
  }

  /// The sentence's acts by rules alone.
  ///
  /// - Parameter narrative: the last day that the sentences before told of.
  /// - Returns: what is told, what is rejected, and what is kept only beside political violence.
  func code(after narrative: CalendarDay?) -> PartCoder.Found {
    var found = PartCoder.Found()
    var (kept, weak): ([Candidate], [Candidate]) = ([], [])
    for candidate in candidates {
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
    found.acts = reader.dated(kept, after: narrative).flatMap { writer.acts(of: $0) }
    found.weak = reader.dated(weak, after: narrative).map { candidate in
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
