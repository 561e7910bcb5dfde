package import Foundation

/// What is watched.
package enum WatchKind: String, Sendable, CaseIterable {
  /// RSS, Atom, RDF or a JSON feed.
  case feed
  /// A sitemap, or an index of sitemaps, of which those of news and those that changed last are read.
  case sitemap
  /// An index page whose links are articles.
  case page
}

/// Whether a watch is asked for.
package enum WatchState: String, Sendable, CaseIterable {
  /// Asked for when its next poll is due.
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
  /// Whether it is asked for; a poll never ends a pause.
  package var state: WatchState
  /// Seconds from one poll to the next, at least and at most.
  package var every: ClosedRange<Double>
  /// So many of the first answer's items are read.
  package var firstCount: Int
  /// Where trouble is told besides the prompt.
  package var webhook: String?
  /// Tags that its articles get, in the order of the alphabet, each once, letters' case aside.
  package var tags: [String]
  /// When it was begun.
  package var createdAt: Date
  /// When it is due; holds for an active watch only.
  package var nextPollAt: Date
  /// When it was asked for last, whatever came of it; nil for never.
  package var lastPollAt: Date?
  /// When it last answered, also to say that nothing changed; nil for never.
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
  /// The `Last-Modified` header of the last answer, sent back as `If-Modified-Since` as it came; nil where
  /// there was none.
  package var lastModified: String?
  /// A hash of the last answer's bytes.
  package var bodyHash: String?
  /// Failures in a row.
  package var failures: Int
  /// When the first of its failures in a row was; nil while it answers.
  package var failingSince: Date?
  /// Why the last poll failed, in words; nil where it did not.
  package var failure: String?
  /// The trouble that was told last and is not over; nil for none.
  package var told: String?
}

/// What is needed to begin a watch.
package struct NewWatch: Sendable, Hashable {
  /// What an analyst calls it, or what was made of its title or host; letters' case aside it must be free.
  package var name: String
  /// The address to be asked for; no watch may have it yet, neither as it was added nor as it moved.
  package var url: String
  /// Host and port, as manners know hosts.
  package var host: String
  /// Tags that its articles get; repeated ones, letters' case aside, are kept once.
  package var tags: [String]
  /// Seconds from one poll to the next, at least and at most; the lower one above 0.
  package var every: ClosedRange<Double>
  /// So many of the first answer's newest items are read; the others are passed over.
  package var firstCount: Int
  /// The name of the webhook that is told of its trouble; nil for the prompt alone.
  package var webhook: String?
  /// A title that is known before the first answer, such as a subscription list's; nil for none.
  package var title: String?
  /// The page that the feed belongs to, as a subscription list names it; nil for none.
  package var page: String?
  /// When it is asked for first: at once, or spread where many watches begin together.
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
  /// The row of the watch that showed it.
  package var watch: Int64
  /// What identifies it within its watch.
  package var key: String
  /// Nil for an item that names no page.
  package var url: String?
  /// Its title as plain text; nil where its feed gives none.
  package var title: String?
  /// When it says that it was published, else changed; nil without a date, and for one that lay in the
  /// future.
  package var publishedAt: Date?
  /// A hash of what the feed says of it.
  package var fingerprint: String
  /// What became of it so far.
  package var state: WatchItemState
  /// When a poll showed it for the first time.
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
  /// The row of the article that was read from it, or that was there already; nil before, and where that was
  /// deleted.
  package var article: Int64?
}

/// What a poll writes of an item.
package struct WatchItemChange: Sendable, Hashable {
  /// The row of an item that is known; nil for a new one.
  package var number: Int64?
  /// What identifies the item within its watch; a new one under a known key only counts as seen.
  package var key: String
  /// The address of its page without a fragment; nil for an item that names none. Of a known item it is not
  /// rewritten.
  package var url: String?
  /// Host and port of that address, as manners know hosts; nil where there is no address.
  package var host: String?
  /// Its title as the feed gives it now; nil for none.
  package var title: String?
  /// When it says that it was published; nil without a date, and for one in the future. Of a known item it is
  /// not rewritten.
  package var publishedAt: Date?
  /// A hash of what the feed says of it, by which a later poll sees that it was edited.
  package var fingerprint: String
  /// What is to become of it; one that is pending is due at once, its attempts counted from 0.
  package var state: WatchItemState
  /// What the feed said of it, as JSON, for an item that is to be read; nil for any other.
  package var entry: String?
  /// Why it is passed over or read again, in words; nil for one that is new.
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
  /// The watch as it stands.
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
