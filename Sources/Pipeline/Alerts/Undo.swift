package import Foundation
package import Storage

/// Takes the last change of what an analyst set back.
package struct Undo: Sendable {
  private let store: Store

  /// Over a store.
  package init(store: Store) { self.store = store }

  /// Takes the last change back; the one before it is the last then. One that cannot be taken back is left as it is, and
  /// forgotten. Of several who do so at once each takes one back.
  ///
  /// - Returns: what was done; nil where no change is kept.
  /// - Throws: `UndoObstacle` where what came since stands in its way, `StorageError`; then nothing is changed.
  package func last(at now: Date) throws -> UndoStep? {
    while let step = try store.write({ try $0.undo.last() }) {
      do throws(StorageError) {
        try takeBack(step.change, at: now)
      } catch .failed, .conflict(.endpointInUse) {
        throw UndoObstacle(what: step.what)
      } catch .conflict(.noSuchEndpoint) {
        // It is gone already.
      }
      if try forget(step, at: now) { return step }
    }
    return nil
  }

  /// False where somebody else took the same change back meanwhile: what he made of it stands, and the next one is ours.
  private func forget(_ step: UndoStep, at now: Date) throws(StorageError) -> Bool {
    try store.write { transaction in
      guard try transaction.undo.forget(step) else { return false }
      if case .final = step.change { return true }
      try transaction.audit.note("undo \(step.what)", at: now)
      return true
    }
  }

  private func takeBack(_ change: UndoStep.Change, at now: Date) throws(StorageError) {
    switch change {
    case .rows(let snapshots): try store.write { try $0.undo.restore(snapshots) }
    case .split(let story, let other): try StoryCorrections(store: store).merge(other, into: story, at: now)
    case .merge(let story, let other, let articles):
      try StoryCorrections(store: store).part(other, articles, from: story, at: now)
    case .endpoint(let name): try EndpointActions(store: store).remove(name)
    case .watches(let numbers): for number in numbers { try store.removeWatch(number) }
    case .acknowledged(let firing, let before):
      try AnalystActions(store: store).unacknowledge(firing, before: before, at: now)
    case .final: break
    }
  }
}

/// What came since stands in the way of taking a change back: something of the same name, or what refers to it.
package struct UndoObstacle: Error, Sendable, Hashable {
  /// What was done.
  package var what: String
}

extension Store {
  /// Keeps how a change is taken back that was made by itself.
  ///
  /// - Throws: `StorageError`.
  package func remember(_ note: UndoNote, _ change: UndoStep.Change) throws(StorageError) {
    try write { try $0.undo.remember(note, change) }
  }
}
