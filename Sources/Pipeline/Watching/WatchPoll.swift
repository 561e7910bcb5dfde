internal import Feeds
internal import Fetching
package import Foundation
internal import Model
package import Storage
internal import Watching

/// One poll of a watch: asks, reads, decides which items are new, and writes all of it in one transaction.
///
///     Watch ─Fetcher→ WatchAnswer ─ItemLedger→ items to be read ┐
///                                 ─PollRhythm→ the next poll ───┴→ Store
package struct WatchPoll: Sendable {
  /// What came of a poll.
  package enum Outcome: Sendable, Hashable {
    /// The server says, or the bytes say, that nothing changed.
    case unchanged
    /// Items to be read, new or edited, and how many are shown in all.
    case answered(toRead: Int, shown: Int)
    /// No answer that can be used.
    case failed(String)
  }

  /// A poll as it ended.
  package struct End: Sendable {
    /// The watch as it is now.
    package var watch: Watch
    package var outcome: Outcome
    /// What an analyst is told: once for each.
    package var told: [WatchTold]
    /// What is wrong with the answer and was read all the same.
    package var remarks: [String] = []
  }

  /// Items that are not shown any more are remembered for so long, in case they come back.
  private static let memorySeconds = 90 * 86_400.0
  /// That an item is still shown is written once a day.
  private static let sightingSeconds = 86_400.0
  /// A feed with whole articles, or a sitemap of 10,000 pages.
  private static let bodyBytesMax = 16 << 20

  private let store: Store
  private let network: WatchNetwork

  /// Polls over a store.
  package init(store: Store, network: WatchNetwork) {
    self.store = store
    self.network = network
  }

  /// Asks for a watch once.
  ///
  /// - Returns: what came of it, as it is stored; nil where the watch was removed meanwhile.
  /// - Throws: `StorageError`; `FetchError.cancelled`.
  package func run(_ watch: Watch, clock: @Sendable () -> Date) async throws -> End? {
    let result: Result<Loaded, PollFailure>
    do {
      result = .success(try await load(watch))
    } catch FetchError.cancelled {
      throw FetchError.cancelled
    } catch let failure as PollFailure {
      result = .failure(failure)
    } catch {
      result = .failure(PollFailure(error))
    }
    let now = clock()
    let host = Self.host(of: (try? result.get())?.movedTo ?? watch.url)
    return try store.write { transaction in
      guard var fresh = try transaction.watches.watch(watch.number) else { return nil }
      fresh.polls += 1
      fresh.lastPollAt = now
      var end =
        switch result {
        case .success(let loaded): try take(loaded, of: fresh, in: transaction, at: now)
        case .failure(let failure): Self.fail(failure, of: fresh, at: now)
        }
      end.told += Self.troubles(of: &end.watch, at: now)
      try transaction.watches.update(end.watch, host: host)
      return end
    }
  }

  static func host(of url: String) -> String {
    (try? WebAddress(url)).map { PoliteTransport.host(of: $0) } ?? ""
  }
}

// MARK: - Asking

extension WatchPoll {
  /// What was asked for and came.
  fileprivate struct Loaded {
    /// Nil where nothing changed.
    var answer: WatchAnswer?
    var validators: Validators?
    var bodyHash: String?
    /// Where the watch stands from now on; nil for where it stood.
    var movedTo: String?
    var isMovedByServer = false
    var cacheSeconds: Double?
  }

