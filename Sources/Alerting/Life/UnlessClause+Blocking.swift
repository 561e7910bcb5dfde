package import Foundation

extension UnlessClause {
  /// Why another rule's thread holds a report back; nil where it does not.
  ///
  /// - Parameters:
  ///   - report: what would be told.
  ///   - thread: of the rule that this clause names.
  ///   - now: when.
  /// - Returns: when the other rule alerted, in words.
  package func blocks(_ report: AlertReport, by thread: AlertThread, at now: Date) -> String? {
    guard let episode = thread.episode else { return nil }
    let isNear =
      withinSeconds.map { now.timeIntervalSince(episode.told.at) <= Double($0) } ?? episode.isOpen
    guard isNear, same.map({ key in thread.tells(report, key) }) ?? true else { return nil }
    return "\(rule) alerted \(episode.told.at.formatted(.iso8601))"
  }
}

extension AlertThread {
  /// Whether a matter that was told has this in common with a report.
  fileprivate func tells(_ report: AlertReport, _ key: GroupKey) -> Bool {
    matters.filter(\.isTold).flatMap(\.reports).contains { other in
      switch key {
      case .actor: other.actor == report.actor
      case .target: other.target == report.target
      case .story: other.story != nil && other.story == report.story
      default: other.dyad == report.dyad
      }
    }
  }

  /// Whether an event of these sides, or an article of this story, is about what the open alert told.
  package func concerns(dyad: [String], story: Int64?) -> Bool {
    guard let episode, episode.isOpen else { return false }
    return matters.filter(\.isTold).flatMap(\.reports).contains { report in
      report.dyad == dyad.sorted() || (story != nil && report.story == story)
    }
  }
}
