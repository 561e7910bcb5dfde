internal import Alerting
internal import ArgumentParser
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage
internal import Terminal

/// `silence`: what is hidden for a while.
struct SilenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "silence",
    abstract: "Hide alerts for a while, see what is hidden, end it early.",
    subcommands: [Add.self, List.self, End.self]
  )

  /// `silence add until 4h when MATCHER`.
  struct Add: DeskCommand {
    static let configuration = CommandConfiguration(
      abstract: "Hide what a matcher holds for, and show what that would have hidden.",
      discussion: """
        silence add for 4h when rule is nato-rupture; silence add until 2026-12-01 comment "exercise" when actor is Russia. \
        A matcher is a condition that may ask for the rule too.
        """
    )

    @Argument("for DURATION or until TIME, and comment TEXT.", valueName: "until TIME comment TEXT")
    var words: [String] = []

    @Option(
      "The matcher; simply `when MATCHER` does the same.",
      valueName: "matcher",
      named: "when",
      parsing: .unconditional
    )
    var matcher: String?

    static func takes(after words: [String]) -> [Completing] {
      [.words(["for", "until", "comment", "when"])]
    }

    func run(at desk: Desk) async throws {
      guard let matcher else {
        throw CommandFailure(
          message: "a silence needs a matcher: silence add for 4h when rule is NAME",
          exitStatus: .usage
        )
      }
      let names = try desk.names()
      let condition = try ConditionReport.reading(matcher) { text throws(ConditionError) in
        try Condition(matcher: text, names: names)
      }
      for note in try KnownNames(store: desk.store()).notes(on: condition) {
        desk.errors.print(paragraph: "note: \(note)")
      }
      let wish = try SilenceText(words: words, now: try desk.stamp())
      let store = try desk.store()
      let number = try store.addSilence(
        matcher: condition.description,
        from: try desk.stamp(),
        until: wish.end,
        comment: wish.comment,
        remembering: UndoNote("silence add when \(condition.description)", at: try desk.stamp())
      )
      desk.output.print(
        "silence \(String(number)) hides what fits until \(desk.times.absolute(wish.end)): \(condition.description)"
      )
      let silence = Silence(
        number: number,
        matcher: condition,
        startsAt: desk.now,
        endsAt: wish.end,
        comment: wish.comment
      )
      let preview = SilencePreview(store: store, actors: try desk.actors.table(in: store))
      let hidden = try preview.firings(hiddenBy: silence, now: desk.now)
      desk.output.print(
        "  of the alerts of the last \(String(SilencePreview.days)) days it would have hidden \(String(hidden.count))"
      )
      for line in try store.alerts.firings(numbered: hidden.prefix(5).map(\.number)) {
        desk.output.print("    " + FiringNotice.line(line))
      }
    }
  }

  /// `silence list`.
  struct List: DeskCommand {
    static let configuration = CommandConfiguration(abstract: "List the silences that last.")

    @Option("How rows are written: table, json, jsonl or csv.")
    var format = ListingFormat.table

    func run(at desk: Desk) async throws {
      let rows: [[Cell]] = try desk.store().alerts.silences(endingAfter: desk.now).map { silence in
        [
          .count(Int(silence.number)), .time(silence.endsAt), .text(silence.comment),
          .text(silence.matcher),
        ]
      }
      let columns = [
        ListingColumn("silence", "silence", .trailing), ListingColumn("until", "until"),
        ListingColumn("comment", "comment", isFlexible: true),
        ListingColumn("when", "when", isFlexible: true),
      ]
      try Listing(columns: columns, rows: rows)
        .print(format, at: desk, empty: "Nothing is silenced.", count: RowCount(all: "silence"))
    }
  }

  /// `silence end 3`.
  struct End: DeskCommand {
    static let configuration = CommandConfiguration(abstract: "End a silence now.")

    @Argument("Its number, as silence list shows it.")
    var number: Int64

    func run(at desk: Desk) async throws {
      let note = UndoNote("silence end \(number)", at: try desk.stamp())
      guard try desk.store().endSilence(number, at: note.at, remembering: note) else {
        throw CommandFailure(message: "there is no silence \(number) that lasts; silence list shows them")
      }
      desk.output.print("silence \(String(number)) has ended; the next report of what it hid alerts")
    }
  }
}
