internal import Alerting
package import Foundation
package import Model
package import Storage

/// What analysts do with alerts that are there.
package struct AnalystActions: Sendable {
  private let store: Store

  /// Actions on a store.
  package init(store: Store) { self.store = store }

  /// Notes that somebody has seen a firing: its rule repeats it no more. Of one that was seen already a note without words, or
  /// with the same of the same person, says nothing new, and what was said of it stays.
  ///
  /// - Parameters:
  ///   - firing: its number.
  ///   - note: what is noted of it, and when.
  ///   - undo: what the change is called where it can be taken back.
  /// - Returns: whether the note was taken, and what was said of it before.
  /// - Throws: `AlertActionError`, or `StorageError`.
  @discardableResult
  package func acknowledge(
    _ firing: Int64,
    _ note: FiringNote,
    remembering undo: String? = nil
  ) throws -> (isTaken: Bool, before: FiringNote?) {
    guard let known = try store.alerts.firing(firing) else { throw AlertActionError.noSuchFiring(firing) }
    guard known.resolution == nil else { throw AlertActionError.isResolved(firing) }
    let isSaid = note.note.isEmpty || note.byAnalyst.says(known.acknowledgement)
    if let said = known.acknowledgement, isSaid { return (false, said) }
    let isTaken = try store.write { transaction in
      guard try acknowledge(firing, note.byAnalyst, transaction, at: note.at) else { return false }
      if let undo {
        let change = UndoStep.Change.acknowledged(firing: firing, before: known.acknowledgement)
        try transaction.undo.remember(UndoNote(undo, at: note.at), change)
      } else {
        try transaction.audit.note("alert acknowledge \(RecordID(.firing, firing))", at: note.at)
      }
      return true
    }
    guard isTaken else { throw AlertActionError.isResolved(firing) }
    return (true, known.acknowledgement)
  }

  /// Makes a firing as seen or as unseen as it was.
  ///
  /// - Throws: `AlertActionError.isResolved` where it has ended since, and stays as it is; `StorageError`.
  func unacknowledge(_ firing: Int64, before: FiringNote?, at now: Date) throws {
    guard try store.write({ try acknowledge(firing, before, $0, at: now) }) else {
      throw AlertActionError.isResolved(firing)
    }
  }

  /// - Returns: false where it has ended meanwhile.
  private func acknowledge(
    _ firing: Int64,
    _ note: FiringNote?,
    _ transaction: StoreTransaction,
    at now: Date
  ) throws -> Bool {
    guard try transaction.alerts.acknowledge(firing, note) else { return false }
    try change(firing, transaction.alerts, at: now) { $0.episode?.acknowledgedAt = note?.at }
    return true
  }

  /// Ends a firing, and tells its endpoints.
  ///
  /// - Parameters:
  ///   - firing: its number.
  ///   - note: what is noted of it.
  ///   - now: when it ends.
  ///   - due: when the messages are to go out.
  ///   - undo: what to say of it to who wants to take it back, which cannot be done.
  /// - Returns: the deliveries.
  /// - Throws: `AlertActionError`, or `StorageError`.
  package func resolve(
    _ firing: Int64,
    note: String,
    at now: Date,
    due: Date,
    remembering undo: String? = nil
  ) throws -> [RecordID] {
    guard let known = try store.alerts.firing(firing) else { throw AlertActionError.noSuchFiring(firing) }
    guard known.resolution == nil else { throw AlertActionError.isResolved(firing) }
    let told: [RecordID]? = try store.write { transaction in
      // Of two who end it at once one did, and it is told once.
      let ending = FiringNote(at: now, note: note).byAnalyst
      guard try transaction.alerts.resolve(firing, ending) else { return nil }
      try change(firing, transaction.alerts, at: now) { $0.episode?.resolvedAt = now }
      if let undo {
        let change = UndoStep.Change.final("an alert that has ended stays ended; what comes next fires anew")
        try transaction.undo.remember(UndoNote(undo, at: now), change)
      } else {
        try transaction.audit.note("alert resolve \(RecordID(.firing, firing))", at: now)
      }
      let why = note.isEmpty ? "resolved by the analyst" : "resolved by the analyst: \(note)"
      return try MessageQueue(transaction, due: due).tell(.resolved, ofFiring: firing, why: why, at: now)
    }
    guard let told else { throw AlertActionError.isResolved(firing) }
    return told
  }

  /// Changes what the rule remembers of the firing, where it is the latest of its thread and the rule is still there.
  private func change(
    _ firing: Int64,
    _ alerts: AlertFacet,
    at now: Date,
    _ change: (inout AlertThread) -> Void
  ) throws {
    guard let (stored, episode) = try alerts.place(of: firing) else { return }
    var thread = try stored.thread
    guard thread.episode?.number == episode else { return }
    change(&thread)
    // `until quiet` may have been all it waited for.
    let isEnded = thread.episode?.isOpen == false
    try TransactionThreadStore(alerts, now: now).save(
      thread,
      wakeAt: isEnded ? thread.matters.nextDue : stored.wakeAt
    )
  }
}

/// Why an action is refused.
package enum AlertActionError: Error, Sendable, Hashable {
  /// No firing has that number.
  case noSuchFiring(Int64)
  /// The firing is over already, and stays so.
  case isResolved(Int64)
}

extension FiringNote {
  /// True where another note says the same, and of the same person.
  fileprivate func says(_ other: FiringNote?) -> Bool { other?.note == note && other?.who == who }

  /// The same, said by whoever acts in this task.
  fileprivate var byAnalyst: FiringNote {
    var note = self
    note.who = Analyst.current?.name
    return note
  }
}

extension [AlertMatter] {
  /// Nothing waits in a thread whose matters are told.
  fileprivate var nextDue: Date? { compactMap { $0.isTold ? nil : $0.qualifiedAt }.min() }
}
