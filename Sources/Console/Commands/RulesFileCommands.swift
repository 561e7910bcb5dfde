internal import Alerting
internal import ArgumentParser
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage
internal import Terminal

/// `alert export`.
struct ExportCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write sets, webhooks (without secrets), rules, silences and the heartbeat as a rules file."
  )

  func run(at desk: Desk) async throws {
    let file = try RulesExchange(store: desk.store()).export(now: desk.now)
    for line in file.description.split(separator: "\n") { desk.output.print(whole: SafeText(String(line))) }
  }
}

/// `alert import FILE`.
struct ImportCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Show what a rules file would add; with --save add it.",
    discussion: """
      What is there already stays as it is. Webhooks come paused, with a new signing secret and without a network that \
      they may reach: webhook resume lets them go on.
      """
  )

  @Argument("The rules file, or - for standard input.", valueName: "file")
  var file: String

  @Flag("Add it.")
  var save = false

  static func takes(after words: [String]) -> [Completing] { [.files] }

  func run(at desk: Desk) async throws {
    let bytes = try SourceArgument.bytes(file, at: desk)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CommandFailure(message: "\(file) is not UTF-8", exitStatus: .usage)
    }
    let exchange = RulesExchange(store: try desk.store())
    let plan = try exchange.plan(try rules(in: text, at: desk.now))
    for line in plan.lines { desk.output.print("  \(line)") }
    guard save else {
      return desk.output.print(
        plan.isEmpty ? "nothing would be added" : "nothing is saved yet: alert import \(file) --save adds it"
      )
    }
    try exchange.carryOut(plan, at: try desk.stamp())
    desk.output.print(plan.isEmpty ? "nothing was to be added" : "all of it is added")
  }

  private func rules(in text: String, at now: Date) throws -> RulesFile {
    do throws(RulesFileError) {
      return try RulesFile(text, now: now)
    } catch {
      throw CommandFailure(message: "\(file): \(Wording.words(error))", exitStatus: .usage)
    }
  }
}
