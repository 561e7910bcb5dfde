package import Foundation
package import Model
package import Storage

/// One story in a digest: that it began, or what was new in it.
package struct DigestEntry: Sendable {
  /// The story as it stands now.
  package var story: StoredStory
  /// True where it began in the time of the digest.
  package var isNew: Bool
  /// Of the articles that opened it or a development, in the time of the digest; nil where events of none are coded.
  package var severity: Double?
  /// What was new, each fact once; empty for a story that only began.
  package var news: [StoryNews]
  /// The most severe of the articles that opened it or a development.
  package var opener: StoredMember
  /// Articles that tell it by the end of the digest's time.
  package var articleCount: Int
  /// Independent sources that tell it by the end of the digest's time.
  package var sourceCount: Int
  /// The names of its independent sources, in the order in which they came.
  package var sources: [String]
  /// How many acts of the articles that opened it or a development are left out because an analyst marked them wrong.
  package var wrongCount: Int
}

/// A digest's entry in words: who did what to whom, the sentence that tells it, when it happened and when it was published.
package struct DigestItem: Sendable {
  /// What the digest tells of the story.
  package var entry: DigestEntry
  /// The event that the entry is about: the most severe current one of its opener that no analyst marked wrong; nil where it
  /// tells of none.
  package var event: StoredEvent?
  /// The sentence that tells it, else the first of the opener's summary; empty where there is none.
  package var sentence: String
  /// Why it is old news; nil for what is news.
  package var age: Age?
  /// True for what is old news.
  package var isOld: Bool { age != nil }

  /// Why something is old news.
  package enum Age: Sendable, Hashable {
    /// It was published so many days before it came.
    case late(days: Int)
    /// However lately it was published, it tells only of what is past.
    case past

    /// `came 5 days after it was published`.
    package var words: String {
      switch self {
      case .late(let days): "came \(days) days after it was published"
      case .past: "tells only of the past"
      }
    }
  }
}

extension StoryReader {
  /// What began or developed after a moment and up to another: the most severe first, of equals the newer and the one
  /// with more that is new.
  ///
  /// - Parameters:
  ///   - start: the end of the digest before.
  ///   - end: the end of this one.
  ///   - told: up to when single stories were told since, by their numbers; nil tells of all once more.
  ///   - tag: only what came by watches of this tag; nil for all.
  /// - Returns: at most `StoryQueries.digestMax` entries.
  /// - Throws: `StorageError`.
  /// - Complexity: linear in the members of those stories.
  package func digest(
    after start: Date,
    until end: Date,
    told: [Int64: Date]? = nil,
    tag: String? = nil
  ) throws -> [DigestEntry] {
    let wrong = try store.articles.wrongEvents()
    return try store.stories.developed(after: start, until: end, withTold: told == nil, tag: tag)
      .compactMap { try entry($0, after: max(start, told?[$0.id.number] ?? start), until: end, wrong) }
      .sorted { left, right in
        (left.severity ?? 0, left.isNew ? 1 : 0, left.news.count, left.story.developedAt)
          > (right.severity ?? 0, right.isNew ? 1 : 0, right.news.count, right.story.developedAt)
      }
  }

  /// `wrong` are the events that analysts marked wrong, by their articles.
  private func entry(
    _ story: StoredStory,
    after start: Date,
    until end: Date,
    _ wrong: [Int64: Set<Int64>]
  ) throws -> DigestEntry? {
    let members = try store.stories.members(of: story.id.number, asOf: end).map { member in
      guard let wrong = wrong[member.membership.article.number] else { return member }
      var judged = member
      judged.severity = try severity(of: member, without: wrong)
      return judged
    }
    let openers = members.filter { $0.membership.tie == .new || !$0.membership.news.isEmpty }
    // An article that was read again has its news later than its arrival.
    let recent = openers.filter { $0.membership.joinedAt > start }
    let told = recent.isEmpty ? Array(openers.suffix(1)) : recent
    // Of equals the later one: what is new in a development is what it is told for.
    guard let opener = told.reversed().max(by: { $0.severity ?? -1 < $1.severity ?? -1 }) else { return nil }
    var news: [StoryNews] = []
    for fact in told.flatMap(\.membership.news) where !news.contains(fact) { news.append(fact) }
    let groups = sources(of: members)
    return DigestEntry(
      story: story,
      isNew: story.startedAt > start,
      severity: opener.severity,
      news: news,
      opener: opener,
      articleCount: members.count,
      sourceCount: groups.count,
      sources: groups.compactMap { group in
        let first = members.first { $0.membership.article.number == group.articles.first }
        return first?.site ?? group.names.first
      },
      wrongCount: told.reduce(0) { $0 + (wrong[$1.membership.article.number]?.count ?? 0) }
    )
  }

  /// What is left of an article's severity without some of its events.
  private func severity(of member: StoredMember, without wrong: Set<Int64>) throws -> Double? {
    guard let told = member.severity, let article = try article(member.membership.article) else {
      return member.severity
    }
    let left = article.events.filter { $0.event.status.isCurrent && !wrong.contains($0.id.number) }
    return min(told, left.map(\.event.severity.value).max() ?? 0)
  }

  /// An article; nil where it is gone, or damaged.
  private func article(_ id: RecordID) throws -> StoredArticle? {
    try store.unlessDamaged(id) { () throws(StorageError) in try store.articles.article(id.number) }
  }

  /// What is older at its arrival is no news, as rules see it without a clause.
  private static let freshSeconds = 3 * 86_400.0

  /// Entries in words.
  ///
  /// - Throws: `StorageError`.
  /// - Complexity: reads one article for each.
  package func items(_ entries: some Sequence<DigestEntry>) throws -> [DigestItem] {
    let wrong = try store.articles.wrongEvents()
    return try entries.map { entry in
      let member = entry.opener
      let article = try article(member.membership.article)
      let unbelieved = wrong[member.membership.article.number] ?? []
      let current = (article?.events ?? []).filter {
        $0.event.status.isCurrent && !unbelieved.contains($0.id.number)
      }
      let event = Self.told(of: entry, among: current)
      let published = member.published.map {
        Date(timeIntervalSince1970: Double($0.daysSinceEpoch + 1) * 86_400)
      }
      let late = published.map { member.membership.joinedAt.timeIntervalSince($0) } ?? 0
      let isPast = event == nil && article?.events.contains { $0.event.status == .background } ?? false
      return DigestItem(
        entry: entry,
        event: event,
        sentence: event.flatMap { $0.event.part == .text ? $0.event.sentence : nil }
          ?? article?.reading.summary.sentences.first?.shown ?? "",
        age: late > Self.freshSeconds
          ? .late(days: Int(late / 86_400) + 1) : isPast ? .past : nil
      )
    }
  }

  /// The act that an entry is about: the most severe of those that were new in it, else of all that are current.
  private static func told(of entry: DigestEntry, among events: [StoredEvent]) -> StoredEvent? {
    let roots = entry.opener.membership.news.filter { $0.kind == .newCode }.map(\.told)
    let fresh = events.filter { stored in roots.contains { stored.event.code.rawValue.hasPrefix($0) } }
    let worst = { (events: [StoredEvent]) in
      events.max { $0.event.severity.value < $1.event.severity.value }
    }
    guard let told = worst(fresh), let any = worst(events) else { return worst(events) }
    // A statement beside an attack is new too, and no headline.
    let band = { (stored: StoredEvent) in
      SeverityBand.allCases.firstIndex(of: Severity.band(of: stored.event.severity.value)) ?? 0
    }
    return band(told) >= band(any) ? told : any
  }
}
