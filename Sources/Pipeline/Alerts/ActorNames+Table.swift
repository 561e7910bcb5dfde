package import Actors
package import Alerting
package import Storage

extension ActorNames {
  /// The names of a table of actors.
  package init(_ table: ActorTable) {
    self.init(
      canonical: { table.participant(named: $0) },
      members: { Set(table.members(of: $0)) },
      suggestions: { table.suggestions(for: $0) }
    )
  }

  /// The names of the table that stands in the program.
  package static let standard = ActorNames(ActorTable.standard)

  /// The standard names and the sets that analysts defined. A definition that does not fit any more is left out: rules that
  /// name it are then told as broken.
  ///
  /// - Throws: `StorageError` where they cannot be read.
  package init(definedIn store: Store) throws(StorageError) {
    let definitions = try store.definitions()
    self = definitions.isEmpty ? .standard : ActorNames(ActorTable.standard.adding(definitions))
  }
}

extension Analyser {
  /// An analyser that knows the sets of actors that analysts defined, too.
  ///
  /// - Throws: `StorageError` where they cannot be read.
  package init(definedIn store: Store) throws(StorageError) {
    self.init(actors: ActorTable.standard.adding(try store.definitions()))
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
