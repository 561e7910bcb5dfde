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
      Add.self, EditCommand.self, RuleShowCommand.self, List.self, RenameCommand.self, DisableCommand.self,
      EnableCommand.self, Remove.self, Check.self, BacktestCommand.self, DrillCommand.self,
      AcknowledgeCommand.self, ResolveCommand.self, HeartbeatCommand.self, ExportCommand.self,
      ImportCommand.self, LanguageCommand.self,
    ]
  )

  /// `alert add NAME when CONDITION`.
  struct Add: DeskCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add a rule, or replace the one of that name after showing the difference.",
      discussion: "Nothing is saved until it is valid. undo takes it back."
    )

    @Argument("The rule's name: letters, digits, hyphens.")
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
      let change = RuleChange(desk: desk, store: try desk.store())
      if let stored = try change.stored(name) { return try change.replace(stored, by: rule) }
      try change.add(name, rule)
    }
  }

  /// `alert list`.
  struct List: DeskCommand {
    static let configuration = CommandConfiguration(abstract: "List rules.")

    @Option("How rows are written: table, json, jsonl or csv.")
    var format = ListingFormat.table

    static let isPaged = true

    func run(at desk: Desk) async throws {
      let rules = try desk.store().alerts.rules()
      let listing = Listing(columns: Self.columns, rows: rules.map(Self.row))
      try listing.print(
        format,
        at: desk,
        empty: "No rule is set. Try: alert add NAME when severity at least 4 notify WEBHOOK",
        count: RowCount(all: "rule")
      )
      for (rule, error) in try RuleBook(rules, names: desk.names()).broken {
        let report = ConditionReport(error: error, text: rule.text)
        desk.errors.print(
          paragraph: "warning: \(rule.name) sees nothing, its text is no rule any more: \(report.words)"
        )
        desk.errors.print(report.details)
      }
    }

    private static let columns = [
      ListingColumn("name", "name"), ListingColumn("fired", "fired", .trailing),
      ListingColumn("state", "state", givesWayFirst: true),
      ListingColumn("notify", "notify"), ListingColumn("when", "when", isFlexible: true),
      ListingColumn(forPrograms: "created"),
    ]

    private static func row(_ rule: StoredRule) -> [Cell] {
      [
        .text(rule.name), .count(rule.firingCount), .text(rule.isDisabled ? "disabled" : "watches"),
        .text(rule.endpoints.joined(separator: ", ")), .text(rule.text), .time(rule.createdAt),
      ]
    }
  }

  /// `alert remove NAME`.
  struct Remove: DeskCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove a rule; its firings stay, and undo brings it back with all that it remembers."
    )

    @Argument("The rule's name.")
    var name: String

    static func takes(after words: [String]) -> [Completing] { [.rules] }

    func run(at desk: Desk) async throws {
      let note = UndoNote("alert remove \(name)", at: try desk.stamp())
      let store = try desk.store()
      let book = try desk.books.current(in: store, silencesEndingAfter: .distantFuture).book
      try store.removeRule(named: name, remembering: note)
      desk.output.print("\(name) is removed; what it fired stays in alerts")
      let freed = book.entries.filter { $0.text.unless?.rule.lowercased() == name.lowercased() }
      guard !freed.isEmpty else { return }
      let names = freed.map(\.stored.name).joined(separator: ", ")
      desk.errors.print(
        paragraph: SafeText(
          "note: \(names) \(freed.count == 1 ? "names" : "name") it behind unless: nothing holds that back any more"
        )
      )
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
  /// The columns of a clause's name and the blanks behind it.
  private static let headColumns = 8

  let rule: RuleText

  /// A clause a line, wrapped behind its name.
  func print(to printer: Printer) {
    for line in lines {
      printer.print(
        paragraph: SafeText(String(line.plain.dropFirst(Self.headColumns))),
        indent: SafeText(String(line.plain.prefix(Self.headColumns))),
        hanging: SafeText("").padded(to: Self.headColumns)
      )
    }
  }

  private var lines: [SafeText] {
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
