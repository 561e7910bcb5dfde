package import Foundation
package import Storage

/// Takes the last change of rules, marks, silences, sets or stories back.
package struct Undo: Sendable {
  private let store: Store

  /// Over a store.
  package init(store: Store) { self.store = store }

  /// Takes the last change back; the one before it is the last then.
  ///
  /// - Returns: what was done; nil where no change is kept.
  /// - Throws: `StorageError` where what came since stands in its way; then nothing is changed.
  package func last(at now: Date) throws -> UndoStep? {
    guard let step = try store.write({ try $0.undo.last() }) else { return nil }
    switch step.change {
    case .rows(let snapshots): try store.write { try $0.undo.restore(snapshots) }
    case .split(let story, let other): try StoryCorrections(store: store).merge(other, into: story, at: now)
    case .merge(let story, let other, let articles):
      try StoryCorrections(store: store).part(other, articles, from: story, at: now)
    }
    try store.write { try $0.undo.forget(step) }
    return step
  }
}
