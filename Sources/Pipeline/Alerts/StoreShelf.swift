internal import Alerting
internal import Foundation
internal import Model
internal import Storage

/// Threads in the store, within one transaction.
final class StoreShelf: ThreadShelf {
  private let transaction: AlertTransaction

  init(_ transaction: AlertTransaction) { self.transaction = transaction }

  func thread(rule: Int64, key: String) throws -> AlertThread? {
    try transaction.thread(rule: rule, key: key).map { try $0.thread }
  }

  func thread(rule: Int64, act: ActKey) throws -> AlertThread? {
    try transaction.thread(rule: rule, act: act).map { try $0.thread }
  }

  func threads(ofRule rule: Int64, toldSince moment: Date?) throws -> [AlertThread] {
    try transaction.threads(ofRule: rule, toldSince: moment).map { try $0.thread }
  }

  func save(_ thread: AlertThread, wakeAt: Date?) throws {
    guard let act = thread.matters.first?.act else { return }
    try transaction.save(
      StoredThread(
        rule: thread.rule,
        key: thread.key,
        act: act,
        state: String(decoding: try JSONEncoder().encode(thread), as: UTF8.self),
        wakeAt: wakeAt,
        toldAt: thread.episode?.told.at,
        isOpen: thread.episode?.isOpen ?? false
      )
    )
  }
}

extension StoredThread {
  /// What the rule remembers.
  ///
  /// - Throws: where it cannot be read.
  var thread: AlertThread {
    get throws { try JSONDecoder().decode(AlertThread.self, from: Data(state.utf8)) }
  }
}
