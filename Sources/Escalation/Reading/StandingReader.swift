import Language

/// Whether an act is what its sentence tells or only explains it.
struct StandingReader: Sendable {
  let syntax: SentenceSyntax
  let slots: SlotReader

  func standing(_ match: TriggerMatch, _ reading: StatusReading) -> Standing {
    var place = reading.applied.last?.place ?? match.head
    var standing = Standing.main
    let isCarried = reading.applied.last?.operation?.kind.carries ?? false
    if !isCarried, !slots.isVerbal(place) { standing = .governed }
    while let head = syntax.head(place) {
      switch syntax.relation(place) {
      case .adnominalClause, .relativeClause, .apposition, .adverbialClause, .possessive: return .aside
      case .nominalModifier: return slots.isVerbal(head) ? .governed : .aside
      case .oblique: standing = min(standing, .governed)
      case .adjectivalModifier where slots.isVerbal(place): standing = min(standing, .governed)
      default: break
      }
      place = head
    }
    return standing
  }
}
