internal import Foundation
package import Storage
internal import Stories

extension StoryRebuilding {
  /// Makes of the members that a story keeps what it has told, as if they had come one after the other.
  package static let standard = StoryRebuilding(
    state: { filed in
      let members = filed.compactMap { filed in
        StoryProfile(bytes: filed.bytes).map {
          StoryMember(article: filed.article, profile: $0, opener: filed.opener)
        }
      }
      let record = StoryRecord(rebuiltFrom: members)
      return try (record ?? StoryRecord(StoryMember(article: 0, profile: .empty))).stateText
    },
    keys: { filed in
      StoryProfile(bytes: filed.bytes).map { StoryIndex.keys(of: $0).map { Int64(bitPattern: $0.hash) } }
        ?? []
    }
  )
}
