package import Foundation
package import Model
package import Storage

/// A correction as `stories --corrections --format jsonl` writes it.
package struct ExportedCorrection: Sendable, Decodable {
  /// Whether articles were taken out of a story, or put into one.
  package var kind: CorrectionKind
  /// What identifies the articles that changed their story, with spaces between.
  package var identities: String
  /// What identifies an article of the story that they were taken from or put into; nil where it has no other.
  package var anchor: String?

  /// Makes a correction.
  package init(kind: CorrectionKind, identities: String, anchor: String?) {
    self.kind = kind
    self.identities = identities
    self.anchor = anchor
  }
}

/// What an exported correction comes to in this store.
package enum CorrectionStep: Sendable, Hashable {
  /// The articles leave their story.
  case split(RecordID, articles: [RecordID])
  /// The second story goes into the first.
  case merge(RecordID, RecordID)
  /// It is so already.
  case holds(RecordID)
  /// None, or not enough, of its articles is stored here.
  case unknown
}

/// Corrections of another store, made in this one.
package struct CorrectionExchange: Sendable {
  private let store: Store
  private var corrections: StoryCorrections { StoryCorrections(store: store) }

  /// An exchange with a store.
  package init(store: Store) { self.store = store }

  /// What a correction would change now.
  ///
  /// - Throws: `StorageError`.
  package func step(_ correction: ExportedCorrection) throws(StorageError) -> CorrectionStep {
    let identities = correction.identities.split(separator: " ").map(String.init)
    let moved = try store.stories.places(of: identities)
    guard let first = moved.first else { return .unknown }
    let anchor = try correction.anchor.flatMap { anchor throws(StorageError) in
      try store.stories.places(of: [anchor]).first
    }
    switch correction.kind {
    case .split:
      let articles = moved.filter { $0.story == first.story }.map(\.article)
      let isApart = anchor.map { $0.story != first.story } ?? (articles.count == first.storySize)
      return isApart ? .holds(first.story) : .split(first.story, articles: articles)
    case .merge:
      guard let anchor else { return .unknown }
      return anchor.story == first.story ? .holds(anchor.story) : .merge(anchor.story, first.story)
    }
  }

  /// Makes a step.
  ///
  /// - Throws: `StorageError`; a split of several articles then may have moved some of them.
  package func carryOut(_ step: CorrectionStep, at now: Date) throws(StorageError) {
    switch step {
    case .split(let story, let articles): try split(articles, outOf: story, at: now)
    case .merge(let kept, let moved):
      try corrections.merge(moved.number, into: kept.number, at: now)
    case .holds, .unknown: break
    }
  }

  /// The first article takes its copies along; those that stay behind follow it one by one.
  private func split(_ articles: [RecordID], outOf story: RecordID, at now: Date) throws(StorageError) {
    var new: RecordID?
    for article in articles
    where try store.stories.membership(ofArticle: article.number)?.story == story {
      let own = try corrections.split(story.number, article: article.number, at: now)
      if let new {
        try corrections.merge(own.number, into: new.number, at: now)
      } else {
        new = own
      }
    }
  }
}
