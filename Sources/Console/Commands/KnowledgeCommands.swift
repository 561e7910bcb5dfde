internal import Alerting
internal import ArgumentParser
internal import EventCodes
internal import Model
internal import Pipeline
internal import Storage
internal import Terminal

/// `codes`: the acts that there are.
struct CodesCommand: DeskCommand {
  static let isOfTheStore = false
  static let configuration = CommandConfiguration(
    commandName: "codes",
    abstract: "List the CAMEO codes of acts in words: all, below one (codes 16), or by words (codes expel).",
    discussion: "A shorter code holds for all codes below it. category names the PLOVER category."
  )

  @Argument("The beginning of codes, a category, or words.", valueName: "words")
  var words: [String] = []

  @Option("How rows are written: table, json, jsonl or csv.")
  var format = ListingFormat.table

  static func takes(after words: [String]) -> [Completing] { words.isEmpty ? [.codes] : [] }

  static let isPaged = true

  func run(at desk: Desk) async throws {
    let wanted = words.joined(separator: " ").lowercased()
    let entries = Codebook.standard.entries.filter { Self.fits($0, wanted) }
    try Listing(columns: Self.columns, rows: entries.map(Self.row))
      .print(
        format,
        at: desk,
        empty: "No code is of that kind. Try: codes 16, codes sanction, codes expel",
        count: RowCount(all: "code")
      )
  }

  private static func fits(_ entry: CodeEntry, _ wanted: String) -> Bool {
    if wanted.isEmpty || entry.code.rawValue.hasPrefix(wanted) { return true }
    if entry.category?.rawValue.lowercased() == wanted { return true }
    return wanted.count >= 3 && "\(entry.phrase) \(entry.description)".lowercased().contains(wanted)
  }

  private static let columns = [
    ListingColumn("code", "code"), ListingColumn("action", "act", isFlexible: true),
    ListingColumn("category", "category", givesWayFirst: true),
    ListingColumn("goldstein", "Goldstein", .trailing),
    ListingColumn("severity", "severity", .trailing),
  ]

  private static func row(_ entry: CodeEntry) -> [Cell] {
    [
      .text(entry.code.rawValue), .text(entry.phrase), .text(entry.category?.rawValue.lowercased()),
      .number(entry.goldstein), .number(entry.baseSeverity),
    ]
  }
}

/// `actors NAME`: whom a name means.
struct ActorsCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "actors",
    abstract:
      "Tell whom a name means: a state, an organisation, a group, who holds an office, a set of one's own.",
    discussion: "actors Putin, actors NATO, actors Россия. Of what has members they are listed."
  )

  @Argument("A name, or the beginning of one.", valueName: "name")
  var words: [String]

  static func takes(after words: [String]) -> [Completing] { words.isEmpty ? [.actors] : [] }

  static let isPaged = true

  func run(at desk: Desk) async throws {
    let name = words.joined(separator: " ")
    let names = try desk.names()
    guard let actor = names.canonical(name) else {
      let near = names.suggestions(name)
      guard !near.isEmpty else {
        throw CommandFailure(
          message: "nobody is known as “\(name)”, and no name is near it\(ActorArgument.scriptHint(name))",
          exitStatus: .failed
        )
      }
      desk.output.print("nobody is known as “\(name)”; there are")
      for other in near { desk.output.print("  \(other)") }
      throw CommandFailure(message: nil)
    }
    desk.output.print(SafeText(actor).styled(.bold))
    if let note = names.note(name) { desk.output.print("  \(note)") }
    let members = names.members(actor).sorted()
    if !members.isEmpty {
      desk.output.print(
        paragraph: "\(StoryWording.count(members.count, "member")): \(members.joined(separator: ", "))",
        indent: "  ",
        hanging: "    "
      )
    }
    let known = REPLLine.quoted(actor)
    desk.output.print(
      paragraph: "timeline \(known), events --actor \(known), stories --actor \(known) show what it does",
      indent: "  ",
      hanging: "    "
    )
  }
}
