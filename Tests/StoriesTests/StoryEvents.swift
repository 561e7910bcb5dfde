import Model

/// A made-up event of one sentence.
func event(
  _ code: String,
  severity: Double = 6,
  trigger: String = "struck",
  in sentence: String = "A struck B.",
  at start: Int = 0,
  goldstein: Double = -5,
  date: String? = nil
) throws -> Event {
  Event(
    actor: Participant(name: "Freedonia"),
    target: Participant(name: "Sylvania"),
    code: try requireCode(code),
    category: nil,
    goldstein: goldstein,
    status: .realised,
    trigger: trigger,
    part: .text,
    offset: start..<(start + trigger.utf8.count),
    sentence: sentence,
    sentenceIndex: 0,
    date: date.flatMap { EventDate($0) },
    severity: Severity(severity),
    grounds: EventGrounds(lexiconEntry: "", frame: "", status: "")
  )
}

private struct NotACode: Error {}

private func requireCode(_ text: String) throws -> EventCode {
  guard let code = EventCode(rawValue: text) else { throw NotACode() }
  return code
}
