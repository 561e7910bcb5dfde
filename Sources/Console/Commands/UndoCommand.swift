internal import ArgumentParser
internal import Pipeline
internal import Storage
internal import Terminal

/// `undo`: the last change taken back.
struct UndoCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract:
      "Take the last change of yours back; again for the one before it.",
    discussion: """
      Rules, marks, silences, sets, stories, webhooks, watches, acknowledged alerts, the heartbeat and the digest's schedule. What \
      was sent is sent, and what was read stays read; delete and alert resolve cannot be taken back, and undo says so. The \
      last hundred changes of each analyst are kept. What another one has changed since is left alone.
      """
  )

  @Option("Take back the last change of this analyst, as audit names them.", valueName: "name")
  var who: String?

  @Flag("Leave the last change as it is, and take back the one before it that stands by itself.")
  var skip = false

  func validate() throws {
    if who?.isEmpty == true { throw ValidationError("--who needs a name, as audit lists them.") }
  }

  func run(at desk: Desk) async throws {
    let undo = Undo(store: try desk.store())
    let analyst = Analyst.current?.name
    let whose = who ?? analyst
    let skipped = skip ? try undo.kept(of: whose) : nil
    guard let step = try undo.last(of: whose, before: skipped, at: try desk.stamp()) else {
      return desk.output.print(paragraph: SafeText(try nothing(before: skipped, undo, at: desk)))
    }
    let of = step.who.flatMap { $0 == analyst ? nil : " of \($0)" } ?? ""
    if case .final(let reason) = step.change {
      throw CommandFailure(
        message:
          "\(step.what)\(of) cannot be taken back: \(reason); undo again takes back what was done before it"
      )
    }
    desk.output.print("taken back: \(step.what)\(of) (\(desk.times.words(step.madeAt)))")
    try await desk.evaluate()
  }

  /// What others did may still be taken back, by whoever means to.
  private func nothing(before skipped: UndoStep?, _ undo: Undo, at desk: Desk) throws -> String {
    if let skipped { return "nothing that can be taken back stands before \(skipped.what)" }
    guard let step = try undo.kept(of: nil), let other = step.who else {
      return "there is nothing to take back"
    }
    let whose = who.map { "\($0) has" } ?? "you have"
    let ending: String
    if case .final = step.change {
      ending = "it cannot be taken back"
    } else {
      ending = "undo --who \(REPLLine.quoted(other)) takes it back"
    }
    return """
      \(whose) changed nothing that can be taken back; the last change is of \(other), \(desk.times.words(step.madeAt)): \
      \(step.what); \(ending)
      """
  }
}
