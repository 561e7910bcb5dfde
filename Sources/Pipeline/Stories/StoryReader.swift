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
    guard let membership = try store.storyMembership(ofArticle: article) else { return nil }
    let members = try store.storyMembers(of: membership.story.number, asOf: moment)
    return StoryFacts(
      membership: membership,
      arrivals: members.map(\.membership.joinedAt).sorted(),
      sources: sources(of: members)
    )
  }

  /// The independent sources of a story.
  package func sources(ofStory story: Int64) throws -> [SourceGroup] {
    sources(of: try store.storyMembers(of: story))
  }

  /// The independent sources of members.
  package func sources(of members: [StoredMember]) -> [SourceGroup] {
    Corroboration.groups(
      of: members.map { member in
        StorySource(
          article: member.membership.article.number,
          domain: member.domain,
          agency: member.agency,
          copyOf: member.membership.copyOf?.number
        )
      },
      publishers: publishers
    )
  }
}
