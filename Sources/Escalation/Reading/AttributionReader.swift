import Language
import Model

/// Who says that an act is so: the reporter, the doer, or somebody against whom or of whom it is said.
struct AttributionReader: Sendable {
  let syntax: SentenceSyntax
  let slots: SlotReader
  let participants: ParticipantReader

  /// The speaker is given in the words of the text, where there is one.
  func attribution(
    of match: TriggerMatch,
    reading: StatusReading,
    actor: Side,
    target: Side
  ) -> (attribution: Attribution, speaker: String?) {
    // Whoever denies an act does not say that it is so; others do.
    if reading.status == .denied { return (.alleged, nil) }
    if reading.applied.contains(where: { $0.operation?.kind == .claiming }) {
      return (.claimed, actor.ground.mention)
    }
    let isHedged =
      reading.applied.contains { $0.operation?.kind == .claim }
      || syntax.children(of: match.head).contains { syntax.isA(.hedge, at: $0) }
    guard let speaker = slots.speaker(over: match.head) else {
      return (isHedged ? .alleged : .reported, nil)
    }
    let speakers = participants.sides(at: speaker).filter(\.isNamed).map(\.participant)
    let text = participants.phrase(speaker)
    if speakers.contains(actor.participant) { return (.claimed, text) }
    return (isHedged || speakers.contains(target.participant) ? .alleged : .reported, text)
  }
}
