package import Actors
package import Storage
internal import Synchronization

/// The actors of the program with the sets that analysts defined: one table for the event coder and for conditions, made
/// anew only when the definitions change.
package final class DefinedActors: Sendable {
  private let kept = Mutex<(definitions: [StoredDefinition], table: ActorTable)?>(nil)

  /// Nothing is read before it is asked for.
  package init() {}

  /// The table for the definitions of a store.
  ///
  /// A definition that does not fit any more is left out: rules that name it are then told as broken.
  ///
  /// - Throws: `StorageError` where they cannot be read.
  package func table(in store: Store) throws(StorageError) -> ActorTable {
    let definitions = try store.alerts.definitions()
    return kept.withLock { kept in
      if let kept, kept.definitions == definitions { return kept.table }
      let table = ActorTable.standard.adding(definitions)
      kept = (definitions, table)
      return table
    }
  }
}

extension ActorTable {
  /// The table with all definitions that fit, whatever order they name each other in.
  func adding(_ definitions: [StoredDefinition]) -> ActorTable {
    var table = self
    var waiting = definitions
    while !waiting.isEmpty {
      let before = waiting.count
      waiting.removeAll { definition in
        let defined = ActorDefinition(name: definition.name, members: definition.members)
        guard let larger = try? table.adding(defined) else { return false }
        table = larger
        return true
      }
      if waiting.count == before { break }
    }
    return table
  }
}
