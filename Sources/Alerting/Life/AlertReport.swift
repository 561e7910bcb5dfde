package import Foundation
package import Model

/// A rule, as the life of its alerts sees it.
package struct LivingRule: Sendable {
  /// Its row.
  package var number: Int64
  /// As messages, silences and `unless` name it.
  package var name: String
  /// Condition and clauses; whom it notifies does not matter here.
  package var text: RuleText

  /// Makes a rule.
  package init(number: Int64, name: String, text: RuleText) {
    self.number = number
    self.name = name
    self.text = text
  }
}

/// What an article told under a rule: the events that its condition holds for, put together.
package struct AlertReport: Sendable, Hashable, Codable {
  /// The article's row.
  package var article: Int64
  /// When this form of it arrived.
  package var arrivedAt: Date
  /// Its story; nil where none is known.
  package var story: Int64?
  /// The worst of its acts, which tells sameness where no story is known.
  package var act: ActKey
  /// The rows of its events, the worst first; empty where the condition speaks of none.
  package var events: [Int64]
  /// Of the worst event, or of the article.
  package var severity: Double?
  /// CAMEO roots of the events.
  package var codes: Set<String>
  /// Who acts in the worst event, by name; nil for nobody, and where the condition speaks of no event.
  package var actor: String?
  /// Whom the worst event hits, by name; nil for nobody, and where the condition speaks of no event.
  package var target: String?
  /// What it has in common with others of its group; empty without `group by`.
  package var group: [String]
  /// The registrable domain, or the outlet's name: who publishes it, where no story folds publishers.
  package var publisher: String?
  /// The article that its text is a copy of.
  package var copyOf: Int64?
  /// The story that it was held back as, from which a second look took it out; nil where none did.
  package var partedFrom: Int64?

  /// Makes a report.
  package init(
    article: Int64,
    arrivedAt: Date,
    story: Int64?,
    act: ActKey,
    events: [Int64],
    severity: Double?,
    codes: Set<String>,
    actor: String?,
    target: String?,
    group: [String],
    publisher: String?,
    copyOf: Int64?
  ) {
    self.article = article
    self.arrivedAt = arrivedAt
    self.story = story
    self.act = act
    self.events = events
    self.severity = severity
    self.codes = codes
    self.actor = actor
    self.target = target
    self.group = group
    self.publisher = publisher
    self.copyOf = copyOf
  }

  /// Both sides in the order of the alphabet, for what holds in either direction.
  var dyad: [String] { [actor ?? "nobody", target ?? "nobody"].sorted() }

  /// What threads are told apart by: the group, else the story, else the act.
  package func threadKey(_ rule: RuleText) -> String {
    if rule.grouping != nil { return "group " + group.joined(separator: " | ") }
    return story.map { "story \($0)" } ?? "act \(act.stem) \(act.day)"
  }
}

extension GroupKey {
  /// What a report has under this key.
  package func value(event: Event?, article: AlertArticle) -> String {
    let sides = [event?.actor?.name ?? "nobody", event?.target?.name ?? "nobody"]
    return switch self {
    case .actor: sides[0]
    case .target: sides[1]
    case .dyad: sides.sorted().joined(separator: ", ")
    case .code: event?.code.root ?? "none"
    case .category: event?.category?.rawValue.lowercased() ?? "none"
    case .source: article.original.domain ?? article.original.site ?? "none"
    case .language: article.original.language ?? "unknown"
    case .story: article.story.map { "s\($0.number)" } ?? "none"
    case .rule: "all"
    }
  }
}
