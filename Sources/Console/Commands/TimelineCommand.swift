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
      acts of the first against the second; with --both in either direction. Who holds an office stands for the state; \
      timeline --person Putin draws what names the person.
      """
  )

  @Argument("One or two actors, and over 90d.", valueName: "actor")
  var words: [String] = []

  @Option("Acts that name this person, on either side.")
  var person: String?

  @Flag("Acts in either direction between the two.")
  var both = false

  @Option("The last day (default: today).", valueName: "day")
  var until: CalendarDay?

  @Option("How days are written: table (a chart), json, jsonl or csv.")
  var format = ListingFormat.table

  func validate() throws {
    let parsed = try TimelineWords(words, both: both)
    if person == nil, parsed.names.isEmpty {
      throw ValidationError("Give one or two actors, or --person NAME.")
    }
    if person != nil, !parsed.names.isEmpty || both {
      throw ValidationError("--person stands alone, but for over 90d.")
    }
  }

  static let isPaged = true

  static func takes(after words: [String]) -> [Completing] { [.actors, .words(["over"])] }

  func run(at desk: Desk) async throws {
    let parsed = try TimelineWords(words, both: both)
    let subject = try subject(parsed.names, desk)
    let end = until ?? CalendarDay(desk.now.formatted(.iso8601)) ?? CalendarDay(daysSinceEpoch: 0)
    let timeline = try EventSeries(store: desk.store(), .asJudged)
      .timeline(of: subject, days: parsed.days, through: end)
    let peaks = timeline.peaks.flatMap(\.events).map(\.id)
    let screen = TimelineScreen(
      subject: subject,
      timeline: timeline,
      marks: format == .table ? try desk.store().verdicts(on: peaks) : [:]
    )
    if format == .table { return screen.print(to: desk.output) }
    if let leftOut = screen.leftOut { desk.errors.print("note: \(leftOut)") }
    try screen.listing.print(format, at: desk, empty: "", count: nil)
  }
}

extension TimelineCommand {
  private func subject(_ words: [String], _ desk: Desk) throws -> SeriesSubject {
    if let person { return try Self.subject(ActorArgument.persons(person, at: desk), named: person) }
    let all = words.joined(separator: " ")
    let persons = both ? [] : try ActorArgument.personsAlone(all, at: desk)
    if !persons.isEmpty { return Self.subject(persons, named: all) }
    let names = try ActorArgument.sides(words, at: desk)
    if both, names.count != 2 {
      throw CommandFailure(message: "--both needs two actors", exitStatus: .usage)
    }
    if names.count == 1 { return .actor(names[0]) }
    return both ? .pair(names[0], names[1]) : .dyad(actor: names[0], target: names[1])
  }

  /// By the full name where only one person has what was typed.
  private static func subject(_ persons: [StoredPerson], named name: String) -> SeriesSubject {
    .person(persons.count == 1 ? persons[0].name : name)
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
    if both, names.count < 2 { throw ValidationError("--both needs two actors.") }
  }
}
