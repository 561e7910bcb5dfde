internal import Alerting
internal import Foundation
internal import Model
internal import Storage

/// Threads in the store, within one alerts.
final class TransactionThreadStore: ThreadStore {
  private let alerts: AlertFacet
  private let now: Date

  /// A store as of a moment: what a thread says of later times, a wrong clock has written.
  init(_ alerts: AlertFacet, now: Date) {
    self.alerts = alerts
    self.now = now
  }

  func thread(rule: Int64, key: String) throws -> AlertThread? {
    try alerts.thread(rule: rule, key: key).map(read)
  }

  func thread(rule: Int64, act: ActKey) throws -> AlertThread? {
    try alerts.thread(rule: rule, act: act).map(read)
  }

  func threads(ofRule rule: Int64, toldSince moment: Date?) throws -> [AlertThread] {
    try alerts.threads(ofRule: rule, toldSince: moment, limit: AlertThread.toldMax).map(read)
  }

  func lastEpisode(rule: Int64, key: String) throws -> Int? {
    try alerts.lastEpisode(rule: rule, threadKey: key)
  }

  private func read(_ stored: StoredThread) throws -> AlertThread {
    var thread = try stored.thread
    thread.pullBack(to: now)
    return thread
  }

  func save(_ thread: AlertThread, wakeAt: Date?) throws {
    guard let act = thread.matters.first?.act else { return }
    try alerts.save(
      StoredThread(
        rule: thread.rule,
        key: thread.key,
        act: act,
        state: String(decoding: try JSONEncoder().encode(thread), as: UTF8.self),
        wakeAt: wakeAt,
        toldAt: thread.episode?.told.at,
        isOpen: thread.episode?.isOpen ?? false
      ),
      at: now
    )
  }
}

extension StoredThread {
  /// What the rule remembers.
  ///
  /// - Throws: where it cannot be read.
  var thread: AlertThread {
    get throws {
      let thread = try JSONDecoder().decode(AlertThread.self, from: Data(state.utf8))
      // It would be saved as another one, and this one be due for ever.
      guard thread.rule == rule, thread.key == key else { throw DamagedThread() }
      return thread
    }
  }
}

/// What a rule remembers is not of the row that it stands in.
struct DamagedThread: Error {}
