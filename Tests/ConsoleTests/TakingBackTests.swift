import Console
import Foundation
import Testing

/// What an analyst changes and takes back.
@Suite("Taking back")
struct TakingBackTests {
  private let desk: CaughtDesk

  init() throws { desk = try CaughtDesk() }

  @Test("what cannot be taken back says so, and the next undo goes on before it")
  func finality() async throws {
    await desk.readSamples(["harbour-post-mission"])
    _ = await desk.run("alert", "add", "x", "when", "severity at least 4")
    #expect(await desk.run("delete", "a1", "--save").status == .done)
    let undo = await desk.run("undo")
    #expect(undo.status == .failed)
    #expect(undo.errors.contains("delete a1 cannot be taken back: what is deleted is not kept"))
    #expect(await desk.run("undo").output.hasPrefix("taken back: alert add x"))
    _ = await desk.run("webhook", "add", "ops", "https://ops.example/in", "--format", "slack")
    _ = await desk.run("alert", "add", "x", "when", "severity at least 4 notify ops")
    _ = await desk.run("webhook", "pause", "ops")
    #expect(await desk.run("undo").output.hasPrefix("taken back: webhook pause ops"))
    #expect(await desk.run("webhook", "list").output.contains("active"))
    #expect(await desk.run("undo").output.hasPrefix("taken back: alert add x"))
    #expect(await desk.run("undo").output.hasPrefix("taken back: webhook add ops"))
    #expect(await desk.run("webhook", "list").output.contains("No webhook is set"))
  }

  @Test("a verdict is seen wherever its event is, and taken back")
  func marks() async {
    await desk.readSamples(["harbour-post-mission"])
    _ = await desk.run("mark", "e1", "wrong", "a rehearsal")
    #expect(await desk.run("e1").output.contains("marked wrong: a rehearsal: mark remove e1 takes it back"))
    #expect(await desk.run("show", "a1").output.contains("realised, marked wrong"))
    #expect(await desk.run("events").output.contains("wrong:"))
    #expect(await desk.run("undo").output.hasPrefix("taken back: mark e1 wrong"))
    #expect(await !desk.run("events").output.contains("wrong"))
  }

  @Test("a verdict stands wherever its event is told")
  func verdicts() async throws {
    _ = await desk.run("alert", "add", "watch", "when", "severity at least 4")
    await desk.readSamples(["harbour-post-mission"])
    _ = await desk.run("-c", "mark e1 wrong not so")
    for command in [
      "why f1", "alerts", "story s1", "chain e1", "why a1", "why e1", "show a1 --format json",
      "events --format csv", "mark",
    ] {
      let output = await desk.run(["-c", command], columns: 300).output
      #expect(output.contains("not so") || output.contains(",wrong"), "\(command): \(output)")
    }
    // What is wrong stands in no index and no digest: these tell of what was found to be right.
    _ = await desk.run("-c", "mark e1 right so it was")
    let report = try desk.file("report.md", "")
    _ = await desk.run("report", "Russia", "--markdown", report)
    #expect(try String(contentsOfFile: report, encoding: .utf8).contains("marked right: so it was"))
    for command in [
      "timeline Russia", "digest since 2d", "digest since 2d --format markdown",
      "digest since 2d --format csv",
    ] {
      let output = await desk.run(["-c", command], columns: 300).output
      #expect(output.contains("so it was") || output.contains(",right"), "\(command): \(output)")
    }
  }

  @Test(
    "a note is kept as it was typed",
    arguments: [
      ("'quoted' \"double\" back\\slash", "'quoted' \"double\" back\\slash"), ("it's not so", "it's not so"),
      ("\"all of it\"", "all of it"), ("it  stands   apart", "it  stands   apart"),
      ("\"half\" of it", "\"half\" of it"),
    ]
  )
  func notes(typed: String, kept: String) async {
    await desk.readSamples(["harbour-post-mission"])
    #expect(await desk.run("-c", "mark e1 wrong \(typed)").output == "e1 is marked wrong: \(kept)\n")
  }

  @Test("what changed nothing is not taken back, and what cannot be is said before anything older is")
  func unrelated() async {
    _ = await desk.run("alert", "add", "x", "when", "severity at least 4")
    #expect(await desk.run("silence", "end", "77").status == .failed)
    #expect(await desk.run("mark", "remove", "e9").status == .failed)
    #expect(await !desk.run("audit").output.contains("silence end"))
    _ = await desk.run("retention", "messages", "30d")
    let refused = await desk.run("undo")
    #expect(refused.status == .failed)
    #expect(refused.errors.contains("retention messages 30d cannot be taken back"))
    #expect(await !desk.run("audit").output.contains("undo retention"))
    _ = await desk.run("token", "add", "reader")
    #expect(await desk.run("undo").errors.contains("token add reader cannot be taken back"))
    #expect(await desk.run("undo").output.hasPrefix("taken back: alert add x"))
  }

