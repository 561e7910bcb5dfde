internal import Alerting
internal import ArgumentParser
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage
internal import Terminal

/// `alert acknowledge f9 NOTE`.
struct AcknowledgeCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "acknowledge",
    abstract: "Note that somebody has seen an alert: it repeats no more.",
    aliases: ["ack"]
  )

  @Argument("The firing, such as f9.", valueName: "id")
  var id: RecordID

  @Argument("What to note of it.", valueName: "note")
  var note: [String] = []

  static func takes(after words: [String]) -> [Completing] { [.openFirings] }

  func run(at desk: Desk) async throws {
    let note = note.joined(separator: " ")
    let (isTaken, said) = try AnalystActions(store: desk.store()).acknowledge(
      try id.firing(),
      FiringNote(at: try desk.stamp(), note: note),
      remembering: "alert acknowledge \(id)"
    )
    let before = said.map { said in
      let who = said.who.map { " by \($0)" } ?? ""
      return "\(desk.times.words(said.at))\(who)\(said.note.isEmpty ? "" : ": \(said.note)")"
    }
    if let before, !isTaken { return desk.output.print("\(id) is acknowledged already, \(before)") }
    desk.output.print("\(id) is acknowledged\(note.isEmpty ? "" : ": \(note)")")
    if let before { desk.output.print("  in the place of what was said \(before)") }
  }
}

/// `alert resolve f9 [NOTE]`.
struct ResolveCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve",
    abstract: "End an alert; its webhooks are told so."
  )

  @Argument("The firing, such as f9.", valueName: "id")
  var id: RecordID

  @Argument("What to note of it.", valueName: "note")
  var note: [String] = []

  static func takes(after words: [String]) -> [Completing] { [.openFirings] }

  func run(at desk: Desk) async throws {
    let note = note.joined(separator: " ")
    let actions = AnalystActions(store: try desk.store())
    let told = try actions.resolve(
      try id.firing(),
      note: note,
      at: try desk.stamp(),
      due: Date(),
      remembering: "alert resolve \(id)"
    )
    desk.output.print("\(id) is resolved\(note.isEmpty ? "" : ": \(note)")")
    if !told.isEmpty { try await desk.deliver() }
  }
}

/// `alert test NAME`.
struct DrillCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Send a drill, marked as one, to every webhook that a rule notifies."
  )

  @Argument("The rule's name.")
  var name: String

  static func takes(after words: [String]) -> [Completing] { [.rules] }

  func run(at desk: Desk) async throws {
    let drill = Drill(store: try desk.store())
    let sent = try drill.send(rule: name, at: desk.now, due: Date())
    guard !sent.isEmpty else {
      return desk.output.print("\(name) notifies nobody: there is nobody to send a drill to")
    }
    desk.output.print("a drill of \(name) goes out: \(sent.map(\.description).joined(separator: ", "))")
    try await desk.deliver()
    for id in sent {
      if let history = try desk.store().outbox.delivery(id.number) {
        desk.output.print(DeliveryScreen.line(history.delivery))
      }
    }
  }
}

/// `alert heartbeat every 1d notify ops`, `alert heartbeat off`, `alert heartbeat`.
struct HeartbeatCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "heartbeat",
    abstract: "Send a sign of life at times, so that silence is peace and not a dead desk.",
    discussion: """
      alert heartbeat every 1d notify ops[, desk]; alert heartbeat off ends it; alone it shows what is set. It is sent \
      while a session is open or at the next command.
      """
  )

  @Argument("every DURATION notify WEBHOOK, or off.", valueName: "every 1d notify ops")
  var words: [String] = []

  static func takes(after words: [String]) -> [Completing] {
    words.isEmpty ? [.words(["every", "off"])] : [.words(["notify"]), .webhooks]
  }

  func run(at desk: Desk) async throws {
    let store = try desk.store()
    guard !words.isEmpty else { return try show(store, at: desk) }
    if words == ["off"] {
      let note = UndoNote("alert heartbeat off", at: try desk.stamp())
      try store.setHeartbeat(nil, remembering: note)
      return desk.output.print("no sign of life is sent")
    }
    let wish = try HeartbeatText(words.joined(separator: " "))
    let now = try desk.stamp()
    try store.setHeartbeat(
      Heartbeat(everySeconds: wish.everySeconds, endpoints: wish.endpoints, nextAt: now),
      remembering: UndoNote("alert heartbeat \(words.joined(separator: " "))", at: now)
    )
    desk.output.print("a sign of life goes to \(wish.endpoints.joined(separator: ", ")) every \(wish.every)")
    try await desk.evaluate()
  }

  private func show(_ store: Store, at desk: Desk) throws {
    guard let heartbeat = try store.alerts.heartbeat() else {
      return desk.output.print("no sign of life is sent")
    }
    let every = TimeText.words(seconds: heartbeat.everySeconds)
    desk.output.print(
      "every \(every) to \(heartbeat.endpoints.joined(separator: ", ")); next \(desk.times.words(heartbeat.nextAt))"
    )
  }
}

/// `alert language`.
struct LanguageCommand: DeskCommand {
  static let isOfTheStore = false
  static let configuration = CommandConfiguration(
    commandName: "language",
    abstract:
      "Show the fields, functions and clauses that conditions know, with examples; of one topic or of all.",
    discussion:
      "alert language event, article, story, past, clauses, examples; or a field, such as alert language dyad.",
    aliases: ["manual"]
  )

  @Argument("A topic, or a field.", valueName: "topic")
  var topic: [String] = []

  static func takes(after words: [String]) -> [Completing] {
    words.isEmpty ? [.words(LanguageScreen.Topic.allCases.map(\.rawValue))] : []
  }

  static let isPaged = true

  func run(at desk: Desk) async throws {
    guard !topic.isEmpty else { return LanguageScreen().print(to: desk.output) }
    let word = topic.joined(separator: " ").lowercased()
    guard LanguageScreen().print(word, to: desk.output) else {
      let known = LanguageScreen.words
      let hint = Suggestion.nearest(to: word, among: known).map { "did you mean \($0)?" }
      let topics = LanguageScreen.Topic.allCases.map(\.rawValue).joined(separator: ", ")
      throw CommandFailure(
        message: "the language knows no “\(word)”; \(hint ?? "topics are \(topics)")",
        exitStatus: .usage
      )
    }
  }
}
