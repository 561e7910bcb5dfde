internal import ArgumentParser
internal import EventCodes
internal import Exchange
internal import Foundation
internal import Model
internal import Storage
internal import Terminal

/// `mark e5 wrong NOTE`, `mark f3 right`.
struct MarkCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "mark",
    abstract:
      "Keep a verdict on a coded event or a firing: mark e5 wrong NOTE, mark f3 right. mark alone lists them.",
    discussion: """
      A later verdict takes the place of an earlier one; mark remove e5 takes it back. mark --export FILE writes all \
      verdicts with their articles, events and rules as JSON Lines, to train on; - is standard output.
      """
  )

  @Argument("An event or a firing, right or wrong, and a note.", valueName: "id right|wrong note")
  var words: [String] = []

  @Option("Write all verdicts to a new file, or to - for standard output.", valueName: "file")
  var export: String?

  @OptionGroup var listing: ListingOptions

  func validate() throws {
    if export != nil, !words.isEmpty {
      throw ValidationError("--export writes all verdicts, and takes no id.")
    }
  }

  static func takes(after words: [String]) -> [Completing] {
    guard let first = words.first else { return [.events, .firings, .words(["remove"])] }
    guard words.count == 1 else { return [] }
    return first == "remove" ? [.events, .firings] : [.words(["right", "wrong"])]
  }

  static let isPaged = true

  func run(at desk: Desk) async throws {
    let store = try desk.store()
    if let export { return try MarkFile(path: export).write(marksOf: store, at: desk) }
    guard !words.isEmpty else { return try list(store, at: desk) }
    if words.count == 2, words[0] == "remove", let id = Self.subject(words[1]) {
      let undo = UndoNote("mark remove \(id)", at: try desk.stamp())
      guard try store.removeMark(id, remembering: undo) else {
        throw CommandFailure(message: "\(id) is not marked; mark lists what is")
      }
      return desk.output.print("\(id) is not marked any more")
    }
    guard let id = Self.subject(words[0]), words.count > 1, ["right", "wrong"].contains(words[1]) else {
      throw CommandFailure(
        message: "write: mark e5 wrong NOTE, mark f3 right, or mark remove e5",
        exitStatus: .usage
      )
    }
    let note = words.dropFirst(2).joined(separator: " ")
    let now = try desk.stamp()
    let undo = UndoNote("mark \(id) \(words[1])", at: now)
    guard try store.mark(id, isRight: words[1] == "right", note: note, at: now, remembering: undo) else {
      throw CommandFailure.missing(id)
    }
    desk.output.print("\(id) is marked \(words[1])\(note.isEmpty ? "" : ": \(note)")")
  }

  /// The id of what can be marked.
  private static func subject(_ word: String) -> RecordID? {
    RecordID(word).flatMap { $0.kind == .event || $0.kind == .firing ? $0 : nil }
  }

  private func list(_ store: Store, at desk: Desk) throws {
    let limit = listing.rows(at: desk)
    try Listing(columns: Self.columns, rows: store.alerts.marks(limit: limit).map(Self.row)).print(
      listing.format,
      at: desk,
      empty: "Nothing is marked. Try: mark e5 wrong NOTE",
      count: RowCount(noun: "verdict", limit: limit) { try store.alerts.markCount() }
    )
  }

  private static let columns = [
    ListingColumn("id", "id"), ListingColumn("verdict", "verdict"),
    ListingColumn("note", "note", isFlexible: true), ListingColumn("rule", "rule"),
    ListingColumn("actor", "actor"), ListingColumn(forPrograms: "code"),
    ListingColumn("action", "act", isFlexible: true), ListingColumn("target", "target"),
    ListingColumn(forPrograms: "status"), ListingColumn("sentence", "sentence", isFlexible: true),
    ListingColumn(forPrograms: "marked"),
  ]

  private static func row(_ mark: AnalystMark) -> [Cell] {
    let event = mark.judged.event
    return [
      .text(mark.subject.description), .text(mark.isRight ? "right" : "wrong"), .text(mark.note),
      .text(mark.judged.rule), event.map { .side($0.actor) } ?? .text(nil), .text(event?.code.rawValue),
      .act(event?.code), event.map { .side($0.target) } ?? .text(nil), .text(event?.status.rawValue),
      .text(event?.sentence ?? mark.judged.article.title), .time(mark.markedAt),
    ]
  }
}

/// Where verdicts are written to.
struct MarkFile {
  let path: String

  /// Writes every verdict, a line each; of a file that cannot be written to its end nothing is left.
  func write(marksOf store: Store, at desk: Desk) throws {
    if path == "-" {
      let sink = LineSink(descriptor: 1)
      _ = try store.alerts.forEachMark { try sink.write(MarkExchange.line($0)) }
      return
    }
    let files = FileManager.default
    if files.fileExists(atPath: path) {
      throw CommandFailure(message: "\(path) exists already; name a new file")
    }
    // Articles may be a desk's own business: the file is its owner's alone.
    guard files.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
      let handle = FileHandle(forWritingAtPath: path)
    else { throw CommandFailure(message: "\(path) cannot be written") }
    do {
      let sink = LineSink(descriptor: handle.fileDescriptor)
      let count = try store.alerts.forEachMark { try sink.write(MarkExchange.line($0)) }
      try handle.close()
      desk.output.print("\(path) holds \(StoryWording.count(count, "verdict"))")
    } catch {
      try? files.removeItem(atPath: path)
      throw error
    }
  }
}
