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
}

extension StoryReader {
  /// What began or developed after a moment and up to another: the most severe first, of equals the newer and the one
  /// with more that is new.
  ///
  /// - Parameters:
  ///   - start: the end of the digest before.
  ///   - end: the end of this one.
  ///   - tag: only what came by watches of this tag; nil for all.
  /// - Returns: at most 200 entries.
  /// - Throws: `StorageError`.
  /// - Complexity: linear in the members of those stories.
  package func digest(after start: Date, until end: Date, tag: String? = nil) throws -> [DigestEntry] {
    try store.storiesDeveloped(after: start, until: end, tag: tag)
      .compactMap { try entry($0, after: start, until: end) }
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
    return DigestEntry(
      story: story,
      isNew: story.startedAt > start,
      severity: opener.severity,
      news: news,
      opener: opener,
      articleCount: members.count,
      sourceCount: sources(of: members).count
    )
  }
}
