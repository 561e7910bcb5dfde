package import Foundation
package import Model

/// Where threads are kept: the store within a transaction, or memory while the past is replayed.
package protocol ThreadShelf: AnyObject {
  /// The thread of a key; nil where there is none.
  func thread(rule: Int64, key: String) throws -> AlertThread?
  /// The thread of an act that no story is known of: the nearest in days.
  func thread(rule: Int64, act: ActKey) throws -> AlertThread?
  /// Threads of a rule that alerted at this moment or later, or whose alert is open.
  func threads(ofRule rule: Int64, toldSince moment: Date?) throws -> [AlertThread]
  /// Keeps a thread over what was there.
  func save(_ thread: AlertThread, wakeAt: Date?) throws
}

/// Threads in memory.
package final class MemoryShelf: ThreadShelf {
  private struct Key: Hashable {
    var rule: Int64
    var key: String
  }

  private var threads: [Key: AlertThread] = [:]
  private var wakes: [Key: Date] = [:]

  /// An empty shelf.
  package init() {}

  package func thread(rule: Int64, key: String) -> AlertThread? { threads[Key(rule: rule, key: key)] }

  package func thread(rule: Int64, act: ActKey) -> AlertThread? {
    threads.values.filter { thread in
      thread.rule == rule && thread.key.hasPrefix("act ")
        && thread.matters.first.map { first in
          first.act.stem == act.stem
            && abs(first.act.day.daysSinceEpoch - act.day.daysSinceEpoch) <= act.windowDays
        } ?? false
    }.min { distance($0, act) < distance($1, act) }
  }

  package func threads(ofRule rule: Int64, toldSince moment: Date?) -> [AlertThread] {
    threads.values.filter { thread in
      guard thread.rule == rule, let episode = thread.episode else { return false }
      return episode.isOpen || moment.map { episode.told.at >= $0 } ?? false
    }.sorted { $0.key < $1.key }
  }

  package func save(_ thread: AlertThread, wakeAt: Date?) {
    let key = Key(rule: thread.rule, key: thread.key)
    threads[key] = thread
    wakes[key] = wakeAt
  }

  /// The thread that time changes next, at this moment or before it.
  package func due(through moment: Date) -> (thread: AlertThread, at: Date)? {
    let next = wakes.min { ($0.value, $0.key.rule, $0.key.key) < ($1.value, $1.key.rule, $1.key.key) }
    guard let next, next.value <= moment, let thread = threads[next.key] else { return nil }
    return (thread, next.value)
  }

  private func distance(_ thread: AlertThread, _ act: ActKey) -> (Int, String) {
    let day = thread.matters.first?.act.day.daysSinceEpoch ?? 0
    return (abs(day - act.day.daysSinceEpoch), thread.key)
  }
}
