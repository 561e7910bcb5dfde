internal import EventCodes
internal import Foundation
internal import Model

/// How many tell it, and what makes a story that was told alert again.
extension AlertLife {
  /// Why a matter has too few sources; nil where it has enough.
  func lackOfSources(_ matter: AlertMatter, at now: Date) throws -> String? {
    guard let clause = rule.text.sources else { return nil }
    let since = clause.withinSeconds.map { now.addingTimeInterval(-Double($0)) }
    let reports = matter.reports.filter { report in since.map { report.arrivedAt > $0 } ?? true }
    let count = try sources(of: reports, at: now)
    guard count < clause.sources else { return nil }
    let folded = reports.count > count ? " (\(reports.count) articles)" : ""
    let within = clause.withinSeconds.map { " within \(TimeText.words(seconds: $0))" } ?? ""
    return "\(count) of \(clause.sources) sources\(within)\(folded)"
  }

  /// Independent publishers among reports of one matter.
  func sources(of reports: [AlertReport], at now: Date) throws -> Int {
    guard let last = reports.last else { return 0 }
    guard let groups = try surroundings.sourceGroups(of: last, at: now) else {
      return Set(reports.map { $0.publisher ?? "article \($0.article)" }).count
    }
    let articles = Set(reports.map(\.article))
    let grouped = groups.count { !articles.isDisjoint(with: $0) }
    // A report that is in no group was not known as a member by then: it counts by itself.
    return grouped + articles.subtracting(groups.joined()).count
  }

  /// Why a story that was told alerts again; nil where it does not.
  func againReason(_ report: AlertReport, _ thread: AlertThread, _ episode: AlertEpisode) -> String? {
    let told = episode.told
    if let seconds = rule.text.repeatSeconds, episode.acknowledgedAt == nil,
      report.arrivedAt >= told.at.addingTimeInterval(Double(seconds))
    {
      return "still told \(TimeText.words(seconds: seconds)) after the last alert"
    }
    guard let reasons = rule.text.againReasons else { return "the rule alerts at every report" }
    for reason in reasons {
      if let words = words(reason, report, thread, told) { return words }
    }
    return nil
  }

  private func words(
    _ reason: AgainReason,
    _ report: AlertReport,
    _ thread: AlertThread,
    _ told: ToldState
  ) -> String? {
    switch reason {
    case .severityRises(let by):
      guard let severity = report.severity, severity >= (told.severity ?? 0) + by - 0.001 else { return nil }
      return told.severity.map { "severity rose from \($0) to \(severity)" }
        ?? "severity is \(severity) now that events are coded"
    case .newCode:
      let new = report.codes.subtracting(told.codes).sorted()
      return new.isEmpty ? nil : "a new act: \(new.map(EventCode.words).joined(separator: ", "))"
    case .higherBand:
      let (before, after) = (Severity.band(of: told.severity ?? 0), report.severity.map(Severity.band))
      guard let after, report.severity ?? 0 > told.severity ?? 0, after != before else { return nil }
      return told.severity == nil
        ? "severity is \(after.rawValue) now that events are coded"
        : "severity rose from \(before.rawValue) to \(after.rawValue)"
    case .moreArticles(let count):
      let articles = Set(thread.matters.filter(\.isTold).flatMap(\.reports).map(\.article)).count
      return articles >= told.articles + count
        ? "\(articles) articles, \(told.articles) at the last alert" : nil
    case .moreSources(let count):
      let sources = thread.matters.filter(\.isTold).map(\.sourceCount).reduce(0, +)
      return sources >= told.sources + count ? "\(sources) sources, \(told.sources) at the last alert" : nil
    }
  }
}
