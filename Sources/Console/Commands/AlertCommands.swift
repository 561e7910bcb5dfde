internal import Alerting
internal import ArgumentParser
internal import EventCodes
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage
internal import Terminal

/// `alert`: rules.
struct AlertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alert",
    abstract: "Add, list, remove and check rules.",
    discussion: """
      alert add NAME when CONDITION notify WEBHOOK[, WEBHOOK…]

      At the shell the condition is one quoted argument, or stands in a file (--when-file), since > and ( are the \
      shell's own.
      """,
    subcommands: [
      Add.self, List.self, Remove.self, Check.self, BacktestCommand.self, DrillCommand.self,
      AcknowledgeCommand.self, ResolveCommand.self, HeartbeatCommand.self, ExportCommand.self,
      ImportCommand.self, LanguageCommand.self,
    ]
  )

  /// `alert add NAME when CONDITION`.
  struct Add: DeskCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add a rule; nothing is saved until it is valid."
    )

    @Argument(help: "The rule's name: letters, digits, hyphens.")
    var name: String

    @OptionGroup var rule: RuleArgument

    func validate() throws { try NameArgument.validate(name, of: "rule") }

    static func takes(after words: [String]) -> [Completing] {
      words.count == 1 ? [.words(["when"])] : []
    }

    func run(at desk: Desk) async throws {
      guard let rule = try rule.rule(names: desk.names()) else {
        throw CommandFailure(
          message: "a rule needs a condition: alert add \(name) when …",
          exitStatus: .usage
        )
      }
      let text = rule.withoutEndpoints
      let store = try desk.store()
      let trial = try RuleTrial(at: desk, over: RuleTrial.standardSeconds)
      try trial.checkNeighbours(of: rule, named: name)
      let past = try trial.run(rule, named: name)
      try store.addRule(name: name, text: text.description, endpoints: rule.endpoints, at: try desk.stamp())
      desk.output.print("\(name) watches for: \(text.description)")
      desk.output.print("  " + RuleScreen.notified(rule.endpoints))
      desk.output.print("  \(TrialScreen.summary(past, over: RuleTrial.standardSeconds))")
      for notice in rule.notices { desk.output.print("  note: \(notice)") }
    }
  }

  /// `alert list`.
  struct List: DeskCommand {
    static let configuration = CommandConfiguration(abstract: "List rules.")

    @Option(help: "How rows are written: table, json, jsonl or csv.")
    var format = ListingFormat.table

    func run(at desk: Desk) async throws {
      let rules = try desk.store().rules()
      try Listing(columns: Self.columns, rows: rules.map(Self.row)).print(
        format,
        to: desk.output,
        empty: "No rule is set. Try: alert add NAME when severity at least 4 notify WEBHOOK"
      )
      for (rule, error) in try RuleBook(rules, names: desk.names()).broken {
        let report = ConditionReport(error: error, text: rule.text)
        desk.errors.print("warning: \(rule.name) sees nothing, its text is no rule any more: \(report.words)")
        desk.errors.print(report.details)
      }
    }

    private static let columns = [
      ListingColumn("name", "name"), ListingColumn("fired", "fired", .trailing),
      ListingColumn("notify", "notify"), ListingColumn("when", "when", isFlexible: true),
      ListingColumn(forPrograms: "created"),
    ]

    private static func row(_ rule: StoredRule) -> [Cell] {
      [
        .text(rule.name), .count(rule.firingCount), .text(rule.endpoints.joined(separator: ", ")),
        .text(rule.text), .text(rule.createdAt.formatted(.iso8601)),
      ]
    }
  }

  /// `alert remove NAME`.
  struct Remove: DeskCommand {
    static let configuration = CommandConfiguration(abstract: "Remove a rule; its firings stay.")

    @Argument(help: "The rule's name.")
    var name: String

    static func takes(after words: [String]) -> [Completing] { [.rules] }

    func run(at desk: Desk) async throws {
      try desk.store().removeRule(named: name)
      desk.output.print("\(name) is removed; what it fired stays in alerts")
    }
  }

  /// `alert check NAME` or `alert check when CONDITION`.
  struct Check: DeskCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say what a rule means and what in the store it would match. Stores nothing."
    )

    /// The newest articles only: an answer is wanted at once.
    private static let articlesMax = 500
    private static let shownMax = 5

    @Argument(help: "A rule's name.")
    var name: String?

    @OptionGroup var rule: RuleArgument

    static func takes(after words: [String]) -> [Completing] { [.rules] }

    func run(at desk: Desk) async throws {
      let store = try desk.store()
      let names = try desk.names()
      let rule = try rule.rule(names: names) ?? named(in: store, names)
      desk.output.print(RuleScreen(rule: rule).lines)
      var query = ArticleQuery()
      query.limit = Self.articlesMax
      let articles = try store.articles(query).map(\.id)
      let test = RuleTest(store: store, actors: try desk.actors.table(in: store))
      let verdicts = try test.verdicts(of: rule, on: articles)
      let matching = verdicts.filter { !$0.1.matches.isEmpty }
      let held = verdicts.filter { $0.1.refusal?.outcome.isHeld ?? false }
      desk.output.print(
        "would match \(matching.count) of \(articles.count) stored articles, and hold back \(held.count)"
      )
      for (article, verdict) in (matching + held).prefix(Self.shownMax) {
        let reason = verdict.refusal.map { "\($0.outcome.rawValue): \($0.reason)" } ?? "matches"
        desk.output.print(
          "  \(article.id, style: .cyan)  \(article.article.title ?? "(no title)"): \(reason)"
        )
      }
    }

    private func named(in store: Store, _ names: ActorNames) throws -> RuleText {
      guard let name else {
        throw CommandFailure(message: "name a rule, or write: alert check when …", exitStatus: .usage)
      }
      let stored = try store.rules().first { $0.name.lowercased() == name.lowercased() }
      guard let stored else { throw StorageError.conflict(.noSuchRule(name)) }
      do throws(ConditionError) {
        var text = try RuleText(stored.text, names: names)
        text.endpoints = stored.endpoints
        return text
      } catch {
        throw ConditionReport(error: error, text: stored.text).failure
      }
    }
  }
}

