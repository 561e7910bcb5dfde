import Actors
import EventCodes
import Language
import Model

/// Codes one sentence: its triggers with status and sides, those kept as acts and those rejected with the reason.
struct SentenceCoder: Sendable {
  private let candidates: CandidateReader
  private let check: EventCheck
  private let writer: ActWriter

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
    found.acts = candidates.dated(kept).flatMap(writer.acts)
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
