package import Alerting
package import Foundation
package import Storage

/// Lets a rule into the store that is valid and fits those that are there.
package struct RuleAdmission: Sendable {
  /// Why a rule is refused beside its text.
  package enum Refusal: Error, Sendable, Hashable {
    /// Its `unless` names itself.
    case namesItself(String)
  }

  private let store: Store
  private let book: RuleBook

  /// Admission to a store.
  ///
  /// - Parameters:
  ///   - store: where rules stand.
  ///   - book: those that are there, read.
  package init(store: Store, book: RuleBook) { (self.store, self.book) = (store, book) }

  /// Refuses an `unless` that names nobody, or the rule itself.
  ///
  /// - Throws: `Refusal`, or `StorageError.conflict`.
  package func check(_ rule: RuleText, named name: String) throws {
    guard let other = rule.unless?.rule else { return }
    if other.lowercased() == name.lowercased() { throw Refusal.namesItself(name) }
    if book.entry(named: other) == nil { throw StorageError.conflict(.noSuchRule(other)) }
  }

  /// Adds a rule.
  ///
  /// - Throws: `Refusal`, or `StorageError`; then nothing is added.
  package func add(
    _ rule: RuleText,
    named name: String,
    at now: Date,
    remembering note: UndoNote
  ) throws {
    try check(rule, named: name)
    try store.addRule(
      name: name,
      text: rule.withoutEndpoints.description,
      endpoints: rule.endpoints,
      at: now,
      remembering: note
    )
  }
}
