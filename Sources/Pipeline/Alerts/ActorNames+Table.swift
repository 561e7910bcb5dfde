package import Actors
package import Alerting

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
}
