internal import Extraction
internal import Feeds
internal import Fetching
package import Foundation
package import Model
package import Storage
internal import Watching

/// One item of a watch: its page is fetched, read and stored, or, where that cannot be, the feed's own text.
package struct WatchReading: Sendable {
  /// What came of an item.
  package enum Outcome: Sendable {
    /// Its article is stored.
    case stored(StoredArticle, SaveOutcome, isFeedText: Bool)
    /// Its article was stored already.
    case known(RecordID)
    /// It is tried again then.
    case putOff(until: Date, reason: String)
    /// It is given up.
    case failed(String)
  }

  /// How long an item that failed waits before the next attempt, in seconds; after the last it is given up.
  private static let waits = [60.0, 300, 1_800, 7_200, 21_600]
  /// A feed's own text is an article from so many bytes on: a sentence or two.
  private static let feedTextBytesMin = 160

  private let store: Store
  private let ingest: Ingest

  /// Readings into a store.
  package init(store: Store, ingest: Ingest) {
    self.store = store
    self.ingest = ingest
  }

  /// Reads an item once.
  ///
  /// - Parameters:
  ///   - item: which.
  ///   - clock: the time that is written down.
  /// - Returns: what came of it, as it is stored.
  /// - Throws: `StorageError`; `FetchError.cancelled`.
  package func run(_ item: WatchItem, clock: @Sendable () -> Date) async throws -> Outcome {
    if item.reads == 0, let known = try knownArticle(item, at: clock()) { return .known(known) }
    let entry = StoredEntry.read(item.entry)?.withoutDateAhead(of: clock())
    guard let text = item.url else { return try saveFeedText(item, entry, nil, at: clock()) }
    do {
      var hints = ArticleHints()
      hints.entry = entry
      let read = try await ingest.read(.address(try WebAddress(text)), hints: hints)
      let kind = read.reading.article.kind
      let isWhole = kind == .article && !read.reading.article.text.isEmpty
      if isWhole { return try save(read, item, reason: nil, isFeedText: false, at: clock()) }
      if let told = feedText(entry, url: text, because: "the page is no article but a \(kind.rawValue)") {
        return try save(told, item, reason: kind.rawValue, isFeedText: true, at: clock())
      }
      guard kind != .empty, kind != .article else {
        return try giveUp(item, "there is no text in the page", at: clock())
      }
      return try save(read, item, reason: kind.rawValue, isFeedText: false, at: clock())
    } catch FetchError.cancelled {
      throw FetchError.cancelled
    } catch let error as StorageError {
      throw error
    } catch {
      return try fail(item, entry, PollFailure(error), at: clock())
    }
  }

  /// The article of an item that came by another watch, or by hand.
  private func knownArticle(_ item: WatchItem, at now: Date) throws -> RecordID? {
    guard let url = item.url else { return nil }
    return try store.write(in: .polls) { transaction in
      guard let article = try transaction.watches.article(at: url) else { return nil }
      try transaction.watches.close(item, article: article, reason: "known already", at: now)
      return RecordID(.article, article)
    }
  }

  private func save(
    _ read: ReadArticle,
    _ item: WatchItem,
    reason: String?,
    isFeedText: Bool,
    at now: Date
  ) throws -> Outcome {
    var own = read
    own.reading = try SharedAddress.resolved(read.reading, in: store)
    // Until rules have seen it, an article that is lost would be found and read again.
    let (stored, outcome) = try own.save(in: store, at: now, lasting: .withNext) { transaction, stored in
      try transaction.watches.close(item, article: stored.id.number, reason: reason, at: now)
    }
    return .stored(stored, outcome, isFeedText: isFeedText)
  }

  // MARK: The feed's own text

  private func feedText(_ entry: FeedEntry?, url: String?, because reason: String) -> ReadArticle? {
    guard let entry else { return nil }
    let text = [entry.content, entry.summary].compactMap { $0 }.max { $0.utf8.count < $1.utf8.count } ?? ""
    guard text.utf8.count >= Self.feedTextBytesMin else { return nil }
    return ingest.read(entry, text: text, url: url, because: reason)
  }

  private func saveFeedText(
    _ item: WatchItem,
    _ entry: FeedEntry?,
    _ failure: String?,
    at now: Date
  ) throws -> Outcome {
    let reason = failure ?? "the item names no page"
    guard let read = feedText(entry, url: item.url, because: reason) else {
      return try giveUp(item, reason, at: now)
    }
    return try save(read, item, reason: reason, isFeedText: true, at: now)
  }

  // MARK: Failures

  private func fail(
    _ item: WatchItem,
    _ entry: FeedEntry?,
    _ failure: PollFailure,
    at now: Date
  ) throws -> Outcome {
    if failure.isForNow {
      if let rest = failure.restSeconds {
        return try putOff(item, until: now + rest, failure.reason, countsAsAttempt: false)
      }
      if item.attempts < Self.waits.count {
        let wait = max(Self.waits[item.attempts], failure.waitSeconds ?? 0)
        return try putOff(item, until: now + wait, failure.reason, countsAsAttempt: true)
      }
    }
    return try saveFeedText(item, entry, failure.reason, at: now)
  }

  private func putOff(
    _ item: WatchItem,
    until moment: Date,
    _ reason: String,
    countsAsAttempt: Bool
  ) throws -> Outcome {
    try store.write(in: .polls) { transaction in
      try transaction.watches.putOff(item, until: moment, reason: reason, countsAsAttempt: countsAsAttempt)
    }
    return .putOff(until: moment, reason: reason)
  }

  private func giveUp(_ item: WatchItem, _ reason: String, at now: Date) throws -> Outcome {
    try store.write(in: .polls) { transaction in
      try transaction.watches.putOff(item, until: nil, reason: reason, countsAsAttempt: true)
    }
    return .failed(reason)
  }
}
