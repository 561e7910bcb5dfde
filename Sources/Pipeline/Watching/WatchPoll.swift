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
    /// What came of the request.
    package var outcome: Outcome
    /// What an analyst is told: once for each.
    package var told: [WatchTold]
    /// What is wrong with the answer and was read all the same.
    package var remarks: [String] = []
  }

  /// Items that are not shown any more are remembered for so long, in case they come back.
  static let memorySeconds = 90 * 86_400.0
  /// That an item is still shown is written once a day.
  static let sightingSeconds = 86_400.0

  let store: Store
  let network: WatchNetwork

  /// Polls over a store.
  package init(store: Store, network: WatchNetwork) {
    self.store = store
    self.network = network
  }

  /// Asks for a watch once.
  ///
  /// - Parameters:
  ///   - watch: which.
  ///   - clock: the time that is written down, by which troubles are told.
  ///   - due: the time by which messages go out.
  /// - Returns: what came of it, as it is stored; nil where the watch was removed meanwhile.
  /// - Throws: `StorageError`; `FetchError.cancelled`.
  package func run(
    _ watch: Watch,
    clock: @Sendable () -> Date,
    due: @Sendable () -> Date
  ) async throws -> End? {
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
    // A poll that is lost with the machine's power is made anew: what hangs on it is lost with it.
    return try store.write(lasting: .withNext, in: .polls) { transaction in
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
      try Self.tell(end, in: transaction, at: now, due: due())
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
  struct Loaded {
    /// Nil where nothing changed.
    var answer: WatchAnswer?
    var validators: Validators?
    var bodyHash: String?
    /// Where the watch stands from now on; nil for where it stood.
    var movedTo: String?
    var isMovedByServer = false
    var cacheSeconds: Double?
  }

  func load(_ watch: Watch) async throws -> Loaded {
    let known = Self.validators(of: watch)
    let resource = try await network.fetch(try WebAddress(watch.url), validators: known)
    var loaded = Loaded(validators: resource.validators ?? known)
    loaded.cacheSeconds = CacheTime.seconds(resource.response.headers)
    // Also where nothing changed. What turns out to be no feed is a failure, and moves nothing.
    if Self.isMovedForGood(resource.hops) {
      (loaded.movedTo, loaded.isMovedByServer) = (resource.response.url.text, true)
    }
    if resource.isNotModified { return loaded }
    let page = LoadedPage(resource)
    loaded.bodyHash = StableHash.hexadecimal([String(decoding: page.bytes, as: UTF8.self)])
    loaded.validators = resource.validators
    if loaded.bodyHash == watch.bodyHash { return loaded }
    var answer = try WatchAnswer(page)
    if let kind = watch.kind, kind != .page, answer.kind == .page {
      throw PollFailure(reason: "a page came in place of the \(kind.rawValue)")
    }
    if watch.kind == nil, answer.kind == .page, let feed = answer.feeds.first {
      let found = try await network.fetch(try WebAddress(feed.url))
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
        let resource = try await network.fetch(try WebAddress(child))
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

  private static func validators(of watch: Watch) -> Validators? {
    guard watch.etag != nil || watch.lastModified != nil else { return nil }
    return Validators(etag: watch.etag, lastModified: watch.lastModified)
  }

  private static func isMovedForGood(_ hops: [RedirectHop]) -> Bool {
    !hops.isEmpty && hops.allSatisfy { $0.status == 301 || $0.status == 308 }
  }
}
