package import Extraction
internal import Model

/// A feed: what it says of itself, and its entries.
package struct Feed: Sendable, Equatable {
  /// What the feed calls itself, as plain text; nil where it does not.
  package var title: String?
  /// The page that the feed belongs to.
  package var link: String?
  /// A BCP 47 tag; nil where the feed has none.
  package var language: String?
  /// Its entries in the order of the feed, each once.
  package var entries: [FeedEntry] = []
  /// How often the feed wants to be asked for.
  package var rhythm = FeedRhythm()
  /// True where the feed met a limit and what came after is missing.
  package var isTruncated = false
  /// True where the feed's markup was broken: what stands behind the fault was read, and some of it may be missing.
  package var isBroken = false

  /// A feed that says nothing of itself.
  package init() {}

  /// What a reader should know of how the feed was read, in words; empty for a whole feed.
  package var remarks: [String] {
    var remarks: [String] = []
    if isBroken {
      remarks.append(
        "the feed's markup is broken; what stands behind the fault was read, some may be missing"
      )
    }
    if isTruncated { remarks.append("the feed is larger than is read; what came last is missing") }
    return remarks
  }

  /// The newest entries, the newest first; those without a date stand last, in the order of the feed.
  package func newest(_ count: Int) -> [FeedEntry] {
    let dated = entries.enumerated().map { (place: $0.offset, order: $0.element.order, entry: $0.element) }
    let sorted = dated.sorted { left, right in
      left.order == right.order ? left.place < right.place : left.order > right.order
    }
    return sorted.prefix(count).map(\.entry)
  }
}

/// One entry of a feed.
package struct FeedEntry: Sendable, Equatable {
  /// What identifies it within its feed: its own identifier, or its address.
  package var id: String
  /// The headline, as plain text on one line; nil where none is given.
  package var title: String?
  /// The article's address, whole, without tracking parameters; nil where none is given.
  package var link: String?
  /// When it came out, as the feed says; nil where no date can be read.
  package var published: Timestamp?
  /// When it was changed last, as the feed says; nil where no date can be read.
  package var updated: Timestamp?
  /// The authors' names, in the order of the feed.
  package var authors: [String] = []
  /// What the feed tells of the article, as plain text, one paragraph a line.
  package var summary: String?
  /// The article itself where the feed holds it, as plain text, one paragraph a line.
  package var content: String?
  /// A BCP 47 tag of its own; nil where the feed's holds, or none is given.
  package var language: String?
  /// Whom the feed names as the source: the paper that an aggregator took it from, a wire agency.
  package var source: String?

  /// How it is decided, where the entry's own text stands for its page's, and why.
  package static let ownTextRule = "the feed's own text"

  /// An entry of that identifier; everything else is set where known.
  package init(id: String) { self.id = id }

  /// Seconds since 1970 of publication, for sorting; the least number without a date.
  fileprivate var order: Int {
    guard let moment = published ?? updated else { return .min }
    return moment.day.daysSinceEpoch * 86_400 + (moment.second ?? 0) - (moment.offset ?? 0)
  }
}

/// Why a feed was not read.
package enum FeedError: Error, Sendable, Hashable {
  /// The feed is larger than is read.
  case tooLarge(bytes: Int, limit: Int)
  /// There is no feed in the bytes, or it breaks before its first element.
  case unreadable

  /// What is wrong, for people and for programs' logs.
  package var explanation: String {
    switch self {
    case .tooLarge(let bytes, let limit):
      "the feed has \(bytes / 1_000_000) MB, and at most \(limit / 1_000_000) MB are read"
    case .unreadable: "the feed is broken before its first element"
    }
  }
}
