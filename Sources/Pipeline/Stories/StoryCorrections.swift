package import Foundation
package import Model
package import Storage

/// Corrects stories as an analyst wishes; later articles are compared with what they are then.
package struct StoryCorrections: Sendable {
  private let store: Store

  /// Corrections of a store's stories.
  package init(store: Store) { self.store = store }

  /// Takes an article, with the copies of it, out of its story into a new one.
  ///
  /// Articles that come later are compared with both stories, so that those of the event that was split off find it.
  ///
  /// - Parameters:
  ///   - story: the story.
  ///   - article: what leaves it.
  ///   - now: when.
  ///   - note: with which it can be taken back; nil for what is not to be.
  /// - Returns: the new story.
  /// - Throws: `StorageError.conflict` where the article is not in the story, or the story has no other.
  package func split(
    _ story: Int64,
    article: Int64,
    at now: Date,
    remembering note: UndoNote? = nil
  ) throws(StorageError) -> RecordID {
    try store.write { transaction in
      let stories = transaction.stories
      let moved = try stories.withCopies(article, of: story)
      guard !moved.isEmpty else {
        throw conflict(.articleNotInStory(RecordID(.article, article), story: RecordID(.story, story)))
      }
      guard try moved.count < stories.members(inOrderOf: story).count else {
        throw conflict(.storyHasNoOther(RecordID(.story, story)))
      }
      let new = try stories.part(moved, openedBy: article, from: story, at: now)
      try stories.record(.split, story, new, moved, at: now)
      if let note { try transaction.undo.remember(note, .split(story: story, other: new)) }
      return RecordID(.story, new)
    }
  }

  /// Puts the members of another story into a story; the other keeps its number and points there.
  ///
  /// - Throws: `StorageError.conflict` where one of them does not stand.
  package func merge(
    _ other: Int64,
    into story: Int64,
    at now: Date,
    remembering note: UndoNote? = nil
  ) throws(StorageError) {
    try store.write { transaction in
      let stories = transaction.stories
      for number in [story, other] where try stories.story(number) == nil {
        throw conflict(.noSuchStory(RecordID(.story, number)))
      }
      guard story != other else { throw conflict(.sameStory(RecordID(.story, story))) }
      let moved = try stories.members(inOrderOf: other)
      try stories.remove(StoryFacet.keys(of: try stories.profiles(of: moved)), of: other)
      try stories.move(moved, to: story)
      try stories.keepInView(moved.suffix(StoryFacet.membersMax / 2), of: story)
      let pointing = try stories.pointing(to: other)
      try stories.point(other, to: story)
      try stories.rebuild(story)
      try stories.record(.merge, story, other, moved, at: now)
      if let note {
        let change = UndoStep.Change.merge(story: story, other: other, articles: moved, pointing: pointing)
        try transaction.undo.remember(note, change)
      }
    }
  }

  /// Gives a story that was merged into another one its articles back, and those that pointed to it their place.
  ///
  /// - Throws: `StorageError`.
  func part(
    _ other: Int64,
    _ articles: [Int64],
    pointing: [Int64],
    from story: Int64,
    at now: Date
  ) throws(StorageError) {
    try store.write { transaction in
      let stories = transaction.stories
      let there = try Set(stories.members(inOrderOf: story))
      let moved = articles.filter(there.contains)
      guard !moved.isEmpty, moved.count < there.count else {
        throw conflict(.storyHasNoOther(RecordID(.story, story)))
      }
      try stories.remove(StoryFacet.keys(of: try stories.profiles(of: moved)), of: story)
      try stories.unpoint(other, pointing: pointing)
      try stories.move(moved, to: other)
      try stories.rebuild(story)
      try stories.rebuild(other)
      try stories.record(.split, story, other, moved, at: now)
    }
  }

  private func conflict(_ conflict: StoryConflict) -> StorageError { .conflict(.story(conflict)) }
}
