internal import Feeds
internal import Fetching
internal import Foundation
internal import Model
internal import Storage
internal import Watching

/// What becomes of the answer to a poll, within the transaction that writes it.
extension WatchPoll {
  func take(
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
      let other = try transaction.watches.number(named: "", orAt: url)
      if other == nil || other == watch.number {
        // Where another watch stands already this one goes on by the old address, of which there is nothing to tell.
        if loaded.isMovedByServer { told.append(.moved(from: watch.url, to: url)) }
        watch.url = url
      }
    }
    var outcome = Outcome.unchanged
    if let answer = loaded.answer {
      watch.kind = answer.kind
      watch.title = answer.title ?? watch.title
      watch.page = answer.page.flatMap(WatchActions.shownPage) ?? watch.page
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
    // An older tocsin kept a second of feeds whose items all bear one date.
    let kept = watch.usualGapSeconds.flatMap { $0 > 1 ? $0 : nil }
    watch.usualGapSeconds = PollRhythm.usualGap(shown.compactMap(\.publishedAt), at: now) ?? kept
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
  static func fail(_ failure: PollFailure, of watch: Watch, at now: Date) -> End {
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
  static func troubles(of watch: inout Watch, at now: Date) -> [WatchTold] {
    let trouble = watch.trouble(at: now)
    defer { watch.told = trouble?.word }
    guard let trouble, trouble.word != watch.told else { return [] }
    return [.trouble(trouble)]
  }
}
