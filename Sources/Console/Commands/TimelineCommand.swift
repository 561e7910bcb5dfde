internal import ArgumentParser
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage
internal import Stories
internal import Terminal

/// `timeline`: the daily index of an actor, or of what one actor does to another.
struct TimelineCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "timeline",
    abstract:
      "Draw the daily index of an actor, or of one actor toward another, with its peaks and their events.",
    discussion: """
      timeline Russia, timeline Russia NATO over 90d, timeline United States China. One name: acts by or against it. Two: \
      acts of the first against the second; with --both in either direction. Who holds an office stands for the state.
      """
  )

  @Argument(help: ArgumentHelp("One or two actors, and over 90d.", valueName: "actor"))
  var words: [String]

  @Flag(help: "Acts in either direction between the two.")
  var both = false

  @Option(help: ArgumentHelp("The last day (default: today).", valueName: "day"))
  var until: CalendarDay?

  @Option(help: "How days are written: table (a chart), json, jsonl or csv.")
  var format = ListingFormat.table

  func validate() throws { _ = try TimelineWords(words, both: both) }

  static let isPaged = true

  static func takes(after words: [String]) -> [Completing] { [.actors, .words(["over"])] }

  func run(at desk: Desk) async throws {
    let parsed = try TimelineWords(words, both: both)
    let names = try ActorArgument.sides(parsed.names, at: desk)
    if both, names.count != 2 {
      throw CommandFailure(message: "--both needs two actors", exitStatus: .usage)
    }
    let subject: SeriesSubject =
      names.count == 1
      ? .actor(names[0])
      : both ? .pair(names[0], names[1]) : .dyad(actor: names[0], target: names[1])
    let end = until ?? CalendarDay(desk.now.formatted(.iso8601)) ?? CalendarDay(daysSinceEpoch: 0)
    let timeline = try EventSeries(store: desk.store())
      .timeline(of: subject, days: parsed.days, through: end)
    let screen = TimelineScreen(subject: subject, timeline: timeline)
    if format == .table { return screen.print(to: desk.output) }
    try screen.listing.print(format, at: desk, empty: "")
  }
}

/// The names and the length of a timeline, as its words give them.
struct TimelineWords {
  var names: [String]
  var days = 90

  /// Ten years.
  private static let daysMax = 3_653

  /// - Throws: `ValidationError` where they are not one or two names and perhaps a length.
  init(_ words: [String], both: Bool) throws {
    names = words
    if let length = TimePhrase.take("over", from: &names) {
      guard let days = TimeText.days(length, atMost: Self.daysMax) else {
        throw ValidationError("Write over and a length of at most ten years, such as: over 90d.")
      }
      self.days = days
    }
    guard !names.isEmpty else { throw ValidationError("Give one or two actors.") }
    if both, names.count < 2 { throw ValidationError("--both needs two actors.") }
  }
}
