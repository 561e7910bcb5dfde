internal import Foundation
internal import Model

/// When a thread's matters are told.
extension AlertLife {
  /// A matter that no alert has told: it waits for sources, for its time, for its group, or is told.
  func tellIfReady(_ report: AlertReport, _ place: Int, _ thread: inout AlertThread) throws -> [LifeEffect] {
    let now = report.arrivedAt
    if let lack = try lackOfSources(thread.matters[place], at: now) {
      thread.matters[place].qualifiedAt = nil
      return [.decided(.waiting, reason: lack)]
    }
    if thread.matters[place].qualifiedAt == nil { thread.matters[place].qualifiedAt = now }
    if let due = thread.matters[place].dueAt(rule.text), due > now {
      return [.decided(.waiting, reason: "it must stay so until \(due.formatted(.iso8601))")]
    }
    if groupWaits(&thread, now) {
      let until = thread.groupWaitsUntil?.formatted(.iso8601) ?? ""
      return [.decided(.waiting, reason: "its group waits until \(until)")]
    }
    let ready = thread.matters.indices.filter { other in
      thread.matters[other].dueAt(rule.text).map { $0 <= now } ?? false
    }
    return try tell(ready, &thread, at: now, current: report)
  }

  /// A matter that was told: it alerts again for a reason, or the report is one more source.
  func repeatOrJoin(_ report: AlertReport, _ place: Int, _ thread: inout AlertThread) throws -> [LifeEffect] {
    guard let episode = thread.episode else { return try tellIfReady(report, place, &thread) }
    guard let reason = againReason(report, thread, episode) else {
      let outcome: DecisionOutcome = report.copyOf == nil ? .joined : .joinedCopy
      let sameness = report.copyOf.map { "a copy of a\($0)" } ?? sameness(of: report)
      let held: LifeEffect = .decided(outcome, reason: "\(sameness), and nothing new that alerts again")
      guard episode.isOpen else { return [held] }
      return [
        .joined(episode: episode.number, articles: [report.article], severity: report.severity), held,
      ]
    }
    return try tell([place], &thread, at: report.arrivedAt, current: report, reason: reason)
  }

  private func sameness(of report: AlertReport) -> String {
    report.story.map { "the same story, s\($0)" } ?? "the same act: \(report.act.stem)"
  }

  /// Fires, or tells of news of the open alert, unless something holds it back.
  func tell(
    _ places: [Int],
    _ thread: inout AlertThread,
    at now: Date,
    current: AlertReport?,
    reason: String? = nil
  ) throws -> [LifeEffect] {
    let all = places.flatMap { thread.matters[$0].reports }
    guard let newest = current ?? all.last else { return [] }
    // News of a story that was told is the report's alone.
    let reports = reason == nil ? all : [newest]
    if let suppression = try surroundings.suppression(newest, of: rule, at: now) {
      for place in places where !thread.matters[place].isTold { thread.matters[place].heldAt = now }
      return current == nil
        ? [.heldBack(articles: reports.map(\.article), suppression.outcome, reason: suppression.reason)]
        : [.decided(suppression.outcome, reason: suppression.reason)]
    }
    thread.groupWaitsUntil = nil
    for place in places { thread.matters[place].isTold = true }
    let articles = unique(reports.map(\.article))
    let severity = Severity.worst(reports.map(\.severity))
    let told = toldState(thread, at: now)
    guard var episode = thread.episode, episode.isOpen else {
      return fire(&thread, articles, severity, told, newest, reason, isTimed: current == nil)
    }
    episode.told = told
    thread.episode = episode
    let why = reason ?? "another story of the group: \(sameness(of: newest))"
    return [.joined(episode: episode.number, articles: articles, severity: severity)]
      + (current == nil ? [] : [.decided(.updated, reason: why)])
      + [.updated(episode: episode.number, reason: why)]
  }

  private func fire(
    _ thread: inout AlertThread,
    _ articles: [Int64],
    _ severity: Double?,
    _ told: ToldState,
    _ newest: AlertReport,
    _ reason: String?,
    isTimed: Bool
  ) -> [LifeEffect] {
    let number = (thread.episode?.number ?? thread.formerEpisodes ?? 0) + 1
    thread.episode = AlertEpisode(
      number: number,
      firedAt: told.at,
      told: told,
      lastReportAt: newest.arrivedAt
    )
    let why =
      reason ?? newest.partedFrom.map {
        "late: held back as story s\($0) until a second look showed another event"
      }
      ?? (articles.count == 1
        ? "the first report of this story under the rule" : "\(told.sources) sources tell it")
    return (isTimed ? [] : [.decided(.fired, reason: why)])
      + [.fired(episode: number, articles: articles, severity: severity, reason: why)]
  }

  private func toldState(_ thread: AlertThread, at now: Date) -> ToldState {
    let told = thread.matters.filter(\.isTold)
    let reports = told.flatMap(\.reports)
    return ToldState(
      at: now,
      severity: Severity.worst(reports.map(\.severity)),
      codes: reports.reduce(into: []) { $0.formUnion($1.codes) },
      articles: Set(reports.map(\.article)).count,
      sources: told.map(\.sourceCount).reduce(0, +)
    )
  }

  /// True while the group's first story waits for others.
  func groupWaits(_ thread: inout AlertThread, _ now: Date) -> Bool {
    guard let wait = rule.text.grouping?.waitSeconds else { return false }
    let until = thread.groupWaitsUntil ?? now.addingTimeInterval(Double(wait))
    thread.groupWaitsUntil = until
    return until > now
  }

  private func unique(_ articles: [Int64]) -> [Int64] {
    var seen = Set<Int64>()
    return articles.filter { seen.insert($0).inserted }
  }
}
