package import Storage

/// Puts articles into stories that were stored before stories were.
package struct StoryBacklog: Sendable {
  private let store: Store
  private let analyser: Analyser
  private let filer: StoryFiler

  /// A backlog of a store.
  package init(store: Store, analyser: Analyser, filer: StoryFiler) {
    self.store = store
    self.analyser = analyser
    self.filer = filer
  }

  /// Files what waits, the oldest article first, each as of its own arrival.
  ///
  /// - Throws: `StorageError`; what was filed before it stays.
  package func drain() throws {
    while case let waiting = try store.stories.backlog(), !waiting.isEmpty {
      for number in waiting {
        guard let stored = try store.articles.article(number),
          let profile = analyser.analyse(stored.reading.article, parts: .story).story
        else {
          try store.dropFromStoryBacklog(number)
          continue
        }
        try store.write { transaction in
          try filer.filing(profile, of: stored.reading.article)
            .file(number, in: transaction, at: stored.arrivedAt)
        }
      }
    }
  }
}
