package import Foundation
internal import Model

/// What is known of an item that a watch showed before.
package struct KnownItem: Sendable, Hashable {
  /// What identifies it within its watch.
  package var key: String
  /// The address of its page without its fragment; nil for an item that names none.
  package var url: String?
  /// Its title as it was shown; nil for none.
  package var title: String?
  /// Its date, where it had one that was not in the future.
  package var publishedAt: Date?
  /// A hash of what was told of it.
  package var fingerprint: String
  /// When it was shown for the first time.
  package var firstSeenAt: Date
  /// When its page was read last; nil where it never was.
  package var readAt: Date?
  /// How often its page was read.
  package var reads: Int
  /// True while it waits to be read.
  package var isPending: Bool
  /// True where it was passed over: older than what a first answer gives.
  package var isPassed: Bool

  /// Makes one.
  package init(
    key: String,
    url: String?,
    title: String?,
    publishedAt: Date?,
    fingerprint: String,
    firstSeenAt: Date,
    readAt: Date? = nil,
    reads: Int = 0,
    isPending: Bool = false,
    isPassed: Bool = false
  ) {
    self.key = key
    self.url = url
    self.title = title
    self.publishedAt = publishedAt
    self.fingerprint = fingerprint
    self.firstSeenAt = firstSeenAt
    self.readAt = readAt
    self.reads = reads
    self.isPending = isPending
    self.isPassed = isPassed
  }
}

/// An item as a watch shows it now.
package struct ShownItem: Sendable, Hashable {
  /// What identifies it within its watch.
  package var key: String
  /// The address of its page without its fragment; nil where it names none.
  package var url: String?
  /// Its title as its feed gives it; nil for none.
  package var title: String?
  /// Its date, where it has one that is not in the future.
  package var publishedAt: Date?
  /// True where its date lies in the future, and says nothing.
  package var isDatedAhead = false
  /// A hash of what is told of it.
  package var fingerprint: String
  /// Its place in the feed, from 0.
  package var place: Int

  /// Makes one.
  package init(
    key: String,
    url: String?,
    title: String?,
    publishedAt: Date?,
    isDatedAhead: Bool = false,
    fingerprint: String,
    place: Int
  ) {
    self.key = key
    self.url = url
    self.title = title
    self.publishedAt = publishedAt
    self.isDatedAhead = isDatedAhead
    self.fingerprint = fingerprint
    self.place = place
  }
}

/// Which items of an answer are to be read: each article once, again when it was edited, and never because its feed gave it
/// another id.
package struct ItemLedger: Sendable {
  /// What is done with an item.
  package enum Decision: Sendable, Hashable {
    /// It is new: read it.
    case read
    /// It is new, and older than what a first answer gives: only remember it.
    case pass
    /// It was edited: read it again.
    case readAgain(known: String)
    /// It has been shown before.
    case isKnown(String)
    /// It has been shown before under another id.
    case returns(as: String)

    /// The key by which it is known; nil for what is new.
    package var knownKey: String? {
      switch self {
      case .read, .pass: nil
      case .readAgain(let key), .isKnown(let key), .returns(let key): key
      }
    }
  }

  /// Clocks of servers and of this machine differ by as much without a date being called future.
  package static let aheadSecondsMax = 900.0
  /// An item is read again at most so often, and not sooner than this after the last time: feeds that change with each answer
  /// would have their pages fetched for ever.
  package static let readsMax = 6
  /// So many seconds must have passed since its page was read before it is read again.
  package static let readAgainSecondsMin = 3_600.0
  /// What was seen first longer ago is history: who corrects it corrects an archive.
  package static let editedSecondsMax = 7 * 86_400.0

  private var byKey: [String: KnownItem]
  private var byURL: [String: KnownItem]
  private var byTitle: [String: KnownItem]

  /// A ledger of what a watch showed before.
  package init(_ known: [KnownItem]) {
    byKey = Dictionary(known.map { ($0.key, $0) }) { first, _ in first }
    byURL = Dictionary(known.compactMap { item in item.url.map { ($0, item) } }) { first, _ in first }
    byTitle = Dictionary(
      known.compactMap { item in Self.name(item.title, item.publishedAt).map { ($0, item) } }
    ) {
      first,
      _ in first
    }
  }

  /// What is done with the items of an answer, in its order.
  ///
  /// - Parameters:
  ///   - items: as they are shown.
  ///   - firstCount: for the first answer of a watch how many of the newest items are read; nil for any other.
  ///   - now: when the answer came.
  /// - Returns: a decision for each, in their order.
  /// - Complexity: linear in the items, but for sorting those of a first answer.
  package mutating func decide(
    _ items: [ShownItem],
    firstCount: Int?,
    at now: Date
  ) -> [Decision] {
    let read: Set<Int>? = firstCount.map { count in Set(Self.newest(items, at: now).prefix(count)) }
    return items.map { item in
      if let known = byKey[item.key] { return Self.again(item, known, at: now) ?? .isKnown(known.key) }
      if let known = item.url.flatMap({ byURL[$0] })
        ?? Self.name(item.title, item.publishedAt).flatMap({ byTitle[$0] })
      {
        remember(item, at: now, as: known)
        return Self.again(item, known, at: now) ?? .returns(as: known.key)
      }
      remember(item, at: now, as: nil)
      return read.map { $0.contains(item.place) } ?? true ? .read : .pass
    }
  }

  private mutating func remember(_ item: ShownItem, at now: Date, as known: KnownItem?) {
    var entry =
      known
      ?? KnownItem(
        key: item.key,
        url: item.url,
        title: item.title,
        publishedAt: item.publishedAt,
        fingerprint: item.fingerprint,
        firstSeenAt: now,
        isPending: true
      )
    entry.fingerprint = item.fingerprint
    byKey[item.key] = entry
    if let url = item.url, byURL[url] == nil { byURL[url] = entry }
    if let name = Self.name(item.title, item.publishedAt), byTitle[name] == nil { byTitle[name] = entry }
  }

  private static func again(_ item: ShownItem, _ known: KnownItem, at now: Date) -> Decision? {
    guard item.fingerprint != known.fingerprint, !known.isPending, !known.isPassed, let read = known.readAt,
      known.reads < readsMax, now.timeIntervalSince(read) >= readAgainSecondsMin,
      now.timeIntervalSince(known.firstSeenAt) <= editedSecondsMax
    else { return nil }
    return .readAgain(known: known.key)
  }

  /// A title of several words with a moment is an article's own: what returns under a new id and address is known by it.
  private static func name(_ title: String?, _ moment: Date?) -> String? {
    guard let title, let moment, title.split(whereSeparator: \.isWhitespace).count >= 4 else { return nil }
    return "\(Int(moment.timeIntervalSince1970)) \(title.lowercased())"
  }

  /// The places of items, the newest first. What has no date, or one ahead of time, stands where its feed puts it: among the
  /// items before and behind it.
  private static func newest(_ items: [ShownItem], at now: Date) -> [Int] {
    var order: [(place: Int, moment: Date)] = []
    var last = now
    for item in items {
      let moment = item.publishedAt ?? last
      if let own = item.publishedAt { last = own }
      order.append((item.place, moment))
    }
    return order.sorted { left, right in
      left.moment == right.moment ? left.place < right.place : left.moment > right.moment
    }.map(\.place)
  }
}