  fileprivate func load(_ watch: Watch) async throws -> Loaded {
    var request = try request(for: watch.url)
    request.validators = Self.validators(of: watch)
    let resource = try await network.fetcher.fetch(request)
    var loaded = Loaded(validators: resource.validators ?? request.validators)
    loaded.cacheSeconds = CacheTime.seconds(resource.response.headers)
    if resource.isNotModified { return loaded }
    let page = LoadedPage(resource)
    loaded.bodyHash = StableHash.hexadecimal([String(decoding: page.bytes, as: UTF8.self)])
    loaded.validators = resource.validators
    if loaded.bodyHash == watch.bodyHash { return loaded }
    var answer = try WatchAnswer(page)
    if let kind = watch.kind, kind != .page, answer.kind == .page {
      throw PollFailure(reason: "a page came in place of the \(kind.rawValue)")
    }
    if Self.isMovedForGood(resource.hops) {
      (loaded.movedTo, loaded.isMovedByServer) = (resource.response.url.text, true)
    }
    if watch.kind == nil, answer.kind == .page, let feed = answer.feeds.first {
      let found = try await network.fetcher.fetch(try self.request(for: feed.url))
      answer = try WatchAnswer(LoadedPage(found))
      guard answer.kind != .page else {
        throw PollFailure(reason: "the feed that the page names is none: \(feed.url)")
      }
      loaded.movedTo = found.response.url.text
      loaded.isMovedByServer = false
      loaded.validators = found.validators
      loaded.bodyHash = nil
    }
    if answer.kind == .page, answer.entries.isEmpty {
      throw PollFailure(reason: "there is no feed, no sitemap and no link to an article in it")
    }
    answer.entries += try await entries(ofChildren: answer.children)
    loaded.answer = answer
    return loaded
  }

  /// The pages of an index's sitemaps, one after another. One that fails is passed over unless all do.
  private func entries(ofChildren children: [String]) async throws -> [FeedEntry] {
    var entries: [FeedEntry] = []
    var failure: (any Error)?
    var answered = 0
    for child in children where entries.count < Self.childEntriesMax {
      do {
        let resource = try await network.fetcher.fetch(try request(for: child))
        entries += try WatchAnswer(LoadedPage(resource)).entries
        answered += 1
      } catch FetchError.cancelled {
        throw FetchError.cancelled
      } catch {
        failure = error
      }
    }
    if let failure, answered == 0 { throw failure }
    return entries
  }

  /// An index of sitemaps gives as many items as one sitemap may.
  private static let childEntriesMax = 10_000

  private func request(for url: String) throws -> FetchRequest {
    var request = FetchRequest(url: try WebAddress(url))
    request.policy = network.policy
    request.certificateAuthorityFile = network.certificateFile
    request.limits.bodyBytesMax = Self.bodyBytesMax
    return request
  }

  private static func validators(of watch: Watch) -> Validators? {
    guard watch.etag != nil || watch.lastModified != nil else { return nil }
    return Validators(etag: watch.etag, lastModified: watch.lastModified)
  }

  private static func isMovedForGood(_ hops: [RedirectHop]) -> Bool {
    !hops.isEmpty && hops.allSatisfy { $0.status == 301 || $0.status == 308 }
  }
}

// MARK: - Taking an answer

extension WatchPoll {
  fileprivate func take(
    _ loaded: Loaded,
    of watch: Watch,
    in transaction: StoreTransaction,
    at now: Date
  ) throws -> End {
    var watch = watch
    var told: [WatchTold] = []
    if watch.told == "failing" { told.append(.recovered) }
    (watch.failures, watch.failingSince, watch.failure) = (0, nil, nil)
    watch.lastSuccessAt = now
    (watch.etag, watch.lastModified) = (loaded.validators?.etag, loaded.validators?.lastModified)
    if let hash = loaded.bodyHash { watch.bodyHash = hash }
    if let url = loaded.movedTo, url != watch.url {
      if loaded.isMovedByServer { told.append(.moved(from: watch.url, to: url)) }
      let other = try transaction.watches.number(named: "", orAt: url)
      if other == nil || other == watch.number { watch.url = url }
    }
    var outcome = Outcome.unchanged
    if let answer = loaded.answer {
      watch.kind = answer.kind
      watch.title = answer.title ?? watch.title
      watch.page = answer.page ?? watch.page
      let count = try write(answer.entries, of: &watch, in: transaction, at: now)
      outcome = .answered(toRead: count, shown: answer.entries.count)
    }
    let wish = PollRhythm.Wish(
      feed: loaded.answer?.rhythm ?? FeedRhythm(),
      cacheSeconds: loaded.cacheSeconds,
      usualGapSeconds: watch.usualGapSeconds,
      lastNewAt: watch.lastNewAt
    )
    watch.nextPollAt = watch.rhythm.next(after: now, polls: watch.polls, wish: wish)
    return End(watch: watch, outcome: outcome, told: told, remarks: loaded.answer?.remarks ?? [])
  }

