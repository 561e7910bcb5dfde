import EventCodes
import Language
import Model

/// A trigger with all that was read about it.
struct Candidate: Sendable {
  let match: TriggerMatch
  var reading: StatusReading
  var sides: Sides
  var date: EventDating.Finding?
}

/// Reads the triggers of a sentence with status, time and sides, one candidate for each act that it may tell.
struct CandidateReader: Sendable {
  let syntax: SentenceSyntax
  let slots: SlotReader
  let mentions: SentenceMentions
  let sideReader: SideReader
  /// The sentence's place in its part, and the day of publication.
  let sentenceIndex: Int
  let published: CalendarDay?
  private var words: SentenceWords { syntax.words }

  /// The candidates, those left out that are part of another's act.
  func candidates() -> [Candidate] {
    let matches = TriggerMatcher(syntax: syntax, slots: slots, mentions: mentions).matches()
    if matches.isEmpty { return [] }
    let statuses = StatusReader(syntax: syntax, slots: slots)
    let read = matches.map { match in
      let reading = statuses.read(match)
      return Candidate(match: match, reading: reading, sides: sideReader.sides(of: match, reading: reading))
    }
    return shared(read.filter { candidate in !read.contains { consumes($0, candidate) } })
  }

  /// Candidates with their times, and with the statuses that follow from these.
  ///
  /// - Parameters:
  ///   - candidates: the sentence's.
  ///   - narrative: the last day that the sentences before told of.
  /// - Returns: the same ones in their order.
  func dated(_ candidates: [Candidate], after narrative: CalendarDay?) -> [Candidate] {
    if candidates.isEmpty { return [] }
    let dating = EventDating(
      syntax: syntax,
      slots: slots,
      sentence: sentenceIndex,
      published: published,
      narrative: narrative
    )
    return candidates.map { candidate in
      var candidate = candidate
      candidate.date = dating.date(of: candidate.match.head, carried: carrier(of: candidate.reading))
      if let date = candidate.date { settle(&candidate.reading, by: date) }
      return candidate
    }
  }

  /// Who threatens or kills hostages holds them: the doer of one act against somebody did the other too, where the text
  /// names nobody else.
  private func shared(_ candidates: [Candidate]) -> [Candidate] {
    candidates.map { candidate in
      guard candidate.reading.code.isA(.hostageTaking),
        !candidate.sides.actors.contains(where: \.isNamed)
      else { return candidate }
      let doer = candidates.first { other in
        other.match.head != candidate.match.head && other.reading.code.isA(.threat, .assault)
          && other.sides.actors.contains(where: \.isNamed)
          && !Set(other.sides.targets.map(\.participant)).isDisjoint(
            with: Set(candidate.sides.targets.map(\.participant))
          )
      }
      var filled = candidate
      if let doer { filled.sides.actors = doer.sides.actors }
      return filled
    }
  }

  /// The verb that tells a noun's act: "launched an attack", "an attack killed".
  private func carrier(of reading: StatusReading) -> Int? {
    reading.applied.first { $0.operation?.kind.carries ?? true }?.place
  }

  /// What lies long back is background whatever the tense, and what lies ahead is planned.
  private func settle(_ reading: inout StatusReading, by date: EventDating.Finding) {
    if date.isBackground, [.realised, .planned, .threatened].contains(reading.status) {
      reading.status = .background
      reading.ground = "\(date.words): \(date.rule)"
    } else if date.isFuture, reading.status == .realised {
      reading.status = .planned
      reading.ground = "\(date.words): \(date.rule)"
    }
  }

  /// True where a trigger governs another as an operator and so is part of its act.
  private func consumes(_ one: Candidate, _ other: Candidate) -> Bool {
    guard one.match.head != other.match.head, one.reading.isEvent else { return false }
    let isUnited = other.reading.applied.contains { $0.place == one.match.head }
    if !isUnited, one.match.trigger.code.isA(.demand, .threat),
      isComplement(other.match.head, of: one.match.head)
    {
      return true
    }
    return one.reading.applied.contains { step in
      step.place == other.match.head && step.operation.map { $0.kind.unites } == true
        && (step.operation?.kind != .support || step.slot != .clause)
    }
  }

  /// True for a word in a complement clause of another: "gave them until Friday to withdraw or face attack".
  private func isComplement(_ word: Int, of governor: Int) -> Bool {
    var place = word
    while let head = syntax.head(place) {
      let relation = syntax.relation(place)
      if head == governor {
        return relation.isComplement && place != word || relation == .openClausalComplement
          || relation == .clausalComplement || relation == .adverbialClause && !hasCondition(place)
      }
      guard relation.isOne(of: .conjunct, .object, .openClausalComplement) else { return false }
      place = head
    }
    return false
  }

  private func hasCondition(_ clause: Int) -> Bool {
    syntax.children(of: clause).contains { syntax.isA(.subordinator, at: $0) }
  }
}

extension OperatorKind {
  /// True for governing words that only tell that an act took place: "launched an attack", "an attack killed".
  var carries: Bool {
    switch self {
    case .support, .occurrence, .suffering, .claiming: true
    default: false
    }
  }

  /// True for governing words that become one act with what they govern.
  var unites: Bool {
    switch self {
    case .threat, .vow, .intent, .willing, .plan, .order, .likely, .desire, .refusal, .demand, .appeal,
      .cessation,
      .lifting, .cancellation, .denial, .claimdenial, .exclusion, .failure, .hypothesis, .support:
      true
    case .claim, .accusation, .trial, .memory, .occurrence, .claiming, .suffering, .reaction,
      .resistance:
      false
    }
  }
}
