internal import Actors
package import Alerting
package import Storage

/// The stored rules, read and ready to be compared with articles.
package struct RuleBook: Sendable {
  /// A rule with what its text means.
  package struct Entry: Sendable {
    package var stored: StoredRule
    package var text: RuleText
  }

  package var entries: [Entry] = []
  /// Rules whose text is none any more, as after an actor was renamed: they see nothing until they are written anew.
  package var broken: [(rule: StoredRule, error: ConditionError)] = []

  /// Reads the texts of rules.
  package init(_ rules: [StoredRule], names: ActorNames) {
    for rule in rules {
      do throws(ConditionError) {
        entries.append(Entry(stored: rule, text: try RuleText(rule.text, names: names)))
      } catch {
        broken.append((rule, error))
      }
    }
  }
}

extension ActorNames {
  /// The names of the table of actors that stands in the program.
  package static let standard: ActorNames = {
    let table = ActorTable.standard
    return ActorNames(
      canonical: { table.actor(named: $0)?.name },
      members: { Set(table.members(of: $0)) },
      suggestions: { table.suggestions(for: $0) }
    )
  }()
}
