import Model
import Stories
import Testing

@Suite("Index and change") struct ChangeTests {
  private let start = CalendarDay(daysSinceEpoch: 18_000)

  /// An index with so many acts on each day.
  private func index(_ counts: [Int]) -> DailyIndex {
    let acts = counts.enumerated().flatMap { offset, count in
      (0..<count).map { _ in IndexedAct(day: start.adding(days: offset), severity: 5, goldstein: -5) }
    }
    return DailyIndex(acts: acts, through: start.adding(days: counts.count - 1))
  }

  @Test("an act counts half after the half-life")
  func halfLife() {
    let days = DailyIndex(
      acts: [IndexedAct(day: start, severity: 8, goldstein: -9)],
      through: start.adding(days: 7),
      halfLifeDays: 7
    ).days
    #expect(days.count == 8)
    #expect(abs((days.last?.escalation ?? 0) - 4) < 1e-9)
  }

  @Test("a truce does not cancel a bombing")
  func separate() {
    let days = DailyIndex(
      acts: [
        IndexedAct(day: start, severity: 8, goldstein: -9), IndexedAct(day: start, severity: 0, goldstein: 7),
      ],
      through: start
    ).days
    #expect(days.map(\.escalation) == [8])
    #expect(days.map(\.deescalation) == [7])
  }

  @Test("an index without acts has no days")
  func empty() {
    #expect(DailyIndex(acts: [], through: start).days.isEmpty)
  }

  @Test("a quiet pair rings at its first act")
  func quiet() {
    let judged = ChangeDetector().judge(index([1] + Array(repeating: 0, count: 300) + [1]))
    #expect(judged.last?.signals.contains(.level) ?? false)
    #expect((judged.last?.chance ?? 1) < 0.01)
  }

  @Test("a tense pair does not ring daily, and rings when it grows worse")
  func tense() {
    let usual = (0..<120).map { [2, 3, 1, 2, 4, 2, 1][$0 % 7] }
    let judged = ChangeDetector().judge(index(usual + [14]))
    #expect(judged.dropFirst(90).dropLast().allSatisfy { $0.signals.isEmpty })
    #expect(judged.last?.signals.contains(.unlikelyCount) ?? false)
    #expect(abs((judged.last?.usualCount ?? 0) - 2) < 1.5)
  }

  @Test("a level that stays up rings on one day, and again after it came down")
  func levelOnce() {
    let rise = [3, 3, 3, 3, 3, 3, 3, 3]
    let quiet = Array(repeating: 0, count: 119)
    let judged = ChangeDetector().judge(index([1] + quiet + rise + quiet + rise))
    #expect(judged.indices.filter { judged[$0].signals.contains(.level) } == [120, 248])
  }

  @Test("what is usual for a busy pair is its own rate, not the prior's", arguments: [1, 5, 20])
  func usual(rate: Int) {
    let judged = ChangeDetector().judge(index(Array(repeating: rate, count: 91)))
    #expect(abs((judged.last?.usualCount ?? 0) - Double(rate)) < 0.05)
  }

  @Test("a small rise that lasts is found")
  func rise() {
    let quiet = (0..<120).map { $0 % 4 == 0 ? 1 : 0 }
    let judged = ChangeDetector().judge(index(quiet + Array(repeating: 1, count: 40)))
    #expect(judged.suffix(40).contains { $0.signals.contains(.persistentRise) })
    #expect(!judged.prefix(120).contains { $0.signals.contains(.persistentRise) })
  }
}

@Suite("Event chains") struct EventChainsTests {
  @Test("an answer is tied to its cause by the phrase between them")
  func answer() throws {
    let sentence = "Freedonia suspended its mission in retaliation for the expulsion of eight envoys."
    let events = [
      try event("161", trigger: "expulsion", in: sentence, at: 55),
      try event("161", trigger: "suspended", in: sentence, at: 10),
    ]
    #expect(EventChains.links(among: events) == [EventLink(answer: 1, cause: 0, cue: "in retaliation for")])
  }

  @Test("a cause named first is still the cause")
  func cause() throws {
    let sentence = "Sylvania expelled envoys, prompting Freedonia to recall its own."
    let events = [
      try event("161", trigger: "expelled", in: sentence, at: 9),
      try event("161", trigger: "recall", in: sentence, at: 49),
    ]
    #expect(EventChains.links(among: events).first?.answer == 1)
    #expect(EventChains.links(among: events).first?.cause == 0)
  }

  @Test("an act that a phrase leads to is tied to the act the other way round that another sentence tells")
  func otherSentence() throws {
    let headline = "Freedonia shuts its mission to Sylvania"
    var shut = try event("161", trigger: "shuts", in: headline, at: 10)
    shut.part = .title
    let sentence = "The step came in retaliation for last week's expulsion of eight envoys by Sylvania."
    var expulsion = try event("161", trigger: "expulsion", in: sentence, at: 44)
    (expulsion.actor, expulsion.target) = (Participant(name: "Sylvania"), Participant(name: "Freedonia"))
    #expect(
      EventChains.links(among: [shut, expulsion]) == [
        EventLink(answer: 0, cause: 1, cue: "in retaliation for")
      ]
    )
    (expulsion.actor, expulsion.target) = (Participant(name: "Sylvania"), Participant(name: "Osterlich"))
    #expect(EventChains.links(among: [shut, expulsion]).isEmpty)
  }

  @Test("acts without such a phrase are not tied")
  func none() throws {
    let sentence = "Freedonia struck Sylvania and shelled its port."
    let events = [
      try event("190", trigger: "struck", in: sentence, at: 10),
      try event("194", trigger: "shelled", in: sentence, at: 30),
    ]
    #expect(EventChains.links(among: events).isEmpty)
  }
}
