package import Foundation
package import Model
package import Storage

/// One story in a digest: that it began, or what was new in it.
package struct DigestEntry: Sendable {
  package var story: StoredStory
  package var isNew: Bool
  /// Of the articles that opened it or a development, in the time of the digest; nil where events of none are coded.
  package var severity: Double?
  /// What was new, each fact once; empty for a story that only began.
  package var news: [StoryNews]
  /// The most severe of the articles that opened it or a development.
  package var opener: StoredMember
  package var articleCount: Int
  package var sourceCount: Int
  /// The names of its independent sources, in the order in which they came.
  package var sources: [String]
}

/// A digest's entry in words: who did what to whom, the sentence that tells it, when it happened and when it was published.
package struct DigestItem: Sendable {
  package var entry: DigestEntry
  /// The event that the entry is about: the most severe current one of its opener; nil where it tells of none.
  package var event: StoredEvent?
  /// The sentence that tells it, else the first of the opener's summary; empty where there is none.
  package var sentence: String
  /// True for what was published long before it came, or tells only of what is past.
  package var isOld: Bool
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
  /// - Returns: at most `Store.digestMax` entries.
  /// - Throws: `StorageError`.
  /// - Complexity: linear in the members of those stories.
  package func digest(
    after start: Date,
    until end: Date,
    told: [Int64: Date]? = nil,
    tag: String? = nil
  ) throws -> [DigestEntry] {
    try store.storiesDeveloped(after: start, until: end, withTold: told == nil, tag: tag)
      .compactMap { try entry($0, after: max(start, told?[$0.id.number] ?? start), until: end) }
      .sorted { left, right in
        (left.severity ?? 0, left.isNew ? 1 : 0, left.news.count, left.story.developedAt)
          > (right.severity ?? 0, right.isNew ? 1 : 0, right.news.count, right.story.developedAt)
      }
  }

  private func entry(_ story: StoredStory, after start: Date, until end: Date) throws -> DigestEntry? {
    let members = try store.storyMembers(of: story.id.number, asOf: end)
    let openers = members.filter { $0.membership.tie == .new || !$0.membership.news.isEmpty }
    // An article that was read again has its news later than its arrival.
    let recent = openers.filter { $0.membership.joinedAt > start }
    let told = recent.isEmpty ? Array(openers.suffix(1)) : recent
    guard let opener = told.max(by: { $0.severity ?? -1 < $1.severity ?? -1 }) else { return nil }
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
      }
    )
  }

  /// What is older at its arrival is no news, as rules see it without a clause.
  private static let freshSeconds = 3 * 86_400.0

  /// Entries in words.
  ///
  /// - Throws: `StorageError`.
  /// - Complexity: reads one article for each.
  package func items(_ entries: some Sequence<DigestEntry>) throws -> [DigestItem] {
    try entries.map { entry in
      let member = entry.opener
      let article = try store.article(member.membership.article.number)
      let current = (article?.events ?? []).filter(\.event.status.isCurrent)
      let event = current.max { $0.event.severity.value < $1.event.severity.value }
      let published = member.published.map {
        Date(timeIntervalSince1970: Double($0.daysSinceEpoch + 1) * 86_400)
      }
      let isLate =
        published.map { member.membership.joinedAt.timeIntervalSince($0) > Self.freshSeconds } ?? false
      let isPast = event == nil && article?.events.contains { $0.event.status == .background } ?? false
      return DigestItem(
        entry: entry,
        event: event,
        sentence: event.flatMap { $0.event.part == .text ? $0.event.sentence : nil }
          ?? article?.reading.summary.sentences.first?.shown ?? "",
        isOld: isLate || isPast
      )
    }
  }
}
