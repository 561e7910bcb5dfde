import Console
import Foundation
import Testing

extension CaughtDesk {
  /// Reads sample pages as if they came from outlets of their own.
  func readSamples(_ names: [String] = ["harbour-post-mission", "meridian-mission", "almanac-crimea"]) async {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    for name in names {
      let page = root.appending(path: "Samples/pages/\(name).html").path
      let run = await run("read", page, "--url", "https://\(name).example/story")
      #expect(run.status == .done, "\(run.errors)")
    }
  }
}

@Suite("An analyst's day")
struct AnalystDayTests {
  private let desk: CaughtDesk

  init() throws { desk = try CaughtDesk() }

  @Test("a digest forgets nothing that it did not show, and marks read what it is told to")
  func digest() async {
    await desk.readSamples()
    let first = await desk.run("digest", "--limit", "1").output
    #expect(first.hasPrefix("s1  Russia → NATO: expels or withdraws diplomats (6.8 high)\n"))
    #expect(
      first.contains(
        "happened 2021-10-18 · published 2021-10-18 · 2 sources: The Harbour Post, Meridian · a1"
      )
    )
    #expect(first.contains("1 more (digest again, or --limit 2), since 2021-10-17 20:00"))
    let second = await desk.run("digest").output
    #expect(second.hasPrefix("old news\ns2  From the archive"))
    #expect(await desk.run("digest").output == "Nothing is new since 2021-10-18 20:00.\n")
    #expect(await desk.run("digest", "since", "2d").output.contains("s1  Russia → NATO"))
  }

  @Test("a digest's rest is taken for read")
  func markRead() async {
    await desk.readSamples()
    #expect(await desk.run("digest", "--mark-read").output == "2 entries are taken for read\n")
    #expect(await desk.run("digest").output == "Nothing is new since 2021-10-18 20:00.\n")
  }

  @Test("a digest is a document too, in which no page's words are markup")
  func documents() async throws {
    let page = try desk.file(
      "odd.txt",
      "<b>Odd</b> *news*\n\nRussia expelled two diplomats of Poland on Monday, it was said in Moscow."
    )
    _ = await desk.run("read", page, "--published", "2021-10-18", "--title", "<b>Odd</b> *news*")
    let markdown = await desk.run("digest", "since", "1d", "--format", "markdown").output
    #expect(markdown.hasPrefix("# Digest since 2021-10-17 20:00\n\n- **"))
    let html = await desk.run("digest", "since", "1d", "--format", "html").output
    #expect(html.hasPrefix("<!doctype html>\n<meta charset=\"utf-8\">"))
    #expect(!html.contains("<b>") && !markdown.contains("*news*"))
    #expect(await desk.run("digest", "since", "1d", "--format", "jsonl").output.contains("\"headline\":"))
  }

  @Test("why not says of a rule that is younger than the article that it was not asked")
  func youngerRule() async {
    await desk.readSamples(["harbour-post-mission"])
    _ = await desk.run("alert", "add", "late", "when", "severity at least 4")
    let why = await desk.run("why", "not", "a1", "late").output
    #expect(why.contains("late: not asked: the rule (2021-10-18 20:00:00) is younger than the article"))
    #expect(why.contains("its condition holds for e1"))
    #expect(!why.contains("not all tests hold"))
  }

  @Test("check and backtest say the same of what is held back, and check names events and waits for sources")
  func checkAgrees() async throws {
    await desk.readSamples()
    for condition in [
      "severity at least 4", "either is Russia and status is background", "title contains mission",
    ] {
      let check = await desk.run(["alert", "check", "when", condition], columns: 400).output
      let over = ["alert", "backtest", "over", "30d", "when", condition]
      let trial = await desk.run(over, columns: 400).output
      let held = try #require(check.firstMatch(of: /held back (\d+) report/)?.1)
      #expect(trial.contains("held back \(held) report"), "\(check)\n\(trial)")
    }
    let check = await desk.run("alert", "check", "when", "severity at least 4 from 3 sources").output
    #expect(check.contains("it would have fired 0 times"))
    #expect(check.contains(#/\(e1, e\d\): waiting: 1 of 3 sources/#))
    let some = await desk.run("alert", "check", "--limit", "1", "when", "severity at least 4").output
    #expect(some.contains("1 of 2 reports: alert check --limit 2 when … shows all"))
  }

  @Test(
    "what is unknown is said, and never answered by nothing",
    arguments: [
      (["events", "--actor", "Rusia"], "nobody is known as “Rusia”; did you mean Russia?"),
      (["events", "--code", "99"], "“99” is no CAMEO code"),
      (["articles", "--severity", "11"], "'11' is invalid"),
      (["replay", "d99"], "there is no delivery d99"),
      (["alert", "backtest", "over", "30000d", "when", "severity at least 4"], "30000d is too long"),
      (["alert", "check", "when", "severity at least 4 notify nosuch"], "there is no webhook nosuch"),
      (["help", "red"], "there is no command and no topic red; did you mean read?"),
      (["set", "pagr", "off"], "there is no setting pagr; did you mean pager?"),
      (["alert", "language", "severty"], "did you mean severity?"),
      (["search", "..."], "write what to look for"),
    ] as [([String], String)]
  )
  func unknownValues(arguments: [String], words: String) async {
    let run = await desk.run(arguments)
    #expect(run.status != .done)
    #expect(run.errors.contains(words), "\(run.errors)")
    #expect(run.output.isEmpty)
  }

  @Test("every table says how many rows there are")
  func counts() async throws {
    await desk.readSamples(["harbour-post-mission", "meridian-mission"])
    let events = await desk.run("events").output
    let count = try #require(events.firstMatch(of: #/\n(\d+) events\n$/#)?.1)
    #expect(events.matches(of: #/(?m)^e\d+ /#).count == Int(count))
    let some = await desk.run("events", "--limit", "3").output
    #expect(some.hasSuffix("\n3 of \(count) events: --limit \(count) shows all\n"))
    #expect(await desk.run("stories").output.hasSuffix("\n1 story\n"))
    #expect(
      await desk.run("articles", "--limit", "1").output.hasSuffix("\n1 of 2 articles: --limit 2 shows all\n")
    )
  }

  @Test("an apostrophe is a letter, and names of several words need no quotes")
  func apostrophes() async {
    #expect(await desk.run("-c", "timeline Cote d'Ivoire").output.hasPrefix("Ivory Coast: acts by it"))
    #expect(await desk.run("timeline", "United", "States", "China").output.hasPrefix("United States → China"))
    await desk.readSamples(["harbour-post-mission"])
    #expect(
      await desk.run("-c", "mark e5 wrong it's only a memory").output
        == "e5 is marked wrong: it's only a memory\n"
    )
    #expect(
      await desk.run("-c", "mark e4 wrong 'quoted words' here").output
        == "e4 is marked wrong: 'quoted words' here\n"
    )
    #expect(await desk.run("-c", "status", "-c", "alert list").output.contains("No rule is set"))
  }

  @Test("persons whom events name are asked for by name, beside the state whose office they hold")
  func personsOfEvents() async throws {
    let page = try desk.file(
      "persons.txt",
      """
      Putin orders troops out

      Russian President Vladimir Putin expelled eight NATO diplomats on Monday, it was said in Moscow.
      Pakistan's army spokesman Athar Waqas accused India of an attack, and Mr Putin condemned the attack by India.
      """
    )
    _ = await desk.run("read", page, "--published", "2021-10-18")
    let listed = await desk.run("persons").output
    #expect(listed.contains("Vladimir Putin") && listed.contains("Athar Waqas"), "\(listed)")
    let named = await desk.run("events", "--person", "Putin", "--format", "jsonl").output
    #expect(named.split(separator: "\n").allSatisfy { $0.contains("Vladimir Putin") } && !named.isEmpty)
    let state = await desk.run("events", "--actor", "Putin")
    #expect(state.output.contains("Russia →"))
    #expect(
      state.errors.contains(
        "Putin is read as Russia (president); --person \"Vladimir Putin\" asks for what names the"
      )
    )
    #expect(
      await desk.run("timeline", "--person", "Putin").output.hasPrefix("Vladimir Putin: acts that name")
    )
    #expect(await desk.run("timeline", "Athar", "Waqas").output.hasPrefix("Athar Waqas: acts that name"))
    #expect(await desk.run("events", "--actor", "Waqas").status == .done)
    let slip = await desk.run("events", "--person", "Wakas")
    #expect(slip.errors.contains("no stored event names “Wakas”; did you mean Waqas?"))
    #expect(await desk.run("timeline").errors.contains("Give one or two actors, or --person NAME."))
  }

  @Test("a disabled rule sees nothing, and says so")
  func disabled() async {
    _ = await desk.run("alert", "add", "watch", "when", "dyad is Russia -> NATO")
    #expect(
      await desk.run("alert", "disable", "watch").output == "watch sees nothing until: alert enable watch\n"
    )
    await desk.readSamples(["harbour-post-mission"])
    #expect(await desk.run("alerts").output == "Nothing has fired that fits.\n")
    #expect(await desk.run("why", "not", "a1", "watch").output.contains("not asked: the rule is disabled"))
    _ = await desk.run("alert", "enable", "watch")
    await desk.readSamples(["meridian-mission"])
    #expect(await desk.run("alerts").output.contains("f1"))
  }

  @Test("who holds an office stands for the state, and a country's name in another language for the country")
  func persons() async {
    let check = await desk.run("alert", "check", "when", "actor is Putin").output
    #expect(check.contains("when    actor is Russia\n"))
    #expect(check.contains("note    Putin is read as Russia (president)"))
    let timeline = await desk.run("timeline", "Россия")
    #expect(timeline.output.hasPrefix("Russia: acts by it"))
    #expect(timeline.errors == "note: Россия is read as Russia\n")
    #expect(await desk.run("actors", "中国").output.hasPrefix("China\n"))
    #expect(await desk.run("actors", "Deutschland").output.hasPrefix("Germany\n"))
    #expect(await desk.run("actors", "NATO").output.contains("members: Albania"))
  }

  @Test("an id alone shows what it names, of every kind")
  func ids() async throws {
    _ = await desk.run("alert", "add", "watch", "when", "dyad is Russia -> NATO")
    await desk.readSamples(["harbour-post-mission"])
    for (id, words) in [
      ("a1", "a1  Russia shuts its NATO mission"), ("a1.1", "Russia suspended its mission"),
      ("e1", "e1  Russia → NATO"), ("s1", "s1  Russia shuts"), ("f1", "f1  watch"),
    ] {
      #expect(await desk.run(id).output.contains(words), "\(id)")
    }
    #expect(await desk.run("d1").errors.contains("there is no delivery d1"))
    let json = await desk.run("show", "a1", "--format", "json").output
    let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect((object["summary"] as? [String])?.count == 3)
    #expect(((object["events"] as? [[String: Any]])?.first)?["id"] as? String == "e1")
    #expect(object["id"] as? String == "a1")
  }

  @Test(
    "search gives the most telling article first with its sentence, and takes phrases, outlets, times and actors"
  )
  func search() async {
    await desk.readSamples()
    let found = await desk.run("search", "mission", "NATO").output
    #expect(found.hasPrefix("a1  Russia shuts its NATO mission"))
    #expect(found.contains("Russia suspended its mission to NATO on Monday"))
    #expect(found.hasSuffix("\n2 articles\n"))
    for (words, hits) in [
      (["permanent mission to NATO"], ["a2"]), (["expel*", "by", "Meridian"], ["a2"]),
      (["Crimea", "-mission"], ["a3"]), (["annexed", "--about", "Ukraine"], ["a3", "a1"]),
      (["mission", "since", "2021-10-19"], []), (["led", "by"], []),
    ] {
      let lines = await desk.run(["search"] + words + ["--format", "csv"]).output.split(separator: "\n")
        .dropFirst()
      #expect(Set(lines.map { String($0.prefix { $0 != "," }) }) == Set(hits), "\(words)")
    }
  }

  @Test("settings and aliases are kept, and what they cannot take is refused")
  func settings() async {
    #expect(await desk.run("set", "zone", "europe/berlin").output == "zone is Europe/Berlin\n")
    #expect(await desk.run("set", "times", "absolute").output == "times is absolute\n")
    await desk.readSamples(["harbour-post-mission"])
    #expect(await desk.run("stories").output.contains("2021-10-18 22:00"))
    #expect(await desk.run("set", "zone", "Atlantis").status == .usage)
    let count = await desk.run("events", "--format", "jsonl").output.split(separator: "\n").count
    #expect(await desk.run("set", "rows", "1").status == .done)
    #expect(await desk.run("events").output.hasSuffix("1 of \(count) events: --limit \(count) shows all\n"))
    #expect(
      await desk.run("alias", "night", "events", "--limit", "2").output == "night is events --limit 2\n"
    )
    #expect(await desk.run("night").output.hasSuffix("2 of \(count) events: --limit \(count) shows all\n"))
    #expect(await desk.run("alias", "read", "events").errors.contains("read is a command"))
    #expect(await desk.run("set", "timing", "on").status == .done)
    #expect(await desk.run("status").errors.contains("took "))
  }

  @Test("the rules of the language's examples run as they stand")
  func examples() async throws {
    let lines = await desk.run("alert", "language", "examples").output.split(separator: "\n").map(String.init)
    let commands = lines.filter { $0.hasPrefix("  alert check when ") }
    #expect(commands.count == 10)
    let run = await desk.run("-c", commands.joined(separator: "\n"))
    #expect(run.status == .done, "\(run.errors)")
  }

  @Test("demo plays in a store of its own and leaves none behind")
  func demo() async {
    let run = await desk.run("demo")
    #expect(run.status == .done, "\(run.errors)")
    #expect(run.output.contains("tocsin> alerts"))
    #expect(run.output.contains("f1  nato-rupture"))
    #expect(await desk.run("articles").output.contains("No article is stored"))
  }

  @Test("codes and actors are told, help tells of one command and of topics")
  func knowledge() async {
    #expect(await desk.run("codes", "161").output.contains("expels or withdraws diplomats"))
    #expect(await desk.run("codes", "sanction").output.contains("163"))
    #expect(await desk.run("help", "alert", "edit").output.contains("alert edit <name>"))
    #expect(await desk.run("help", "ids").output.contains("a12"))
    let help = await desk.run("help").output
    #expect(help.split(separator: "\n").count < 75)
    #expect(await desk.run("status").output.contains("rules     0"))
  }
}
