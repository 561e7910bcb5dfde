internal import Alerting
internal import ArgumentParser
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage
internal import Terminal

/// `alert edit NAME when CONDITION`, `alert edit NAME`.
struct EditCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Change a rule: alert edit NAME when CONDITION, or alone in the editor that EDITOR names.",
    discussion:
      "What it remembers of stories stays, so that what has been told is not told again. undo takes it back."
  )

  @Argument("The rule's name.")
  var name: String

  @OptionGroup var rule: RuleArgument

  static func takes(after words: [String]) -> [Completing] {
    words.isEmpty ? [.rules] : words.count == 1 ? [.words(["when"])] : []
  }

  func run(at desk: Desk) async throws {
    let change = RuleChange(desk: desk, store: try desk.store())
    let stored = try change.existing(name)
    if let rule = try rule.rule(names: desk.names()) { return try change.replace(stored, by: rule) }
    let notified = stored.endpoints.isEmpty ? "" : "\nnotify \(stored.endpoints.joined(separator: ", "))"
    let draft = RuleDraft(of: stored, environment: desk.settings.environment)
    let begun = draft.text ?? stored.text + notified + "\n"
    guard let text = try await desk.edited(begun, name: "\(stored.name).rule") else {
      throw CommandFailure(
        message: "there is no editor here (EDITOR), or no terminal; write: alert edit \(stored.name) when …",
        exitStatus: .usage
      )
    }
    let names = try desk.names()
    do {
      let rule = try ConditionReport.reading(RuleArgument.withoutComments(text)) {
        text throws(ConditionError) in
        try RuleText(text, names: names)
      }
      try change.replace(stored, by: rule)
      draft.drop()
    } catch {
      try draft.keep(text)
      desk.errors.print(
        paragraph: "note: what you wrote is kept: alert edit \(stored.name) goes on with it"
      )
      throw error
    }
  }
}

/// What was written for a rule in the editor and is no rule yet: kept until it is one.
struct RuleDraft {
  private let path: String

  /// Beside the history, under the state directory.
  init(of rule: StoredRule, environment: [String: String]) {
    path = StateFolder.path(environment) + "/\(rule.name).rule"
  }

  /// What is kept; nil for nothing.
  var text: String? { try? String(contentsOfFile: path, encoding: .utf8) }

  /// Keeps a text that its owner alone may read.
  ///
  /// - Throws: `CommandFailure` where it cannot be written.
  func keep(_ text: String) throws {
    let folder = (path as NSString).deletingLastPathComponent
    let owned: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
    try? FileManager.default.createDirectory(
      atPath: folder,
      withIntermediateDirectories: true,
      attributes: owned
    )
    let isKept = FileManager.default.createFile(
      atPath: path,
      contents: Data(text.utf8),
      attributes: [.posixPermissions: 0o600]
    )
    guard isKept else { throw CommandFailure(message: "\(path) cannot be written") }
  }

  /// Keeps nothing any more.
  func drop() { try? FileManager.default.removeItem(atPath: path) }
}

/// `alert show NAME`.
struct RuleShowCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a rule: what it says and means, whom it notifies, what it fired last."
  )

  /// Firings that are shown, the newest.
  private static let firingsMax = 5

  @Argument("The rule's name.")
  var name: String

  static func takes(after words: [String]) -> [Completing] { [.rules] }

  static let isPaged = true

  func run(at desk: Desk) async throws {
    let store = try desk.store()
    let change = RuleChange(desk: desk, store: store)
    let stored = try change.existing(name)
    let output = desk.output
    let state = stored.disabledAt.map { "disabled \(desk.times.words($0))" } ?? "watches"
    output.print(
      "\(SafeText(stored.name).styled([.bold, .cyan]))  \(state), added \(desk.times.words(stored.createdAt)), fired \(StoryWording.count(stored.firingCount, "time"))"
    )
    RuleScreen(rule: try change.text(of: stored)).print(to: output)
    var query = FiringQuery()
    query.rule = stored.name
    query.limit = Self.firingsMax
    for line in try store.alerts.firings(query) {
      output.print(paragraph: FiringNotice.line(line), indent: "  ", hanging: "    ")
    }
  }
}