  @Test("adding a rule again replaces it after the difference is shown, and undo brings back what was")
  func editing() async {
    _ = await desk.run("alert", "add", "watch", "when", "severity at least 4")
    let changed = await desk.run("alert", "add", "watch", "when", "severity at least 5").output
    #expect(
      changed.hasPrefix(
        "- severity at least 4\n+ severity at least 5\nwatch is changed; undo takes it back\n"
      )
    )
    #expect(
      await desk.run("alert", "edit", "watch", "when", "severity at least 5").output
        == "watch says so already\n"
    )
    #expect(await desk.run("alert", "rename", "watch", "guard").output == "watch is guard now\n")
    #expect(await desk.run("alert", "show", "guard").output.contains("when    severity at least 5"))
    #expect(await desk.run("undo").output.hasPrefix("taken back: alert rename watch guard"))
    #expect(await desk.run("undo").output.hasPrefix("taken back: alert edit watch"))
    #expect(await desk.run("alert", "list").output.contains("severity at least 4"))
    #expect(await desk.run("undo").output.hasPrefix("taken back: alert add watch"))
    #expect(await desk.run("alert", "list").output.contains("No rule is set"))
    #expect(await desk.run("undo").output == "there is nothing to take back\n")
  }

  @Test("a removed rule comes back with what it remembers: what it told it tells no second time")
  func memory() async {
    _ = await desk.run("alert", "add", "watch", "when", "dyad is Russia -> NATO")
    await desk.readSamples(["harbour-post-mission"])
    #expect(await desk.run("alerts").output.contains("f1"))
    _ = await desk.run("alert", "remove", "watch")
    #expect(await desk.run("undo").status == .done)
    await desk.readSamples(["meridian-mission"])
    #expect(await desk.run("alerts").output.hasSuffix("\n1 alert\n"))
    #expect(await desk.run("why", "f1").output.contains("joined by a2"))
  }

  @Test("an acknowledged alert is open again after undo, with the note it had; one that ended stays ended")
  func acknowledgements() async {
    _ = await desk.run("alert", "add", "watch", "when", "dyad is Russia -> NATO")
    await desk.readSamples(["harbour-post-mission"])
    _ = await desk.run("alert", "acknowledge", "f1", "seen by night")
    _ = await desk.run("alert", "acknowledge", "f1", "seen by day")
    #expect(await desk.run("f1").output.contains("seen by day"))
    #expect(await desk.run("undo").output.hasPrefix("taken back: alert acknowledge f1"))
    #expect(await desk.run("f1").output.contains("seen by night"))
    #expect(await desk.run("undo").output.hasPrefix("taken back: alert acknowledge f1"))
    #expect(await !desk.run("f1").output.contains("seen by"))
    _ = await desk.run("alert", "resolve", "f1", "over")
    let undo = await desk.run("undo")
    #expect(undo.status == .failed)
    #expect(
      undo.errors.contains("alert resolve f1 cannot be taken back: an alert that has ended stays ended")
    )
    #expect(await desk.run("f1").output.contains("over"))
  }

  @Test("each takes back what is theirs, and nothing that another one has changed since")
  func ofOthers() async {
    let (ana, ben) = (["--as", "ana"], ["--as", "ben"])
    _ = await desk.run(ana + ["alert", "add", "watch", "when", "severity at least 4"])
    _ = await desk.run(ben + ["alert", "add", "guard", "when", "severity at least 5"])
    #expect(await desk.run(ana + ["undo"]).output.hasPrefix("taken back: alert add watch ("))
    let nothing = await desk.run(ana + ["undo"], columns: 300).output
    #expect(
      nothing.hasPrefix(
        "you have changed nothing that can be taken back; the last change is of ben, now: alert add guard"
      ) && nothing.hasSuffix("undo --who ben takes it back\n"),
      "\(nothing)"
    )
    _ = await desk.run(ana + ["alert", "edit", "guard", "when", "severity at least 6"])
    let changed = await desk.run(ben + ["undo"])
    #expect(changed.status == .failed)
    #expect(
      changed.errors.contains(
        "alert add guard cannot be taken back now: ana has changed the same since (alert edit guard)"
      ),
      "\(changed.errors)"
    )
    #expect(await desk.run(ben + ["undo", "--who", "ana"]).output.contains(" of ana (now)\n"))
    #expect(await desk.run(["audit"]).output.contains("undo alert edit guard"))
    #expect(await desk.run(ben + ["undo"]).output.hasPrefix("taken back: alert add guard"))
    #expect(await desk.run(ben + ["undo"]).output == "there is nothing to take back\n")
  }

  @Test("what another one rests on stays, and undo goes on before it where that is asked for")
  func restedOn() async {
    let (ana, ben) = (["--as", "ana"], ["--as", "ben"])
    _ = await desk.run(ana + ["define", "blocs is Russia, NATO"])
    _ = await desk.run(ana + ["webhook", "add", "ops", "https://ops.example/in", "--format", "slack"])
    _ = await desk.run(ben + ["alert", "add", "watch", "when", "actor in blocs"])
    _ = await desk.run(ben + ["webhook", "rotate", "ops"])
    let rotated = await desk.run(ana + ["undo"]).errors
    let refused = "webhook add ops cannot be taken back now: ben has changed the same"
    #expect(rotated.contains(refused), "\(rotated)")
    let skipped = await desk.run(ana + ["undo", "--skip"])
    #expect(
      skipped.errors.contains("define blocs cannot be taken back now: watch names it"),
      "\(skipped.errors)"
    )
    #expect(await desk.run("define").output.contains("blocs is Russia, NATO"))
    _ = await desk.run(ben + ["alert", "remove", "watch"])
    #expect(await desk.run(ana + ["undo", "--skip"]).output.hasPrefix("taken back: define blocs"))
    // What was passed over is still there once nothing stands in its way.
    #expect(await desk.run(ben + ["undo", "--skip"]).output.hasPrefix("taken back: webhook rotate ops"))
    #expect(await desk.run(ana + ["undo"]).output.hasPrefix("taken back: webhook add ops"))
  }

  @Test("an acknowledgement stays once another one has ended the alert")
  func endedByAnother() async {
    _ = await desk.run("alert", "add", "watch", "when", "dyad is Russia -> NATO")
    await desk.readSamples(["harbour-post-mission"])
    let first = await desk.run(["--as", "ana", "alert", "acknowledge", "f1", "mine"]).output
    #expect(first == "f1 is acknowledged: mine\n")
    let again = await desk.run(["--as", "ana", "alert", "acknowledge", "f1", "mine"]).output
    #expect(again == "f1 is acknowledged already, now by ana: mine\n")
    let other = await desk.run(["--as", "ben", "alert", "acknowledge", "f1", "ours"]).output
    #expect(other == "f1 is acknowledged: ours\n  in the place of what was said now by ana: mine\n")
    #expect(await desk.run(["--as", "ben", "undo"]).output.hasPrefix("taken back: alert acknowledge f1"))
    _ = await desk.run(["--as", "ben", "alert", "resolve", "f1", "over"])
    let undo = await desk.run(["--as", "ana", "undo"])
    #expect(undo.status == .failed, "\(undo.errors)")
    #expect(undo.errors.contains("alert acknowledge f1 cannot be taken back now: the alert has ended since"))
    #expect(await desk.run("f1").output.contains("mine"))
  }

  @Test("what an import added is taken back piece by piece")
  func imported() async throws {
    let rules = "tocsin rules 1\ndefine blocs is Russia, NATO\nrule watch when actor in blocs\n"
    let file = try desk.file("rules.txt", rules)
    #expect(await desk.run("alert", "import", file, "--save").status == .done)
    #expect(await desk.run("undo").output.hasPrefix("taken back: alert import: rule watch"))
    #expect(await desk.run("undo").output.hasPrefix("taken back: alert import: define blocs"))
  }

  @Test("a merge that is taken back leaves those that were merged before where they were")
  func mergedTwice() async {
    await desk.readSamples(["harbour-post-mission", "almanac-crimea", "county-gazette-bridge"])
    _ = await desk.run("merge", "s1", "s2")
    _ = await desk.run("merge", "s3", "s1")
    #expect(await desk.run("undo").output.hasPrefix("taken back: merge s3 s1"))
    #expect(await desk.run("story", "s2").output.contains("a1"))
    #expect(await desk.run("undo").output.hasPrefix("taken back: merge s1 s2"))
    #expect(await !desk.run("story", "s2").output.contains("a1"))
  }

  @Test("stories that were put together come apart again as they were")
  func storyUndo() async {
    await desk.readSamples(["harbour-post-mission", "almanac-crimea"])
    _ = await desk.run("merge", "s1", "s2")
    #expect(await desk.run("undo").output.hasPrefix("taken back: merge s1 s2"))
    let stories = await desk.run("stories", "--format", "jsonl").output
    #expect(stories.contains("\"s1\"") && stories.contains("\"s2\""))
    #expect(await desk.run("story", "s2").output.contains("a2"))
  }
}
