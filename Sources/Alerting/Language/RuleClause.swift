/// What may stand behind the condition of a rule, each once, in any order: the one table that parser, completion and
/// manual read. The order is the one in which clauses are printed.
package enum RuleClause: String, Sendable, CaseIterable {
  /// How many publishers must tell it.
  case from
  /// How long it must stay so before it fires.
  case hold = "for"
  /// After how long a further report alerts again.
  case repeats = "repeat"
  /// What makes a story that has alerted alert again.
  case again
  /// What stories that are one alert have in common.
  case group = "group by"
  /// When an alert is over without the analyst.
  case until
  /// By which other rule's alert it is held back.
  case unless
  /// How old an article may be when it arrives.
  case fresh
  /// Which webhooks are sent the alert.
  case notify

  /// The words that begin it.
  var spelling: [String] { self == .group ? ["group", "by"] : [rawValue] }

  /// What it says, for the manual.
  package var meaning: String {
    switch self {
    case .from: "from 2 sources within 24h: so many independent publishers must tell the story"
    case .hold: "for 30m: it must stay so for that long before it fires"
    case .repeats: "repeat 12h: a further report of the same story alerts again once so much time has passed"
    case .again:
      "again when severity rises by 2 or new code or higher band or 3 more sources; again always; again never"
    case .group: "group by actor, target wait 5m: stories that agree in these are one alert"
    case .until: "until quiet for 2d, or until CONDITION: when the alert is over"
    case .unless: "unless NAME within 12h same dyad: held back while another rule has fired"
    case .fresh: "how old an article may be when it arrives: 3d (the default), 12h, any"
    case .notify: "the webhooks that are sent the alert, parted by commas"
    }
  }
}

/// How many publishers must tell of it: `from 2 sources within 24h`.
package struct SourceClause: Sendable, Hashable {
  /// More would never be reached.
  package static let sourcesMax = 100

  /// Independent publishers, from 1 to `sourcesMax`.
  package var sources: Int
  /// Counted over the last so many seconds of arrival; nil for the whole story.
  package var withinSeconds: Int?

  /// Makes a clause.
  package init(sources: Int, withinSeconds: Int? = nil) {
    self.sources = sources
    self.withinSeconds = withinSeconds
  }
}

/// What makes a story that has alerted alert again.
package enum AgainReason: Sendable, Hashable {
  /// The report is more severe by so much than what the alert told; from nothing coded it counts as from 0.
  case severityRises(by: Double)
  /// A CAMEO root that the alert has not told.
  case newCode
  /// The report is in a higher band of severity than what the alert told.
  case higherBand
  /// So many more independent publishers than when it last told; at least 1.
  case moreSources(Int)
  /// So many more articles than when it last told; at least 1.
  case moreArticles(Int)

  /// Where no clause says otherwise: a story that develops.
  package static let standard: [AgainReason] = [.newCode, .higherBand]
}

/// When a story that has alerted alerts again.
package enum AgainClause: Sendable, Hashable {
  /// For any one of these reasons.
  case when([AgainReason])
  /// At every further report.
  case always
  /// For no reason: further reports are only joined to the alert.
  case never
}

/// What stories that are one alert have in common.
package enum GroupKey: String, Sendable, CaseIterable {
  /// Who acts, by name, or `nobody`.
  case actor
  /// Whom the act hits, by name, or `nobody`.
  case target
  /// Both sides, in either direction.
  case dyad
  /// The CAMEO root.
  case code
  /// The PLOVER category.
  case category
  /// The publisher, by registrable domain, else by name.
  case source
  /// The language tag of the text.
  case language
  /// The story that the article belongs to.
  case story
  /// Everything: one alert at a time for the rule.
  case rule

  /// What it stands for, for the manual.
  package var meaning: String {
    switch self {
    case .actor, .target: "that side of the event"
    case .dyad: "both sides, in either direction"
    case .code: "the kind of act (CAMEO root)"
    case .category: "the PLOVER category"
    case .source: "the publisher"
    case .language: "the article's language"
    case .story: "the story"
    case .rule: "everything: one alert at a time"
    }
  }
}

/// `group by actor, target wait 5m`.
package struct GroupClause: Sendable, Hashable {
  /// What must agree, in the order as written, each once; never empty as it is read.
  package var keys: [GroupKey]
  /// How long the first one waits for others.
  package var waitSeconds: Int?

  /// Makes a clause.
  package init(_ keys: [GroupKey], waitSeconds: Int? = nil) {
    self.keys = keys
    self.waitSeconds = waitSeconds
  }
}

/// When an alert is over without the analyst.
package enum UntilClause: Sendable, Hashable {
  /// No further report for so long.
  case quiet(seconds: Int)
  /// An event of the same sides or the same story for which this holds.
  case condition(Condition)
}

/// `unless NAME within 12h same dyad`: another rule's alert holds this one back.
package struct UnlessClause: Sendable, Hashable {
  /// The other rule's name.
  package var rule: String
  /// Since its last alert; nil while that is open.
  package var withinSeconds: Int?
  /// What both must have in common; nil for nothing.
  package var same: GroupKey?

  /// Makes a clause.
  package init(rule: String, withinSeconds: Int? = nil, same: GroupKey? = nil) {
    self.rule = rule
    self.withinSeconds = withinSeconds
    self.same = same
  }

  /// What `same` can name.
  static let sameKeys: [GroupKey] = [.dyad, .actor, .target, .story]
}
