package import Foundation

/// What is watched.
package enum WatchKind: String, Sendable, CaseIterable {
  case feed
  case sitemap
  /// An index page whose links are articles.
  case page
}

/// Whether a watch is asked for.
package enum WatchState: String, Sendable, CaseIterable {
  case active
  /// Not asked for until an analyst lets it go on.
  case paused
  /// Its server says that it is gone for good; not asked for any more.
  case gone
}

/// Something that is asked for again and again: a feed, a sitemap or a page.
package struct Watch: Sendable, Hashable {
  /// Its row.
  package var number: Int64
  /// What an analyst calls it; letters' case aside there is one of that name.
  package var name: String
  /// The address as it was added.
  package var addedURL: String
  /// The address that is asked for: another one where the watch moved for good.
  package var url: String
  /// What the feed or page calls itself; nil before the first answer.
  package var title: String?
  /// The page that a feed belongs to.
  package var page: String?
  /// Nil before the first answer.
  package var kind: WatchKind?
  package var state: WatchState
  /// Seconds from one poll to the next, at least and at most.
  package var every: ClosedRange<Double>
  /// So many of the first answer's items are read.
  package var firstCount: Int
  /// Where trouble is told besides the prompt.
  package var webhook: String?
  package var tags: [String]
  package var createdAt: Date
  package var nextPollAt: Date
  package var lastPollAt: Date?
  package var lastSuccessAt: Date?
  /// When an item was new for the last time.
  package var lastNewAt: Date?
  /// False before the first answer.
  package var isFilled: Bool
  /// How often it was asked for.
  package var polls: Int
  /// Seconds between new items as they usually come; nil where that is not known.
  package var usualGapSeconds: Double?
  /// What the server gave to ask with next time.
  package var etag: String?
  package var lastModified: String?
  /// A hash of the last answer's bytes.
  package var bodyHash: String?
  /// Failures in a row.
  package var failures: Int
  package var failingSince: Date?
  /// Why the last poll failed, in words; nil where it did not.
  package var failure: String?
  /// The trouble that was told last and is not over; nil for none.
  package var told: String?
}

/// What is needed to begin a watch.
package struct NewWatch: Sendable, Hashable {
  package var name: String
  package var url: String
  /// Host and port, as manners know hosts.
  package var host: String
  package var tags: [String]
  package var every: ClosedRange<Double>
  package var firstCount: Int
  package var webhook: String?
  package var title: String?
  package var page: String?
  package var firstPollAt: Date

  /// Makes one.
  package init(
    name: String,
    url: String,
    host: String,
    tags: [String] = [],
    every: ClosedRange<Double>,
    firstCount: Int,
    webhook: String? = nil,
    title: String? = nil,
    page: String? = nil,
    firstPollAt: Date
  ) {
    self.name = name
    self.url = url
    self.host = host
    self.tags = tags
    self.every = every
    self.firstCount = firstCount
    self.webhook = webhook
    self.title = title
    self.page = page
    self.firstPollAt = firstPollAt
  }
}

/// What became of an item of a watch.
package enum WatchItemState: String, Sendable, CaseIterable {
  /// To be read.
  case pending
  /// Its article is stored.
  case read
  /// Older than the first answer's items that are read, or known already under another watch.
  case passed
  /// Given up.
  case failed
}

/// An item of a watch as it is stored.
package struct WatchItem: Sendable, Hashable {
  /// Its row.
  package var number: Int64
  package var watch: Int64
  /// What identifies it within its watch.
  package var key: String
  /// Nil for an item that names no page.
  package var url: String?
  package var title: String?
  package var publishedAt: Date?
  /// A hash of what the feed says of it.
  package var fingerprint: String
  package var state: WatchItemState
  package var firstSeenAt: Date
  /// When it was shown last, to the day.
  package var lastSeenAt: Date
  /// When its page was read last.
  package var readAt: Date?
  /// How often its page was read.
  package var reads: Int
  /// Attempts since it was last pending that failed.
  package var attempts: Int
  /// What the feed said, as JSON, while it is pending.
  package var entry: String?
  /// Why it was given up, or put off.
  package var reason: String?
  package var article: Int64?
}

/// What a poll writes of an item.
package struct WatchItemChange: Sendable, Hashable {
  /// The row of an item that is known; nil for a new one.
  package var number: Int64?
  package var key: String
  package var url: String?
  package var host: String?
  package var title: String?
  package var publishedAt: Date?
  package var fingerprint: String
  package var state: WatchItemState
  package var entry: String?
  package var reason: String?
  /// The article that is there already.
  package var article: Int64?

  /// Makes a change.
  package init(
    number: Int64? = nil,
    key: String,
    url: String?,
    host: String?,
    title: String?,
    publishedAt: Date?,
    fingerprint: String,
    state: WatchItemState,
    entry: String? = nil,
    reason: String? = nil,
    article: Int64? = nil
  ) {
    self.number = number
    self.key = key
    self.url = url
    self.host = host
    self.title = title
    self.publishedAt = publishedAt
    self.fingerprint = fingerprint
    self.state = state
    self.entry = entry
    self.reason = reason
    self.article = article
  }
}

/// A watch with what came of it lately, for listings.
package struct WatchLine: Sendable, Hashable {
  package var watch: Watch
  /// Items that were new in the last week.
  package var itemsOfWeek: Int
  /// Alerts of the last week that its articles are sources of.
  package var alertsOfWeek: Int
  /// Items that wait to be read.
  package var pending: Int
  /// Items that were given up in the last week.
  package var failedOfWeek: Int
}
