import Language
import Model

/// Who says that an act is so.
struct AttributionReader: Sendable {
  let syntax: SentenceSyntax
  let slots: SlotReader
  let participants: ParticipantReader

  /// How many clauses up a speaker is looked for.
  private let climbMax = 8

  func attribution(
    of match: TriggerMatch,
    reading: StatusReading,
    actor: Side
  ) -> (attribution: Attribution, speaker: String?) {
    if reading.applied.contains(where: { $0.operation?.kind == .claiming }) { return (.claimed, actor.ground.mention) }
    let isAlleged = reading.applied.contains { $0.operation?.kind == .claim }
      || syntax.children(of: match.head).contains { Self.hedges.contains(syntax.words.term(at: $0)) }
    guard let speaker = speaker(over: match.head) else { return (isAlleged ? .alleged : .reported, nil) }
    let text = participants.phrase(speaker)
    let isDoer = participants.sides(at: speaker).contains { $0.participant == actor.participant && $0.isNamed }
    return (isDoer ? .claimed : isAlleged ? .alleged : .reported, text)
  }

  private static let hedges: Set<String> = ["alleged", "allegedly", "reportedly", "purported", "apparently", "suspected"]

  /// The subject of the reporting verb that the act's clause depends on, before it or after ("…, police said").
  private func speaker(over trigger: Int) -> Int? {
    var place = trigger
    for _ in 0..<climbMax {
      if let aside = syntax.children(of: place).first(where: isReport) { return slots.subject(of: aside) }
      guard let head = syntax.head(place) else { return nil }
      if isReporting(head), [.clausalComplement, .parataxis].contains(syntax.relation(place)) {
        return slots.subject(of: head)
      }
      place = head
    }
    return nil
  }

  private func isReport(_ place: Int) -> Bool { syntax.relation(place) == .parataxis && isReporting(place) }

  private func isReporting(_ place: Int) -> Bool {
    slots.isVerbal(place) && syntax.lexicon.isA("REPORT", at: place, in: syntax.words)
  }
}
