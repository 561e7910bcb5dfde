import Console
import Testing

/// A name that nobody has is said: an empty answer would be read as “nothing happened”.
@Suite("Unknown values")
struct UnknownValueTests {
  private let desk: CaughtDesk

  init() throws { desk = try CaughtDesk() }

  @Test("are told wherever they stand")
  func told() async {
    await desk.readSamples()
    _ = await desk.run("alert", "add", "border", "when", "severity at least 9")
    for (command, words) in [
      (
        "search mission by Nosuch",
        "“by Nosuch” is searched for as words: no article of such an outlet is stored"
      ),
      ("search mission since yesterday", "“since yesterday” is searched for as words: write 2d"),
      ("search mission since 3", "“since 3” is searched for as words"),
      ("search mission --abuot Russia", "search has no option --abuot; did you mean --about?"),
      ("search mission --nothing-such", "search has no option --nothing-such: help search lists them"),
      ("silence add for 4h when rule is boder", "there is no rule “boder”; did you mean border?"),
      ("alerts --rule boder", "there is no rule “boder”; did you mean border?"),
      ("alerts --held --rule nosuch", "there is no rule “nosuch”"),
      ("articles --site Meridan", "no stored article is of “Meridan”; did you mean Meridian?"),
      ("articles --tag nosuch", "no watch has the tag “nosuch”"),
      ("articles --watch nosuch", "there is no watch “nosuch”"),
      ("events --article a99999", "there is no article a99999"),
      ("audit --who nobody", "nobody has changed nothing; "),
      ("alert check when source is Meridan", "no stored article is of “Meridan”; did you mean Meridian?"),
      ("alert check when tag is nosuch", "no watch has the tag “nosuch”"),
      ("alert check when watch is nosuch", "there is no watch “nosuch”"),
      ("alert check when language is zz", "“zz” is no language: write a tag such as en or zh"),
      ("alias a1 status", "a1 is an id, which alone shows what it names"),
      ("silence end 77", "there is no silence 77 that lasts"),
    ] {
      let run = await desk.run("-c", command)
      #expect((run.output + run.errors).contains(words), "\(command): \(run)")
    }
  }

  @Test(
    "what is known is not doubted",
    arguments: [
      "search mission by Meridian", "search mission since 30d", "articles --site Meridian",
      "alert check when source is Meridian", "alert check when language is en",
      "alert check when language is zh-Hans", "alert check when site in Meridian, \"The Harbour Post\"",
    ]
  )
  func known(command: String) async {
    await desk.readSamples()
    let run = await desk.run("-c", command)
    #expect(run.status == .done && run.errors.isEmpty && !run.output.contains("note "), "\(run)")
  }

  @Test("persons are asked for as Cyrillic spells them, and of other scripts it is told what is known")
  func spelled() async throws {
    let page = try desk.file(
      "biden.txt",
      "Biden expels envoys\n\nPresident Joe Biden expelled eight Russian diplomats on Monday, officials said."
    )
    _ = await desk.run("read", page, "--published", "2021-10-18")
    for command in ["actors Байден", "timeline Байден", "stories --actor Байден"] {
      let run = await desk.run("-c", command)
      #expect(
        run.status == .done && (run.output + run.errors).contains("United States"),
        "\(command): \(run)"
      )
    }
    let events = await desk.run("-c", "events --person Байден")
    #expect(events.status == .done && events.output.contains("United States"), "\(events)")
    for command in ["timeline バイデン", "actors バイデン", "events --person バイデン"] {
      let run = await desk.run("-c", command)
      #expect(run.status != .done)
      #expect(run.errors.contains("who holds an office as Cyrillic spells it"), "\(command): \(run)")
    }
  }

  @Test("a person by his name in another script stands for the state too, in sets as in conditions")
  func scripts() async {
    #expect(await desk.run("-c", "actors Путин").output.hasPrefix("Russia\n"))
    #expect(await desk.run("-c", "actors Зеленский").output.hasPrefix("Ukraine\n"))
    #expect(await desk.run("-c", "alert check when actor is Путин").output.contains("actor is Russia"))
    let defined = await desk.run("-c", "define ppl is Putin, Россия, Poland")
    #expect(defined.output == "ppl is Russia, Russia, Poland\n")
    #expect(defined.errors.contains("Putin is read as Russia"))
    #expect(await desk.run("-c", "actors Russie").output.contains("there are\n  Russia\n"))
  }

  @Test("a hint at a person names a command that takes it")
  func persons() async {
    await desk.readSamples()
    for command in ["search mission --about Lavrov", "stories --actor Lavrov"] {
      let note = await desk.run(["-c", command], columns: 400).errors
      guard let hint = note.firstMatch(of: /; (events --person [^;]+) asks/) else {
        Issue.record("\(command): \(note)")
        continue
      }
      #expect(await desk.run("-c", String(hint.1)).status == .done)
    }
  }
}
