package import Foundation
package import Model
package import Storage

/// Sends the digest that somebody wishes at times: one, however many times were missed.
package struct DigestSender: Sendable {
  /// More entries are no digest.
  private static let entriesMax = 10
  /// What the first one looks back.
  private static let firstSeconds = 86_400.0
  /// A schedule lies no further ahead than its longest pause; then a clock was wrong.
  private static let furthestSeconds = 8 * 86_400.0

  private let store: Store

  /// A sender over a store.
  package init(store: Store) { self.store = store }

  /// Queues the digest where it is due.
  ///
  /// - Parameters:
  ///   - now: the time by which it is due, and up to which it tells.
  ///   - due: when deliveries are due.
  /// - Returns: the deliveries; empty where it is not due.
  /// - Throws: `StorageError`; then nothing is written.
  package func send(at now: Date, due: Date) throws -> [RecordID] {
    guard let schedule = try store.digestSchedule(),
      schedule.nextAt <= now || schedule.nextAt > now.addingTimeInterval(Self.furthestSeconds)
    else { return [] }
    let start = schedule.lastAt.flatMap { $0 < now ? $0 : nil } ?? now.addingTimeInterval(-Self.firstSeconds)
    let reader = StoryReader(store: store)
    let items = try reader.items(try reader.digest(after: start, until: now).prefix(Self.entriesMax))
      .filter { !$0.isOld }
    let sources = try items.compactMap { try store.noticedSource($0.entry.opener.membership.article.number) }
    return try store.write { transaction in
      guard try transaction.alerts.advance(schedule, to: schedule.time(after: now), at: now) else {
        return []
      }
      return try MessageQueue(transaction, due: due).send(
        .digest(items, since: start, sources, at: now),
        to: try transaction.outbox.recipients(named: schedule.endpoints)
      )
    }
  }
}

extension Store {
  /// An article as a message tells of it; nil where it is gone.
  fileprivate func noticedSource(_ number: Int64) throws -> NoticedSource? {
    try articles.article(number).map { stored in
      let article = stored.reading.article
      return NoticedSource(
        number: number,
        url: article.url,
        title: article.title,
        site: article.site,
        domain: article.domain,
        published: article.published,
        summary: stored.reading.summary.sentences.map(\.shown)
      )
    }
  }
}
