internal import Actors
package import Alerting
package import Storage

/// The stored rules, read, in the order in which they are asked, and filed by what they require.
package struct RuleBook: Sendable {
  /// A rule with what its text means.
  package struct Entry: Sendable {
    /// The rule as it is listed.
    package var stored: StoredRule
    /// What its text means by the actors and sets that there are.
    package var text: RuleText

    /// Puts a rule and its meaning together.
    package init(stored: StoredRule, text: RuleText) {
      self.stored = stored
      self.text = text
    }

    /// The rule as the life of its alerts sees it.
    package var living: LivingRule { LivingRule(number: stored.number, name: stored.name, text: text) }
  }

  /// Those that hold others back stand before them.
  package let entries: [Entry]
  /// Rules whose text is none any more, as after an actor was renamed: they see nothing until they are written anew.
  package let broken: [(rule: StoredRule, error: ConditionError)]
  private let conditions: ConditionIndex
  /// Which entries end by a condition, and those conditions.
  private let ends: [Int]
  private let endings: ConditionIndex
  private let byNumber: [Int64: Int]

  /// Reads the texts of rules.
  package init(_ rules: [StoredRule], names: ActorNames) {
    var entries: [Entry] = []
    var broken: [(rule: StoredRule, error: ConditionError)] = []
    for rule in rules {
      do throws(ConditionError) {
        entries.append(Entry(stored: rule, text: try RuleText(rule.text, names: names)))
      } catch {
        broken.append((rule, error))
      }
    }
    self.init(entries: Self.ordered(entries), broken: broken)
  }

  /// A book of rules that were read already.
  package init(entries: [Entry], broken: [(rule: StoredRule, error: ConditionError)] = []) {
    self.entries = entries
    self.broken = broken
    conditions = ConditionIndex(entries.map(\.text.condition))
    ends = entries.indices.filter { entries[$0].text.endingCondition != nil }
    endings = ConditionIndex(entries.compactMap(\.text.endingCondition))
    byNumber = Dictionary(entries.enumerated().map { ($0.element.stored.number, $0.offset) }) { first, _ in
      first
    }
  }

  /// The rules that an article can match.
  func candidates(for article: PreparedArticle) -> [Entry] {
    conditions.candidates(for: article.facts, events: article.events.map(\.event)).map { entries[$0] }
  }

  /// The rules whose alerts an article can end, with the condition.
  func endingCandidates(for article: PreparedArticle) -> [(entry: Entry, condition: Condition)] {
    endings.candidates(for: article.facts, events: article.events.map(\.event)).compactMap { place in
      let entry = entries[ends[place]]
      return entry.text.endingCondition.map { (entry, $0) }
    }
  }

  /// The rule of a row; nil where it is gone or broken.
  func entry(_ number: Int64) -> Entry? { byNumber[number].map { entries[$0] } }

  /// The rule of a name; nil where there is none.
  package func entry(named name: String) -> Entry? {
    entries.first { $0.stored.name.lowercased() == name.lowercased() }
  }

  /// Each behind the one that its `unless` names; of those that name each other in a ring, in the order of names.
  private static func ordered(_ entries: [Entry]) -> [Entry] {
    guard entries.contains(where: { $0.text.unless != nil }) else { return entries }
    let byName = Dictionary(entries.map { ($0.stored.name.lowercased(), $0) }) { first, _ in first }
    var placed = Set<String>()
    var ordered: [Entry] = []
    func place(_ entry: Entry) {
      guard placed.insert(entry.stored.name.lowercased()).inserted else { return }
      if let other = entry.text.unless.flatMap({ byName[$0.rule.lowercased()] }) { place(other) }
      ordered.append(entry)
    }
    entries.forEach(place)
    return ordered
  }
}

extension RuleText {
  /// The condition that ends an alert; nil where none does.
  var endingCondition: Condition? { if case .condition(let condition) = until { condition } else { nil } }
}