  /// Writes the items of an answer, and notes when something new came.
  ///
  /// - Returns: how many are to be read.
  private func write(
    _ entries: [FeedEntry],
    of watch: inout Watch,
    in transaction: StoreTransaction,
    at now: Date
  ) throws -> Int {
    let known = try transaction.watches.items(of: watch.number)
    let numbers = Dictionary(known.map { ($0.key, $0) }) { first, _ in first }
    var ledger = ItemLedger(known.map(\.known))
    let shown = entries.enumerated().map { place, entry in
      ShownItem(entry, place: place, at: now, fingerprint: StableHash.hexadecimal)
    }
    let decisions = ledger.decide(shown, firstCount: watch.isFilled ? nil : watch.firstCount, at: now)
    var changes: [WatchItemChange] = []
    var seen: [Int64] = []
    var newest: Date?
    for (item, (entry, decision)) in zip(shown, zip(entries, decisions)) {
      if let shown = numbers[decision.knownKey ?? item.key],
        now.timeIntervalSince(shown.lastSeenAt) > Self.sightingSeconds
      {
        seen.append(shown.number)
      }
      guard let change = try change(item, entry, decision, numbers, watch.number, transaction) else {
        continue
      }
      changes.append(change)
      if decision == .read { newest = max(newest ?? .distantPast, item.publishedAt ?? now) }
    }
    try transaction.watches.write(changes, of: watch.number, at: now)
    try transaction.watches.sawItems(
      seen,
      of: watch.number,
      at: now,
      forgettingBefore: now - Self.memorySeconds
    )
    if let newest { watch.lastNewAt = max(watch.lastNewAt ?? .distantPast, watch.isFilled ? now : newest) }
    watch.usualGapSeconds =
      PollRhythm.usualGap(shown.compactMap(\.publishedAt), at: now) ?? watch.usualGapSeconds
    watch.isFilled = true
    return changes.count { $0.state == .pending }
  }

  private func change(
    _ item: ShownItem,
    _ entry: FeedEntry,
    _ decision: ItemLedger.Decision,
    _ known: [String: WatchItem],
    _ watch: Int64,
    _ transaction: StoreTransaction
  ) throws -> WatchItemChange? {
    var change = WatchItemChange(
      key: item.key,
      url: item.url,
      host: item.url.map(Self.host),
      title: item.title,
      publishedAt: item.publishedAt,
      fingerprint: item.fingerprint,
      state: .pending,
      entry: StoredEntry(entry).json
    )
    switch decision {
    // Known by its address or title, as it will be next time: ids that change with each answer leave nothing behind.
    case .isKnown, .returns: return nil
    case .read:
      // Another watch may have brought the article already.
      guard let article = try item.url.flatMap({ try transaction.watches.article(at: $0) }) else {
        return change
      }
      (change.state, change.entry, change.article) = (.passed, nil, article)
      change.reason = "known already"
      try transaction.watches.label(article, by: watch)
    case .pass:
      (change.state, change.entry) = (.passed, nil)
      change.reason = "older than what the first answer gives"
    case .readAgain(let key):
      change.number = known[key]?.number
      change.reason = "edited"
    }
    return change
  }
}

// MARK: - Failures

extension WatchPoll {
  fileprivate static func fail(_ failure: PollFailure, of watch: Watch, at now: Date) -> End {
    var watch = watch
    watch.failures += 1
    watch.failingSince = watch.failingSince ?? now
    watch.failure = failure.reason
    if failure.isGone { watch.state = .gone }
    watch.nextPollAt = watch.rhythm.next(
      afterFailureAt: now,
      failures: watch.failures,
      wait: failure.waitSeconds,
      polls: watch.polls
    )
    return End(watch: watch, outcome: .failed(failure.reason), told: [])
  }

  /// The trouble of a watch where it is not told yet.
  fileprivate static func troubles(of watch: inout Watch, at now: Date) -> [WatchTold] {
    let trouble = WatchTrouble.of(
      failingSince: watch.failingSince,
      failure: watch.failure,
      lastNewAt: watch.lastNewAt,
      usualGapSeconds: watch.usualGapSeconds,
      isGone: watch.state == .gone,
      at: now
    )
    defer { watch.told = trouble?.word }
    guard let trouble, trouble.word != watch.told else { return [] }
    return [.trouble(trouble)]
  }
}
