internal import Foundation
internal import Model
internal import Storage
internal import Watching
internal import Webhooks

/// What is told of a watch through its webhook.
extension WatchPoll {
  /// Queues a message for each thing that is told, where the watch names a webhook that is still there.
  static func tell(_ end: End, in transaction: StoreTransaction, at now: Date, due: Date) throws {
    guard let name = end.watch.webhook, !end.told.isEmpty else { return }
    for recipient in try transaction.outbox.recipients(named: [name]) {
      for told in end.told {
        let notice = notice(told, of: end.watch, at: now)
        _ = try MessageQueue(transaction, due: due).send(to: recipient) { endpoint, sequence in
          WebhookComposer.message(notice, for: endpoint, sequence: sequence, id: MessageID.make())
        }
      }
    }
  }

  private static func notice(_ told: WatchTold, of watch: Watch, at now: Date) -> WatchNotice {
    let make = { (change: WatchNotice.Change, reason: String, since: Date?) in
      WatchNotice(watch: watch.name, url: watch.url, change: change, reason: reason, since: since, time: now)
    }
    switch told {
    case .trouble(.failing(let since, let reason)): return make(.failing, reason, since)
    case .trouble(.silent(let since, let gap)):
      return make(.silent, "usually something new comes each \(TimeText.words(seconds: Int(gap)))", since)
    case .trouble(.gone): return make(.gone, watch.failure ?? "its server says so", nil)
    case .recovered: return make(.recovered, "it answers again", nil)
    case .moved(let from, let to): return make(.moved, "from \(from) to \(to)", nil)
    }
  }
}
