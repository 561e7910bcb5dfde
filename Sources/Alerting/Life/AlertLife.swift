package import Foundation
internal import Model

/// The life of a rule's alerts: from reports and the time to what fires, develops, is held back and ends.
///
/// A plain function of thread, report and time. Who stores threads and carries out effects does so in one transaction, so
/// live work, a replay of the past and a restart in between give the same.
package struct AlertLife<Surroundings: LifeSurroundings> {
  /// Whose alerts they are; the text's clauses decide what time and further reports do.
  package let rule: LivingRule
  /// What is asked about silences, other rules and copies.
  package let surroundings: Surroundings

  /// The life of one rule's alerts.
  package init(_ rule: LivingRule, _ surroundings: Surroundings) {
    self.rule = rule
    self.surroundings = surroundings
  }

  /// Takes a report into its thread.
  ///
  /// - Parameters:
  ///   - report: what an article told.
  ///   - isRevision: true where the article had another text before.
  ///   - thread: the report's thread, which is changed.
  /// - Returns: what came of it; the report's own decision is always among it.
  /// - Throws: what the surroundings throw.
  package func take(
    _ report: AlertReport,
    isRevision: Bool,
    into thread: inout AlertThread
  ) throws -> [LifeEffect] {
    let now = report.arrivedAt
    let known = thread.matters.firstIndex { $0.isOf(report) }
    if let known,
      let place = thread.matters[known].reports.firstIndex(where: { $0.article == report.article })
    {
      var corrected = report
      corrected.arrivedAt = thread.matters[known].reports[place].arrivedAt
      thread.matters[known].reports[place] = corrected
      return [
        .decided(.told, reason: "the rule has seen this article\(isRevision ? ", in an earlier form" : "")")
      ]
    }
    if isRevision {
      return [
        .decided(.heldForCorrection, reason: "a later form of an article that the rule did not match before")
      ]
    }
    let place = add(report, known, to: &thread)
    thread.matters[place].sourceCount = try sources(of: thread.matters[place].reports, at: now)
    if let episode = thread.episode, episode.isOpen { thread.episode?.lastReportAt = now }
    if thread.matters[place].isTold { return try repeatOrJoin(report, place, &thread) }
    return try tellIfReady(report, place, &thread)
  }

  /// What time brings about in a thread: the end of `for`, of a group's wait, of quiet.
  ///
  /// - Throws: what the surroundings throw.
  package func wake(_ thread: inout AlertThread, at now: Date) throws -> [LifeEffect] {
    if let end = thread.quietEnd(rule.text), end <= now, let episode = thread.episode {
      thread.episode?.resolvedAt = end
      let seconds = Int(end.timeIntervalSince(episode.lastReportAt))
      return [
        .resolved(
          episode: episode.number,
          reason: "nothing came for \(TimeText.words(seconds: seconds))"
        )
      ]
    }
    var ready: [Int] = []
    for place in thread.matters.indices {
      guard let due = thread.matters[place].dueAt(rule.text), due <= now else { continue }
      let lack = try lackOfSources(thread.matters[place], at: now)
      if lack == nil { ready.append(place) } else { thread.matters[place].qualifiedAt = nil }
    }
    guard !ready.isEmpty else {
      if thread.groupWaitsUntil.map({ $0 <= now }) ?? false { thread.groupWaitsUntil = nil }
      return []
    }
    if groupWaits(&thread, now) { return [] }
    return try tell(ready, &thread, at: now, current: nil)
  }

  /// Ends the open alert of a thread.
  package func resolve(_ thread: inout AlertThread, at now: Date, reason: String) -> [LifeEffect] {
    guard let episode = thread.episode, episode.isOpen else { return [] }
    thread.episode?.resolvedAt = now
    return [.resolved(episode: episode.number, reason: reason)]
  }

  private func add(_ report: AlertReport, _ known: Int?, to thread: inout AlertThread) -> Int {
    if let known {
      thread.matters[known].add(report)
      thread.matters[known].heldAt = nil
      return known
    }
    thread.matters.append(AlertMatter(report))
    thread.forgetOldMatters()
    return thread.matters.count - 1
  }
}