/// Names that analysts give.
enum NameArgument {
  private static let charactersMax = 64

  /// Refuses what could not be typed again, or would break a line or a list.
  static func validate(_ name: String, of kind: String) throws {
    let isSimple = name.allSatisfy { $0.isLetter || $0.isNumber || "-_.".contains($0) }
    guard !name.isEmpty, name.count <= charactersMax, isSimple, name.first?.isLetter ?? false else {
      throw ValidationError(
        "“\(name)” is no name for a \(kind): begin with a letter, then letters, digits, hyphens, at most \(charactersMax)."
      )
    }
  }
}

/// How a rule is told in plain words.
struct RuleScreen {
  let rule: RuleText

  var lines: [SafeText] {
    [
      "when    \(rule.condition.description)"
    ] + codes + [
      "events  \(statuses)", "fresh   \(freshness)", "notify  \(Self.notified(rule.endpoints))",
    ] + RuleMeaning.lines(of: rule) + rule.notices.map { "note    \($0)" }
  }

  /// What the codes that it names mean, and all below them.
  private var codes: [SafeText] {
    let codes = rule.condition.tests.flatMap { test in
      if case .code(let codes) = test.subject { codes } else { [EventCode]() }
    }
    return codes.isEmpty ? [] : ["codes   \(codes.map(\.words).joined(separator: "; "))"]
  }

  private var statuses: String {
    if !rule.condition.speaksOfEvents { return "none: the article itself is what fires" }
    return rule.condition.namesStatus
      ? "of the status that the condition names" : "realised, threatened and planned (no status is named)"
  }

  private var freshness: String {
    switch rule.freshness {
    case .seconds(let seconds):
      "articles published at most \(TimeText.words(seconds: seconds)) before they arrive"
    case .any: "articles of any age"
    }
  }

  static func notified(_ endpoints: [String]) -> SafeText {
    endpoints.isEmpty ? "nobody is notified: see alerts" : "notifies \(endpoints.joined(separator: ", "))"
  }
}
