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

    @Argument(
      help: ArgumentHelp(
        "for DURATION or until TIME, and comment TEXT.",
        valueName: "until TIME comment TEXT"
      )
    )
    var words: [String] = []

    @Option(
      name: .customLong("when"),
      parsing: .unconditional,
      help: ArgumentHelp("The matcher; simply `when MATCHER` does the same.", valueName: "matcher")
    )
    var matcher: String?

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
      let wish = try SilenceText(words: words, now: desk.now)
      let store = try desk.store()
      let number = try store.addSilence(
        matcher: condition.description,
        from: desk.now,
        until: wish.end,
        comment: wish.comment
      )
      desk.output.print(
        "silence \(String(number)) hides what fits until \(wish.end.formatted(.iso8601)): \(condition.description)"
      )
      let silence = Silence(
        number: number,
        matcher: condition,
        startsAt: desk.now,
        endsAt: wish.end,
        comment: wish.comment
      )
      let hidden = try SilencePreview(store: store).firings(hiddenBy: silence, now: desk.now)
      desk.output.print(
        "  of the alerts of the last \(String(SilencePreview.days)) days it would have hidden \(String(hidden.count))"
      )
      for line in hidden.prefix(5) { desk.output.print("    " + FiringNotice.line(line)) }
    }
  }

  /// `silence list`.
  struct List: DeskCommand {
    static let configuration = CommandConfiguration(abstract: "List the silences that last.")

    @Option(help: "How rows are written: table, json, jsonl or csv.")
    var format = ListingFormat.table

    func run(at desk: Desk) async throws {
      let rows: [[Cell]] = try desk.store().silences(endingAfter: desk.now).map { silence in
        [
          .count(Int(silence.number)), .text(silence.endsAt.formatted(.iso8601)), .text(silence.comment),
          .text(silence.matcher),
        ]
      }
      let columns = [
        ListingColumn("silence", "silence", .trailing), ListingColumn("until", "until"),
        ListingColumn("comment", "comment", isFlexible: true),
        ListingColumn("when", "when", isFlexible: true),
      ]
      try Listing(columns: columns, rows: rows)
        .print(format, to: desk.output, empty: "Nothing is silenced.")
    }
  }

  /// `silence end 3`.
  struct End: DeskCommand {
    static let configuration = CommandConfiguration(abstract: "End a silence now.")

    @Argument(help: "Its number, as silence list shows it.")
    var number: Int64

    func run(at desk: Desk) async throws {
      guard try desk.store().endSilence(number, at: desk.now) else {
        throw CommandFailure(message: "there is no silence \(number) that lasts; silence list shows them")
      }
      desk.output.print("silence \(String(number)) has ended; the next report of what it hid alerts")
    }
  }
}

/// `define`: sets of actors.
struct DefineCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "define",
    abstract: "Define a set of actors for conditions: define baltics is Estonia, Latvia, Lithuania.",
    discussion: "define alone lists the sets; define --forget NAME forgets one that no rule names."
  )

  @Argument(help: ArgumentHelp("NAME is MEMBER[, MEMBER…]", valueName: "name is members"))
  var words: [String] = []

  @Option(help: ArgumentHelp("Forget this set.", valueName: "name"))
  var forget: String?

  func run(at desk: Desk) async throws {
    let store = try desk.store()
    if let forget { return try drop(forget, store, at: desk) }
    guard !words.isEmpty else { return try list(store, at: desk) }
    let definition = try DefinitionText(words.joined(separator: " "))
    try Definitions(store: store).add(StoredDefinition(name: definition.name, members: definition.members))
    desk.output.print("\(definition.name) is \(definition.members.joined(separator: ", "))")
  }

  private func list(_ store: Store, at desk: Desk) throws {
    let definitions = try store.definitions()
    if definitions.isEmpty {
      desk.output.print("No set is defined. Try: define baltics is Estonia, Latvia, Lithuania")
    }
    for definition in definitions {
      desk.output.print("\(definition.name) is \(definition.members.joined(separator: ", "))")
    }
  }

  private func drop(_ name: String, _ store: Store, at desk: Desk) throws {
    try Definitions(store: store).forget(name)
    desk.output.print("\(name) is forgotten")
  }
}

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
        .text(event.actor?.name), .text(event.code.rawValue), .text(event.target?.name),
        .text(event.status.rawValue), .text(event.sentence), .text(mark.markedAt.formatted(.iso8601)),
      ]
    }
    let columns = [
      ListingColumn("event", "event"), ListingColumn("verdict", "verdict"),
      ListingColumn("note", "note", isFlexible: true), ListingColumn("actor", "actor"),
      ListingColumn("code", "code"), ListingColumn("target", "target"), ListingColumn(forPrograms: "status"),
      ListingColumn("sentence", "sentence", isFlexible: true), ListingColumn(forPrograms: "marked"),
    ]
    try Listing(columns: columns, rows: rows)
      .print(listing.format, to: desk.output, empty: "No event is marked. Try: mark e5 wrong NOTE")
  }
}
