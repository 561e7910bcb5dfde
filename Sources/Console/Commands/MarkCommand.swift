internal import ArgumentParser
internal import Foundation
internal import Model
internal import Storage
internal import Terminal

/// `mark e5 wrong NOTE`.
struct MarkCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "mark",
    abstract: "Keep a verdict on a coded event: mark e5 wrong NOTE, mark e5 right. mark alone lists them.",
    discussion: "mark --format jsonl writes all verdicts with their events, to be kept or sent."
  )

  @Argument(help: ArgumentHelp("An event, right or wrong, and a note.", valueName: "id right|wrong note"))
  var words: [String] = []

  @OptionGroup var listing: ListingOptions

  func run(at desk: Desk) async throws {
    let store = try desk.store()
    guard !words.isEmpty else { return try list(store, at: desk) }
    guard let id = RecordID(words[0]), id.kind == .event, words.count > 1,
      ["right", "wrong"].contains(words[1])
    else {
      throw CommandFailure(message: "write: mark e5 wrong NOTE, or mark e5 right", exitStatus: .usage)
    }
    _ = try store.existingEvent(id)
    let note = words.dropFirst(2).joined(separator: " ")
    try store.mark(id.number, isRight: words[1] == "right", note: note, at: desk.now)
    desk.output.print("\(id) is marked \(words[1])\(note.isEmpty ? "" : ": \(note)")")
  }

  private func list(_ store: Store, at desk: Desk) throws {
    let rows: [[Cell]] = try store.eventMarks(limit: listing.limit).map { mark in
      let event = mark.event.event
      return [
        .text(mark.event.id.description), .text(mark.isRight ? "right" : "wrong"), .text(mark.note),
        .side(event.actor), .text(event.code.rawValue), .act(event.code), .side(event.target),
        .text(event.status.rawValue), .text(event.sentence), .text(mark.markedAt.formatted(.iso8601)),
      ]
    }
    let columns = [
      ListingColumn("event", "event"), ListingColumn("verdict", "verdict"),
      ListingColumn("note", "note", isFlexible: true), ListingColumn("actor", "actor"),
      ListingColumn(forPrograms: "code"), ListingColumn("action", "act", isFlexible: true),
      ListingColumn("target", "target"), ListingColumn(forPrograms: "status"),
      ListingColumn("sentence", "sentence", isFlexible: true), ListingColumn(forPrograms: "marked"),
    ]
    try Listing(columns: columns, rows: rows)
      .print(listing.format, to: desk.output, empty: "No event is marked. Try: mark e5 wrong NOTE")
  }
}
