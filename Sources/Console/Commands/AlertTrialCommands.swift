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

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit needs at least 1.") }
  }

  @Argument("A rule's name, and over with a duration.", valueName: "name over 90d")
  var words: [String] = []

  @OptionGroup var rule: RuleArgument

  @Option("A rule to compare with.", valueName: "name")
  var against: String?

  @Option("How many alerts are shown at most, the newest first (default: 40).", valueName: "n")
  var limit = Self.shownMax

  static func takes(after words: [String]) -> [Completing] { [.rules, .words(["over", "when"])] }
  static func takes(behind option: String) -> [Completing] { option == "--against" ? [.rules] : [] }

  static let isPaged = true

  func run(at desk: Desk) async throws {
    let request = try TrialRequest(words)
    let trial = try RuleTrial(at: desk, over: request.seconds)
    let (name, rule) = try wanted(request, trial, desk)
    let result = try trial.run(rule, named: name)
    if let against {
      let other = try trial.stored(against)
      let others = try trial.run(other, named: against)
      TrialScreen.printDifference((name, result), (against, others), desk.times, to: desk.output)
    } else {
      desk.output.print(
        paragraph: "\(name): \(TrialScreen.summary(result, over: request.seconds))",
        hanging: "  "
      )
      for alert in result.alerts.reversed().prefix(limit) {
        TrialScreen.print(alert, desk.times, to: desk.output)
      }
      let all = result.alerts.count
      if all > limit {
        let words = request.name ?? "over \(TimeText.words(seconds: request.seconds))"
        let condition = request.name == nil ? " when …" : " over \(TimeText.words(seconds: request.seconds))"
        desk.output.print(
          SafeText("\(limit) of \(all) alerts: alert backtest --limit \(all) \(words)\(condition) shows all")
            .styled(.dim)
        )
      }
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
  /// Ten years.
  private static let secondsMax = 3_653 * 86_400

  var name: String?
  var seconds = RuleTrial.standardSeconds

  init(_ words: [String]) throws {
    var words = words
    if let written = TimePhrase.take("over", from: &words) {
      guard let seconds = TimeText.seconds(written, atMost: Self.secondsMax) else {
        let isLong = TimeText.seconds(written, atMost: .max / 2) != nil
        throw CommandFailure(
          message: isLong
            ? "\(written) is too long: at most \(Self.secondsMax / 86_400)d are replayed"
            : "“\(written)” is no duration: write over 90d",
          exitStatus: .usage
        )
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
    if let entry = book.entry(named: name) { return entry.text }
    // A disabled rule may be tried as any other.
    let all = RuleBook(try store.alerts.ruleTexts(), names: reading.names)
    guard let entry = all.entry(named: name) else { throw StorageError.conflict(.noSuchRule(name)) }
    return entry.text
  }

  /// Refuses an `unless` that names nobody, or the rule itself.
  func checkNeighbours(of rule: RuleText, named name: String) throws {
    try RuleAdmission(store: store, book: book).check(rule, named: name)
  }

  func run(_ rule: RuleText, named name: String) throws -> BacktestResult {
    try run(rule, named: name, after: start, through: now)
  }

  /// The same on the newest articles, whenever they came.
  ///
  /// - Returns: what would have come of them, and how many there are.
  func run(
    _ rule: RuleText,
    named name: String,
    onNewest count: Int
  ) throws -> (result: BacktestResult, articles: Int) {
    var query = ArticleQuery()
    query.limit = count
    let newest = try store.articles.lines(query).map(\.arrivedAt)
    guard let first = newest.last, let last = newest.first else { return (BacktestResult(), 0) }
    let result = try run(rule, named: name, after: first.addingTimeInterval(-1), through: max(last, now))
    return (result, result.articleCount)
  }

  private func run(
    _ rule: RuleText,
    named name: String,
    after start: Date,
    through end: Date
  ) throws -> BacktestResult {
    let entry = RuleBook.Entry(
      stored: StoredRule(trial: name, text: rule.withoutEndpoints.description, at: now),
      text: rule
    )
    return try Backtest(store: store, actors: reading.actors).run(
      RuleBook.only([entry], within: book),
      watched: [entry.stored.number],
      silences: reading.silences,
      after: start,
      through: end
    )
  }
}

/// How the result of a replay looks.
enum TrialScreen {
  static func summary(_ result: BacktestResult, over seconds: Int) -> SafeText {
    "in the last \(TimeText.words(seconds: seconds)) (\(counted(result.articleCount, "article"))) \(outcome(result))"
  }

  /// What came of it, in the same words wherever a rule is tried.
  private static func outcome(_ result: BacktestResult) -> String {
    let (fired, updated) = (result.count(.fired), result.count(.updated))
    let news = updated == 0 ? "" : ", with news \(counted(updated, "time"))"
    return
      "it would have fired \(counted(fired, "time"))\(news), and held back \(counted(result.heldCount, "report"))"
  }

  static func print(_ alert: BacktestAlert, _ times: TimeWording, to printer: Printer) {
    let place = [alert.article?.description, alert.title].compactMap { $0 }.joined(separator: "  ")
    let severity = Cell.severity(alert.severity).plain
    printer.print(
      paragraph: "\(place)\(place.isEmpty ? "" : ": ")\(alert.reason)",
      indent: "  \(times.absolute(alert.at))  \(alert.change.rawValue)  \(severity)  ",
      hanging: "      "
    )
  }

  /// What a rule would have made of articles: how many it would have matched, fired for and held back, and the newest by name.
  /// `hint` says how all of so many reports are shown.
  static func printReports(
    _ result: BacktestResult,
    of count: Int,
    limit: Int,
    to printer: Printer,
    hint: (Int) -> String
  ) {
    let matching = Set(result.reports.map(\.article)).count
    printer.print(
      paragraph:
        "the condition holds in \(matching) of the newest \(counted(count, "article")): \(outcome(result))",
      hanging: "  "
    )
    for report in result.reports.reversed().prefix(limit) {
      let events =
        report.events.isEmpty ? "" : " (\(report.events.map(\.description).joined(separator: ", ")))"
      printer.print(
        paragraph: "\(report.title ?? "(no title)")\(events): \(report.outcome.rawValue): \(report.reason)",
        indent: "  \(report.article, style: .cyan)  ",
        hanging: "      "
      )
    }
    let rest = result.reports.count - limit
    if rest > 0 {
      printer.print(
        SafeText("\(limit) of \(result.reports.count) reports: \(hint(result.reports.count))").styled(.dim)
      )
    }
  }

  /// Alerts of one rule that the other would not have sent for the same article.
  static func printDifference(
    _ left: (name: String, result: BacktestResult),
    _ right: (name: String, result: BacktestResult),
    _ times: TimeWording,
    to printer: Printer
  ) {
    let (mine, theirs) = (only(left.result, not: right.result), only(right.result, not: left.result))
    let common = left.result.alerts.count - mine.count
    printer.print("both \(common), only \(left.name) \(mine.count), only \(right.name) \(theirs.count)")
    for (name, alerts) in [(left.name, mine), (right.name, theirs)] where !alerts.isEmpty {
      printer.print("only \(name)")
      for alert in alerts { print(alert, times, to: printer) }
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
