package import Actors
package import Alerting
package import Foundation
package import Model
package import Storage

/// Which alerts a silence would have hidden.
package struct SilencePreview: Sendable {
  /// How far it looks back.
  package static let days = 30

  private let store: Store
  private let preparation: ArticlePreparation

  /// Previews over a store; `actors` are those by whose names a text tells where it happens.
  package init(store: Store, actors: ActorTable) {
    self.store = store
    preparation = ArticlePreparation(store: store, actors: actors)
  }

  /// The firings of the last days that a silence's matcher holds for, the newest first.
  ///
  /// - Throws: `StorageError`.
  /// - Complexity: two statements for `Store.evaluatedAtOnce` firings, and those of a story for each where the matcher asks
  ///   for stories.
  package func firings(hiddenBy silence: Silence, now: Date) throws -> [RecordID] {
    let occasions = try store.alerts.firingOccasions(
      since: now.addingTimeInterval(-Double(Self.days) * 86_400)
    )
    var byArticle = Dictionary(grouping: occasions, by: \.article)
    let hidden = try store.forEachEvaluated(Array(byArticle.keys)) { article -> [RecordID]? in
      let bare = preparation.bare(article, arrivedAt: article.arrivedAt)
      let prepared = silence.matcher.asksForStory ? try preparation.complete(bare) : bare
      return try byArticle.removeValue(forKey: article.id.number)?.filter { occasion in
        try silence.hides(prepared.contexts(of: [occasion.event ?? 0], rule: occasion.rule))
      }.map(\.firing)
    }
    return hidden.joined().sorted { $0.number > $1.number }
  }
}
