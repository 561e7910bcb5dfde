package import Foundation
package import Model
package import Storage
package import Stories

/// Reads stories for conditions and screens: members, independent sources, growth.
package struct StoryReader: Sendable {
  let store: Store
  private let publishers: PublisherTable

  /// A reader over a store.
  package init(store: Store, publishers: PublisherTable = .standard) {
    self.store = store
    self.publishers = publishers
  }

  /// What a condition on stories asks about an article.
  ///
  /// - Parameters:
  ///   - article: its number.
  ///   - moment: counts only articles that had arrived by then; nil for all.
  /// - Returns: nil where the page is no article, or not stored.
  /// - Throws: `StorageError`.
  /// - Complexity: linear in the story's members.
  package func facts(ofArticle article: Int64, asOf moment: Date? = nil) throws -> StoryFacts? {
    guard let membership = try store.stories.membership(ofArticle: article) else { return nil }
    let lines = try store.stories.sources(of: membership.story.number, asOf: moment)
    return StoryFacts(
      membership: membership,
      arrivals: lines.map(\.joinedAt).sorted(),
      sources: groups(of: lines)
    )
  }

  /// The independent sources of some stories, by the stories' numbers.
  ///
  /// - Throws: `StorageError`.
  /// - Complexity: one statement for all of them.
  package func sources(ofStories stories: [Int64]) throws -> [Int64: [SourceGroup]] {
    try store.stories.sources(of: stories).mapValues { groups(of: $0) }
  }

  /// What a story is about: the centre that articles are held against.
  ///
  /// - Throws: `StorageError`.
  /// - Complexity: that of the few members which it is compared by.
  package func gist(ofStory story: Int64) throws -> StoryGist {
    StoryGist(try store.stories.profiles(of: story).compactMap { StoryProfile(bytes: $0.bytes) })
  }

  /// The independent sources of members.
  package func sources(of members: [StoredMember]) -> [SourceGroup] {
    groups(
      of: members.map { member in
        StorySourceLine(
          article: member.membership.article.number,
          joinedAt: member.membership.joinedAt,
          domain: member.domain,
          site: member.site,
          agency: member.agency,
          copyOf: member.membership.copyOf?.number
        )
      }
    )
  }

  private func groups(of lines: [StorySourceLine]) -> [SourceGroup] {
    let outlets = Dictionary(lines.map { ($0.article, $0.site) }) { first, _ in first }
    return Corroboration.groups(
      of: lines.map {
        StorySource(article: $0.article, domain: $0.domain, agency: $0.agency, copyOf: $0.copyOf)
      },
      publishers: publishers
    ).map { group in
      // What has no domain, as a file has none, is known by the outlet that it names.
      guard group.names.isEmpty else { return group }
      var named = group
      named.names = Set(group.articles.compactMap { outlets[$0] ?? nil }).sorted()
      return named
    }
  }
}
