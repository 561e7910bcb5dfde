package import Foundation
package import Storage

/// Takes the last change of what an analyst set back.
package struct Undo: Sendable {
  private let store: Store

  /// Over a store.
  package init(store: Store) { self.store = store }

  /// Takes the last change of somebody back; the one before it is their last then. One that cannot be taken back is left as it
  /// is, and forgotten. Of several who do so at once each takes one back.
  ///
  /// - Parameters:
  ///   - who: whose change; what nobody is known of is theirs too. Nil for anybody's.
  ///   - step: the one before this change; nil for the last of all.
  ///   - now: when it is taken back.
  /// - Returns: what was done; nil where no change of theirs is kept.
  /// - Throws: `UndoObstacle` where what came since stands in its way, `StorageError`; then nothing is changed.
  package func last(of who: String?, before step: UndoStep? = nil, at now: Date) throws -> UndoStep? {
    while let (step, next) = try lastAndNext(of: who, before: step) {
      if let next { throw UndoObstacle(step: step, reason: .changed(next)) }
      do {
        try takeBack(step.change, at: now)
      } catch StorageError.failed, StorageError.conflict(.endpointInUse) {
        throw UndoObstacle(step: step, reason: .inTheWay)
      } catch DefinitionConflict.inUse(_, let users) {
        throw UndoObstacle(step: step, reason: .named(by: users))
      } catch AlertActionError.isResolved {
        throw UndoObstacle(step: step, reason: .ended)
      } catch StorageError.conflict(.noSuchEndpoint) {
        // It is gone already.
      }
      if try forget(step, at: now) { return step }
    }
    return nil
  }

  /// The last change of somebody that is kept; nil where none is.
  ///
  /// - Throws: `StorageError`.
  package func kept(of who: String?) throws(StorageError) -> UndoStep? {
    try store.write { try $0.undo.last(of: who) }
  }

  /// Somebody's last change, and what another one did to the same since.
  private func lastAndNext(
    of who: String?,
    before step: UndoStep?
  ) throws(StorageError) -> (UndoStep, UndoStep?)? {
    try store.write { transaction in
      guard let last = try transaction.undo.last(of: who, before: step?.number) else { return nil }
      return (last, try transaction.undo.change(since: last))
    }
  }

  /// False where somebody else took the same change back meanwhile: what he made of it stands, and the next one is ours.
  private func forget(_ step: UndoStep, at now: Date) throws(StorageError) -> Bool {
    try store.write { transaction in
      guard try transaction.undo.forget(step) else { return false }
      if case .final = step.change { return true }
      let whose = step.who.flatMap { $0 == Analyst.current?.name ? nil : " of \($0)" } ?? ""
      try transaction.audit.note("undo \(step.what)\(whose)", at: now)
      return true
    }
  }

  private func takeBack(_ change: UndoStep.Change, at now: Date) throws {
    switch change {
    case .rows(let snapshots):
      for name in change.addedDefinitions { try Definitions(store: store).checkForgetting(name) }
      try store.write { try $0.undo.restore(snapshots) }
    case .split(let story, let other): try StoryCorrections(store: store).merge(other, into: story, at: now)
    case .merge(let story, let other, let articles, let pointing):
      try StoryCorrections(store: store)
        .part(other, articles, pointing: pointing ?? [], from: story, at: now)
    case .endpoint(let name): try EndpointActions(store: store).remove(name)
    case .watches(let numbers): for number in numbers { try store.removeWatch(number) }
    case .acknowledged(let firing, let before):
      try AnalystActions(store: store).unacknowledge(firing, before: before, at: now)
    case .final: break
    }
  }
}

/// What came since stands in the way of taking a change back.
package struct UndoObstacle: Error, Sendable, Hashable {
  /// What stands there.
  package enum Reason: Sendable, Hashable {
    /// Another change of the same.
    case changed(UndoStep)
    /// Rules or sets that name what would go.
    case named(by: [String])
    /// The end of the alert.
    case ended
    /// Something of the same name, or what rests on it.
    case inTheWay
  }

  /// What was done.
  package var step: UndoStep
  /// Why it stays.
  package var reason: Reason
}

extension Store {
  /// Keeps how a change is taken back that was made by itself.
  ///
  /// - Throws: `StorageError`.
  package func remember(_ note: UndoNote, _ change: UndoStep.Change) throws(StorageError) {
    try write { try $0.undo.remember(note, change) }
  }
}
