internal import Actors
internal import Alerting
package import Storage

/// Why a definition is refused, beside what the table of actors says.
package enum DefinitionConflict: Error, Sendable, Hashable {
  /// A member that names no actor, with what comes near it.
  case unknownMember(String, suggestions: [String])
  /// The name is empty, or longer than any name.
  case badName(String)
  /// The name is an actor's of the program's own table.
  case taken(String)
  /// The set would have no members.
  case empty
  /// No set has that name.
  case noSuchSet(String)
  /// Rules or other sets name it.
  case inUse(String, by: [String])
}

/// Sets of actors that analysts define.
package struct Definitions: Sendable {
  private let store: Store

  /// The definitions of a store.
  package init(store: Store) { self.store = store }

  /// Adds a set, or puts it in the place of one of its name.
  ///
  /// - Throws: `DefinitionConflict` where it does not fit, or `StorageError`; then nothing is changed.
  package func add(_ definition: StoredDefinition, remembering note: UndoNote? = nil) throws {
    let others = try store.alerts.definitions().filter {
      $0.name.lowercased() != definition.name.lowercased()
    }
    let table = ActorTable.standard.adding(others)
    do throws(DefinitionError) {
      _ = try table.adding(ActorDefinition(name: definition.name, members: definition.members))
    } catch {
      throw DefinitionConflict(error)
    }
    try store.define(definition, remembering: note)
  }

  /// Forgets a set that nothing names.
  ///
  /// - Throws: `DefinitionConflict`, or `StorageError`.
  package func forget(_ name: String, remembering note: UndoNote? = nil) throws {
    try checkForgetting(name)
    _ = try store.undefine(name, remembering: note)
  }

  /// Refuses to forget a set that a rule or another set names.
  ///
  /// - Throws: `DefinitionConflict`, or `StorageError`.
  func checkForgetting(_ name: String) throws {
    let definitions = try store.alerts.definitions()
    guard definitions.contains(where: { $0.name.lowercased() == name.lowercased() }) else {
      throw DefinitionConflict.noSuchSet(name)
    }
    let before = RuleBook(
      try store.alerts.rules(),
      names: ActorNames(ActorTable.standard.adding(definitions))
    )
    let others = definitions.filter { $0.name.lowercased() != name.lowercased() }
    let table = ActorTable.standard.adding(others)
    let after = RuleBook(try store.alerts.rules(), names: ActorNames(table))
    let known = Set(before.broken.map(\.rule.name))
    let broken = after.broken.map(\.rule.name).filter { !known.contains($0) }
    let orphans = others.filter { table.actor(named: $0.name) == nil }.map(\.name)
    guard broken.isEmpty, orphans.isEmpty else { throw DefinitionConflict.inUse(name, by: broken + orphans) }
  }
}

extension DefinitionConflict {
  fileprivate init(_ error: DefinitionError) {
    switch error {
    case .unknownMember(let name, let suggestions): self = .unknownMember(name, suggestions: suggestions)
    case .badName(let name): self = .badName(name)
    case .taken(let name): self = .taken(name)
    case .empty: self = .empty
    }
  }
}