/// `alert rename NAME OTHER`.
struct RenameCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename",
    abstract: "Give a rule another name; what it fired keeps the old one."
  )

  @Argument("The rule's name.")
  var name: String

  @Argument("Its new name.", valueName: "other")
  var other: String

  func validate() throws { try NameArgument.validate(other, of: "rule") }

  static func takes(after words: [String]) -> [Completing] { words.isEmpty ? [.rules] : [] }

  func run(at desk: Desk) async throws {
    let store = try desk.store()
    let stored = try RuleChange(desk: desk, store: store).existing(name)
    let names = try desk.names()
    let users = try RuleBook(store.alerts.ruleTexts(), names: names).entries.filter {
      $0.text.unless?.rule.lowercased() == stored.name.lowercased()
    }
    guard users.isEmpty else {
      throw CommandFailure(
        message:
          "\(stored.name) is named by \(users.map(\.stored.name).joined(separator: ", ")): alert edit them first"
      )
    }
    let note = UndoNote("alert rename \(stored.name) \(other)", at: try desk.stamp())
    try store.renameRule(named: stored.name, to: other, remembering: note)
    desk.output.print("\(stored.name) is \(other) now")
  }
}

/// `alert disable NAME`.
struct DisableCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "disable",
    abstract: "Let a rule see nothing until it is enabled again; it stays, with what it fired."
  )

  @Argument("The rule's name.")
  var name: String

  static func takes(after words: [String]) -> [Completing] { [.rules] }

  func run(at desk: Desk) async throws {
    let store = try desk.store()
    let stored = try RuleChange(desk: desk, store: store).existing(name)
    guard !stored.isDisabled else { return desk.output.print("\(stored.name) is disabled already") }
    let now = try desk.stamp()
    try store.setRule(
      named: stored.name,
      disabledAt: now,
      remembering: UndoNote("alert disable \(stored.name)", at: now)
    )
    desk.output.print("\(stored.name) sees nothing until: alert enable \(stored.name)")
  }
}

/// `alert enable NAME`.
struct EnableCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "enable",
    abstract: "Let a disabled rule see what comes again; what came meanwhile it has not seen."
  )

  @Argument("The rule's name.")
  var name: String

  static func takes(after words: [String]) -> [Completing] { [.rules] }

  func run(at desk: Desk) async throws {
    let store = try desk.store()
    let stored = try RuleChange(desk: desk, store: store).existing(name)
    guard stored.isDisabled else { return desk.output.print("\(stored.name) is enabled already") }
    let note = UndoNote("alert enable \(stored.name)", at: try desk.stamp())
    try store.setRule(named: stored.name, disabledAt: nil, remembering: note)
    desk.output.print("\(stored.name) watches again")
  }
}

extension AlertCommand {
  /// `alert check NAME` or `alert check when CONDITION`.
  struct Check: DeskCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say what a rule means and what it would have made of what is stored. Stores nothing."
    )

    /// The newest articles only: an answer is wanted at once.
    private static let articlesMax = 500
    private static let shownMax = 5

    @Argument("A rule's name.")
    var name: String?

    @OptionGroup var rule: RuleArgument

    @Option("How many articles are named at most (default: 5).", valueName: "n")
    var limit = Self.shownMax

    static func takes(after words: [String]) -> [Completing] { [.rules] }

    static let isPaged = true

    func run(at desk: Desk) async throws {
      let change = RuleChange(desk: desk, store: try desk.store())
      let (rule, known) = try wanted(change, at: desk)
      let title = known?.name ?? "the condition"
      let trial = try change.check(rule, named: title)
      RuleScreen(rule: rule).print(to: desk.output)
      for note in try KnownNames(store: desk.store()).notes(on: rule.condition) {
        desk.output.print(paragraph: SafeText(note), indent: "note    ", hanging: "        ")
      }
      let (result, count) = try trial.run(rule, named: title, onNewest: Self.articlesMax)
      TrialScreen.printReports(result, of: count, limit: max(limit, 1), to: desk.output) { all in
        // Behind when all is the condition's.
        known.map { "alert check \($0.name) --limit \(all) shows all" }
          ?? "alert check --limit \(all) when … shows all"
      }
    }

    private func wanted(_ change: RuleChange, at desk: Desk) throws -> (RuleText, StoredRule?) {
      if let rule = try rule.rule(names: desk.names()) { return (rule, nil) }
      guard let name else {
        throw CommandFailure(message: "name a rule, or write: alert check when …", exitStatus: .usage)
      }
      let stored = try change.existing(name)
      return (try change.text(of: stored), stored)
    }
  }
}
