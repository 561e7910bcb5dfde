internal import Alerting
internal import Terminal

/// The language of conditions, from the tables that its parser reads.
struct LanguageScreen {
  /// A part of the language.
  enum Topic: String, CaseIterable {
    case event
    case article
    case story
    case past
    case clauses
    case silence
    case examples
  }

  /// Rules that say what they say and run as they stand.
  static let examples: [(rule: String, meaning: String)] = [
    ("severity at least 4 and dyad is Russia -> NATO", "what Russia does to NATO, from medium severity on"),
    ("either in NATO and code is 16 and status is realised", "a member of NATO really reduces relations"),
    ("severity at least 5 from 2 sources within 24h", "only once two independent publishers tell it"),
    ("severity at least 3 and rise(same dyad) at least 365", "what comes once a year in a pair's own past"),
    (
      "count(same dyad) within 7d at least 5 again when severity rises by 2",
      "a week of many acts, and its getting worse"
    ),
    (
      "title matches /expel(s|led)/ and not source is \"The Almanac\"",
      "words of the headline, one outlet left out"
    ),
    (
      "severity at least 4 group by actor, target wait 10m repeat 12h",
      "stories of the same sides as one alert"
    ),
    ("severity at least 6 until quiet for 2d", "an alert that is over when nothing came for two days"),
    ("tag is europe and severity at least 4", "only what came by watches of a tag (watch add … tag europe)"),
    ("watch is harbour and article.genre is news", "reports that came by one watch, no opinion pieces"),
  ]

  /// All words that may be asked for.
  static var words: [String] {
    Topic.allCases.map(\.rawValue) + ConditionField.allCases.map(\.rawValue)
      + SeriesFunction.allCases.map(\.rawValue) + RuleClause.allCases.map(\.rawValue)
  }

  /// All of it.
  func print(to printer: Printer) { for topic in Topic.allCases { print(topic, to: printer) } }

  /// A topic, a field, a function or a clause.
  ///
  /// - Returns: false for what is none.
  func print(_ word: String, to printer: Printer) -> Bool {
    if let topic = Topic(rawValue: word) {
      print(topic, to: printer)
    } else if let field = ConditionField(rawValue: word) {
      print(field, to: printer)
    } else if let function = SeriesFunction(rawValue: word) {
      print(function.rawValue, function.meaning, to: printer)
    } else if let clause = RuleClause(rawValue: word) {
      print(clause.rawValue, clause.meaning, to: printer)
    } else {
      return false
    }
    let fitting = Self.examples.filter { example in
      Topic(rawValue: word) == nil && example.rule.contains(word)
    }
    printExamples(fitting, to: printer)
    return true
  }

  private func print(_ topic: Topic, to printer: Printer) {
    printer.print(SafeText(heading(topic)).styled(.bold))
    switch topic {
    case .event, .article, .story, .silence:
      for field in ConditionField.allCases where field.scope.rawValue == topic.rawValue {
        print(field, to: printer)
      }
    case .past:
      for function in SeriesFunction.allCases { print(function.rawValue, function.meaning, to: printer) }
    case .clauses:
      for clause in RuleClause.allCases { print(clause.rawValue, clause.meaning, to: printer) }
      let keys = GroupKey.allCases.map { "\($0.rawValue) (\($0.meaning))" }.joined(separator: ", ")
      printer.print(paragraph: "group by takes \(keys)", indent: "  ", hanging: "    ")
    case .examples: printExamples(Self.examples, to: printer)
    }
  }

  private func printExamples(_ examples: [(rule: String, meaning: String)], to printer: Printer) {
    for example in examples {
      printer.print(paragraph: SafeText("alert check when \(example.rule)"), indent: "  ", hanging: "    ")
      printer.print(paragraph: SafeText(example.meaning).styled(.dim), indent: "    ")
    }
  }

  private func print(_ field: ConditionField, to printer: Printer) {
    let operators = field.operators.map(\.rawValue).joined(separator: ", ")
    print(field.rawValue, "\(field.meaning) (\(operators))", to: printer)
  }

  private func print(_ name: String, _ meaning: String, to printer: Printer) {
    printer.print(paragraph: "\(name): \(meaning)", indent: "  ", hanging: "    ")
  }

  private func heading(_ topic: Topic) -> String {
    switch topic {
    case .event: "of an event"
    case .article: "of its article"
    case .story: "of its story, as it was when the article came"
    case .past: "functions of the past"
    case .clauses: "clauses, each once, in any order"
    case .silence: "in silences only"
    case .examples: "examples"
    }
  }
}
