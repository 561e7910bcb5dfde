/// What the condition language asks of the table of actors.
package struct ActorNames: Sendable {
  /// The canonical name for a name as typed; nil where nobody has it.
  package var canonical: @Sendable (String) -> String?
  /// The canonical names of those who belong to an actor or a set; empty where it has no members.
  package var members: @Sendable (String) -> Set<String>
  /// The nearest names to one that nobody has, best first.
  package var suggestions: @Sendable (String) -> [String]
  /// The names that begin so, as they may be typed, with whom each stands for where it is no actor's own.
  package var completions: @Sendable (String) -> [(name: String, meaning: String?)]
  /// What should be said of a name that stands for an actor without being one of its names, such as a president's; nil for
  /// others.
  package var note: @Sendable (String) -> String?

  /// Makes a view of a table.
  package init(
    canonical: @escaping @Sendable (String) -> String?,
    members: @escaping @Sendable (String) -> Set<String>,
    suggestions: @escaping @Sendable (String) -> [String],
    completions: @escaping @Sendable (String) -> [(name: String, meaning: String?)] = { _ in [] },
    note: @escaping @Sendable (String) -> String? = { _ in nil }
  ) {
    self.canonical = canonical
    self.members = members
    self.suggestions = suggestions
    self.completions = completions
    self.note = note
  }
}
