internal import Alerting
internal import ArgumentParser
internal import Pipeline
internal import Storage
internal import Terminal

/// `define`: sets of actors.
struct DefineCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "define",
    abstract: "Define a set of actors for conditions: define rivals is Russia, China.",
    discussion: "define alone lists the sets; define --forget NAME forgets one that no rule names."
  )

  @Argument("NAME is MEMBER[, MEMBER…]", valueName: "name is members")
  var words: [String] = []

  @Option("Forget this set.", valueName: "name")
  var forget: String?

  static func takes(after words: [String]) -> [Completing] {
    words.count == 1 ? [.words(["is"])] : words.isEmpty ? [] : [.actors]
  }

  func run(at desk: Desk) async throws {
    let store = try desk.store()
    if let forget { return try drop(forget, store, at: desk) }
    guard !words.isEmpty else { return try list(store, at: desk) }
    var definition = try DefinitionText(words.joined(separator: " "))
    let names = try desk.names()
    // As everywhere, who holds an office stands for the state, and a name in another language for its country.
    definition.members = definition.members.map { member in
      guard let note = names.note(member), let actor = names.canonical(member) else { return member }
      desk.errors.print(paragraph: "note: \(note)")
      return actor
    }
    try Definitions(store: store).add(
      StoredDefinition(name: definition.name, members: definition.members),
      remembering: UndoNote("define \(definition.name)", at: try desk.stamp())
    )
    desk.output.print("\(definition.name) is \(definition.members.joined(separator: ", "))")
  }

  private func list(_ store: Store, at desk: Desk) throws {
    let definitions = try store.alerts.definitions()
    if definitions.isEmpty {
      desk.output.print("No set is defined. Try: define rivals is Russia, China")
    }
    for definition in definitions {
      desk.output.print("\(definition.name) is \(definition.members.joined(separator: ", "))")
    }
  }

  private func drop(_ name: String, _ store: Store, at desk: Desk) throws {
    let note = UndoNote("define --forget \(name)", at: try desk.stamp())
    try Definitions(store: store).forget(name, remembering: note)
    desk.output.print("\(name) is forgotten")
  }
}
