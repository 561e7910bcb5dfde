package import Foundation

/// What a clock that was ahead leaves in threads.
extension AlertThread {
  /// Moments that have not come yet become the present one, so that `for`, `repeat` and `until quiet` count from there. A thread
  /// without such moments stays as it is.
  ///
  /// - Parameter now: the present moment.
  package mutating func pullBack(to now: Date) {
    let before = self
    for matter in matters.indices {
      for report in matters[matter].reports.indices {
        matters[matter].reports[report].arrivedAt = min(matters[matter].reports[report].arrivedAt, now)
      }
      matters[matter].qualifiedAt = matters[matter].qualifiedAt.map { min($0, now) }
      matters[matter].heldAt = matters[matter].heldAt.map { min($0, now) }
    }
    if var episode {
      episode.firedAt = min(episode.firedAt, now)
      episode.told.at = min(episode.told.at, now)
      episode.lastReportAt = min(episode.lastReportAt, now)
      episode.acknowledgedAt = episode.acknowledgedAt.map { min($0, now) }
      episode.resolvedAt = episode.resolvedAt.map { min($0, now) }
      self.episode = episode
    }
    // A group waits from its first report on: where that was wrong, so is the end.
    if self != before { groupWaitsUntil = groupWaitsUntil.map { min($0, now) } }
  }
}

extension RuleText {
  /// The longest that a thread of the rule can wait for time alone; nil for a rule that never waits.
  package var longestWaitSeconds: Int? {
    let told = [holdSeconds, grouping?.waitSeconds].compactMap { $0 }
    var waits = told.isEmpty ? [] : [told.reduce(0, +)]
    if case .quiet(let seconds) = until { waits.append(seconds) }
    return waits.max()
  }
}
