package import Foundation
internal import Model
package import Storage

/// Deletes articles: their stories go on without them, and what an alert rests on stays as evidence.
package struct ArticleRemoval: Sendable {
  private let store: Store

  /// Removals in a store.
  package init(store: Store) { self.store = store }

  /// Deletes articles in one transaction.
  ///
  /// - Parameters:
  ///   - preview: what is to become of them; what has become evidence since is kept too.
  ///   - now: when they are deleted.
  /// - Returns: what became of them.
  /// - Throws: `StorageError`; then nothing is deleted.
  package func run(
    _ preview: ArticleRemovalPreview,
    at now: Date
  ) throws(StorageError) -> ArticleRemovalPreview {
    let fresh = try store.articles.removalPreview(of: preview.removed + preview.kept)
    try store.write { transaction in
      for number in fresh.kept { try transaction.articles.withdraw(number, at: now) }
      var stories: Set<Int64> = []
      for number in fresh.removed {
        let keys = StoryFacet.keys(of: try transaction.stories.profiles(of: [number]))
        if let story = try transaction.stories.leave(number) {
          stories.insert(story)
          try transaction.stories.remove(keys, of: story)
        }
        try transaction.articles.delete(number)
      }
      for story in stories.sorted() { try mend(story, transaction.stories) }
    }
    return fresh
  }

  /// A story tells what its remaining members do; one without any ends.
  private func mend(_ story: Int64, _ stories: StoryFacet) throws {
    let members = try stories.members(inOrderOf: story)
    guard let first = members.min() else { return try stories.end(story) }
    try stories.renameOpeners(of: story)
    try stories.tie(members, to: first, in: story)
    try stories.rebuild(story)
  }
}
