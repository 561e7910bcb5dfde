import Language
import Model

/// Who says that an act is so.
struct AttributionReader: Sendable {
  let syntax: SentenceSyntax
  let slots: SlotReader
  let participants: ParticipantReader

  func attribution(
    of match: TriggerMatch,
    reading: StatusReading,
    actor: Side
  ) -> (attribution: Attribution, speaker: String?) {
    if reading.applied.contains(where: { $0.operation?.kind == .claiming }) {
      return (.claimed, actor.ground.mention)
    }
    let isAlleged =
      reading.applied.contains { $0.operation?.kind == .claim }
      || syntax.children(of: match.head).contains { Self.hedges.contains(syntax.words.term(at: $0)) }
    guard let speaker = slots.speaker(over: match.head) else {
      return (isAlleged ? .alleged : .reported, nil)
    }
    let text = participants.phrase(speaker)
    let isDoer = participants.sides(at: speaker).contains {
      $0.participant == actor.participant && $0.isNamed
    }
    return (isDoer ? .claimed : isAlleged ? .alleged : .reported, text)
  }

  private static let hedges: Set<String> = [
    "alleged", "allegedly", "reportedly", "purported", "apparently", "suspected",
  ]
}
