internal import Alerting
internal import ArgumentParser
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage
internal import Terminal

/// `alert backtest NAME over 90d`, `alert backtest over 90d when CONDITION`.
struct BacktestCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: "Replay the stored past to a rule or a condition: what would have fired, when, and why.",
    discussion: """
      alert backtest NAME over 90d, or alert backtest over 90d when CONDITION. Articles are replayed as they arrived, by \
      the code that runs live. --against NAME shows only what differs from another rule.
      """
  )

  private static let shownMax = 40

  @Argument(help: ArgumentHelp("A rule's name, and over with a duration.", valueName: "name over 90d"))
  var words: [String] = []

  @OptionGroup var rule: RuleArgument

  @Option(help: ArgumentHelp("A rule to compare with.", valueName: "name"))
  var against: String?

  static func takes(after words: [String]) -> [Completing] { [.rules, .words(["over", "when"])] }

  func run(at desk: Desk) async throws {
    let request = try TrialRequest(words)
    let trial = try RuleTrial(at: desk, over: request.seconds)
    let (name, rule) = try wanted(request, trial, desk)
    let result = try trial.run(rule, named: name)
    if let against {
      let other = try trial.stored(against)
      let others = try trial.run(other, named: against)
      TrialScreen.printDifference((name, result), (against, others), to: desk.output)
    } else {
      desk.output.print("\(name): \(TrialScreen.summary(result, over: request.seconds))")
      for alert in result.alerts.prefix(Self.shownMax) { desk.output.print(TrialScreen.line(alert)) }
      let more = result.alerts.count - Self.shownMax
      if more > 0 { desk.output.print("  … and \(more) more") }
    }
  }

  private func wanted(
    _ request: TrialRequest,
    _ trial: RuleTrial,
    _ desk: Desk
  ) throws -> (name: String, rule: RuleText) {
    if let rule = try rule.rule(names: desk.names()) { return ("the condition", rule) }
    guard let name = request.name else {
      throw CommandFailure(
        message: "name a rule, or write: alert backtest over 90d when …",
        exitStatus: .usage
      )
    }
    return (name, try trial.stored(name))
  }
}

/// The words before the condition of a backtest: a name, and how far back.
struct TrialRequest {
  var name: String?
  var seconds = RuleTrial.standardSeconds

  init(_ words: [String]) throws {
    var words = words
    if let written = TimePhrase.take("over", from: &words) {
      guard let seconds = TimeText.seconds(written) else {
        throw CommandFailure(message: "“\(written)” is no duration: write over 90d", exitStatus: .usage)
      }
      self.seconds = seconds
    }
    guard words.count <= 1 else {
      throw CommandFailure(message: "“\(words[1])” cannot stand here: write over 90d", exitStatus: .usage)
    }
    name = words.first
  }
}

/// A rule tried on the stored past.
struct RuleTrial {
  /// 90 days.
  static let standardSeconds = 90 * 86_400

  private let store: Store
  private let now: Date
  private let start: Date
  private let reading: RuleReading

  private var book: RuleBook { reading.book }

  /// A trial on so many seconds up to now.
  init(at desk: Desk, over seconds: Int) throws {
    store = try desk.store()
    now = desk.now
    start = now.addingTimeInterval(-Double(seconds))
    reading = try desk.books.current(in: store, silencesEndingAfter: start)
  }

  /// The text of a stored rule.
  func stored(_ name: String) throws -> RuleText {
    guard let entry = book.entry(named: name) else { throw StorageError.conflict(.noSuchRule(name)) }
    return entry.text
  }

  /// Refuses an `unless` that names nobody, or the rule itself.
  func checkNeighbours(of rule: RuleText, named name: String) throws {
    try RuleAdmission(store: store, book: book).check(rule, named: name)
  }

  func run(_ rule: RuleText, named name: String) throws -> BacktestResult {
    let entry = RuleBook.Entry(
      stored: StoredRule(trial: name, text: rule.withoutEndpoints.description, at: now),
      text: rule
    )
    return try Backtest(store: store, actors: reading.actors).run(
      RuleBook.only([entry], within: book),
      watched: [entry.stored.number],
      silences: reading.silences,
      after: start,
      through: now
    )
  }
}

/// How the result of a replay looks.
enum TrialScreen {
  static func summary(_ result: BacktestResult, over seconds: Int) -> SafeText {
    let (fired, updated) = (result.count(.fired), result.count(.updated))
    let held = result.held.values.reduce(0, +)
    let news = updated == 0 ? "" : ", with news \(counted(updated, "time"))"
    return
      "in the last \(TimeText.words(seconds: seconds)) (\(counted(result.articleCount, "article"))) it would have fired \(counted(fired, "time"))\(news), and held back \(counted(held, "report"))"
  }

  static func line(_ alert: BacktestAlert) -> SafeText {
    let place = [alert.article?.description, alert.title].compactMap { $0 }.joined(separator: "  ")
    let severity = Cell.severity(alert.severity).shown
    let at = alert.at.formatted(.iso8601)
    return
      "  \(at)  \(alert.change.rawValue)  \(severity)  \(place)\(place.isEmpty ? "" : ": ")\(alert.reason)"
  }

  /// Alerts of one rule that the other would not have sent for the same article.
  static func printDifference(
    _ left: (name: String, result: BacktestResult),
    _ right: (name: String, result: BacktestResult),
    to printer: Printer
  ) {
    let (mine, theirs) = (only(left.result, not: right.result), only(right.result, not: left.result))
    let common = left.result.alerts.count - mine.count
    printer.print("both \(common), only \(left.name) \(mine.count), only \(right.name) \(theirs.count)")
    for (name, alerts) in [(left.name, mine), (right.name, theirs)] where !alerts.isEmpty {
      printer.print("only \(name)")
      for alert in alerts { printer.print(line(alert)) }
    }
  }

  private static func only(_ result: BacktestResult, not other: BacktestResult) -> [BacktestAlert] {
    let keys = Set(other.alerts.map(key))
    return result.alerts.filter { !keys.contains(key($0)) }
  }

  private static func key(_ alert: BacktestAlert) -> [String] {
    [alert.change.rawValue, alert.article?.description ?? "", alert.thread]
  }

  private static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}
