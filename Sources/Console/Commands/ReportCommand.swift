internal import Alerting
internal import ArgumentParser
internal import Board
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage
internal import Terminal

/// `report`: one page to hand on.
struct ReportCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write one page on a story, an actor, a pair or a topic that stands by itself.",
    discussion: """
      report s4 --html FILE; report Russia NATO over 30d --markdown FILE; report "grain deal" over 30d --html FILE. One or two \
      names of actors are a timeline's; other words are looked for in articles. - is standard output.
      """
  )

  @Argument("A story, one or two actors, or words; and over 30d.", valueName: "subject")
  var words: [String]

  @Option("Write a self-contained page.", valueName: "file")
  var html: String?

  @Option("Write Markdown.", valueName: "file")
  var markdown: String?

  /// What a month of news fits into.
  private static let daysStandard = 30
  private static let daysMax = 3_653

  func validate() throws {
    if html == nil, markdown == nil { throw ValidationError("Give --html FILE or --markdown FILE.") }
    _ = try parted()
  }

  static func takes(after words: [String]) -> [Completing] {
    words.isEmpty ? [.stories, .actors] : [.actors, .words(["over"])]
  }

  private func parted() throws -> (names: [String], days: Int) {
    var names = words
    var days = Self.daysStandard
    if let length = TimePhrase.take("over", from: &names) {
      guard let given = TimeText.days(length, atMost: Self.daysMax) else {
        throw ValidationError("Write over and a length of at most ten years, such as: over 30d.")
      }
      days = given
    }
    if names.isEmpty { throw ValidationError("Name a story, one or two actors, or words.") }
    return (names, days)
  }

  func run(at desk: Desk) async throws {
    try desk.fileBacklog()
    let store = try desk.store()
    let subject = try subject(at: desk)
    let reader = BoardReader(store: store, stories: try desk.storyReader(store), now: desk.now)
    for (path, form) in [(html, ReportForm.html), (markdown, .markdown)] {
      guard let path else { continue }
      guard let report = try reader.report(on: subject, as: form) else {
        throw CommandFailure(message: "nothing is stored on \(words.joined(separator: " "))")
      }
      try write(report, to: path, at: desk)
    }
  }

  private func subject(at desk: Desk) throws -> ReportSubject {
    let (names, days) = try parted()
    if names.count == 1, let id = RecordID(names[0]), id.kind == .story { return .story(id.number) }
    let known = try desk.names()
    let actors = names.compactMap(known.canonical)
    if actors.count == names.count, actors.count <= 2 {
      return .series(
        actors.count == 1 ? .actor(actors[0]) : .dyad(actor: actors[0], target: actors[1]),
        days: days
      )
    }
    return .topic(names.joined(separator: " "), days: days)
  }

  private func write(_ report: String, to path: String, at desk: Desk) throws {
    if path == "-" {
      // A page is markup for another program, and goes out as it is.
      FileHandle.standardOutput.write(Data(report.utf8))
      return
    }
    do {
      try Data(report.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw CommandFailure(message: "\(path) cannot be written: \(error.localizedDescription)")
    }
    desk.output.print("\(path) holds the report")
  }
}
