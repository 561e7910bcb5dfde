package import Foundation
package import Model

/// Where threads are kept: the store within a transaction, or memory while the past is replayed.
package protocol ThreadStore: AnyObject {
  /// The thread of a key; nil where there is none.
  func thread(rule: Int64, key: String) throws -> AlertThread?
  /// The thread of an act that no story is known of: the nearest in days.
  func thread(rule: Int64, act: ActKey) throws -> AlertThread?
  /// Threads of a rule that alerted at this moment or later, or whose alert is open.
  func threads(ofRule rule: Int64, toldSince moment: Date?) throws -> [AlertThread]
  /// The number of the last alert of a key that no thread is kept of any more; nil where there was none.
  func lastEpisode(rule: Int64, key: String) throws -> Int?
  /// Keeps a thread over what was there.
  func save(_ thread: AlertThread, wakeAt: Date?) throws
}
