internal import ArgumentParser
internal import EventCodes
internal import Model
internal import Pipeline
internal import Storage
internal import Terminal

/// `chain`: acts and answers.
struct ChainCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "chain",
    abstract:
      "Show what an event answers and what answers it: in retaliation for, in response to, days after.",
    discussion: "An article ties its own acts by its words; the same act told elsewhere carries the chain on."
  )

  @Argument("The event, such as e5.", valueName: "id")
  var id: RecordID

  @Option("How links are written: table, json, jsonl or csv.")
  var format = ListingFormat.table

  func validate() throws { try id.validate(.event) }

  static func takes(after words: [String]) -> [Completing] { [.events] }

  static let isPaged = true

  func run(at desk: Desk) async throws {
    let store = try desk.store()
    let chain = try ChainReader(store: store).chain(of: store.existingEvent(id))
    if format == .table {
      let marks = try store.verdicts(on: chain.events.map(\.id))
      return ChainScreen(chain: chain, start: id, marks: marks).print(to: desk.output)
    }
    let rows: [[Cell]] = chain.links.map { link in
      [
        .text(link.cause.description), .text(link.answer.description), .text(link.cue),
        .text(link.article.description),
      ]
    }
    let columns = [
      ListingColumn("cause", "act"), ListingColumn("answer", "answer"), ListingColumn("cue", "words"),
      ListingColumn("article", "article"),
    ]
    try Listing(columns: columns, rows: rows).print(format, at: desk, empty: "", count: nil)
  }
}

/// How a chain looks.
struct ChainScreen {
  let chain: ActChain
  let start: RecordID
  /// What analysts say of its events.
  var marks: [RecordID: MarkVerdict] = [:]

  /// The acts in time; below each what it answers, and who else tells it.
  func print(to printer: Printer) {
    for stored in chain.events {
      let event = stored.event
      let mark: SafeText = stored.id == start ? "▸ " : "  "
      printer.print(
        paragraph: SafeText(
          "\(event.date?.description ?? "undated")  \(event.words) “\(event.trigger)” (\(stored.articleID))"
        ),
        indent: "\(mark)\(stored.id, style: .cyan)  ",
        hanging: "      "
      )
      if let mark = marks[stored.id] { printer.print(paragraph: "marked \(mark.words)", indent: "      ") }
      for link in chain.links where link.answer == stored.id {
        printer.print("      answers \(link.cause): “\(link.cue)” (\(link.article))")
      }
      if let retold = chain.retold[stored.id] {
        printer.print(
          paragraph: SafeText("also told as \(retold.map(\.description).joined(separator: ", "))"),
          indent: "      "
        )
      }
    }
    if chain.links.isEmpty { printer.print("No text ties it to another act.") }
  }
}
