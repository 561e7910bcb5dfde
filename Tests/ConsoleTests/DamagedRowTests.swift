import Console
import Foundation
import TestSupport
import Testing

@Suite("A row that is damaged")
struct DamagedRowTests {
  private let desk: CaughtDesk

  init() async throws {
    desk = try CaughtDesk()
    _ = await desk.run("alert", "add", "mission", "when", "severity at least 4 again always")
    _ = await desk.run("alert", "add", "other", "when", "severity at least 5")
    await desk.readSamples()
  }

  @Test(
    "is left out of listings, told in a line, and hides no others",
    arguments: [
      ("UPDATE article SET arrived_at = 'x' WHERE id = 2", "articles", "a1", "a2 is left out"),
      ("UPDATE event SET code = 'zz' WHERE id = 1", "events", "e2", "e1 is left out: it is damaged (code)"),
      (
        "UPDATE event SET severity = 'x' WHERE id = 1", "timeline Russia NATO", "Russia → NATO",
        "e1 is left out: it is damaged (severity)"
      ),
      ("UPDATE firing SET fired_at = 'x' WHERE id = 1", "alerts", "f2", "f1 is left out"),
      ("UPDATE story SET severity = 'x' WHERE id = 2", "stories", "s1", "s2 is left out"),
      (
        "UPDATE story_member SET news = '{' WHERE article_id = 2", "story s1", "a1",
        "a2 is left out: it is damaged (news)"
      ),
      ("UPDATE story_member SET news = '{' WHERE article_id = 2", "digest since 2d", "s1", "a2 is left out"),
      (
        "UPDATE article SET summary = '[' WHERE id = 1", "digest since 2d", "s2",
        "a1 is left out: it is damaged (summary)"
      ),
      (
        "UPDATE article SET summary = '[' WHERE id = 1", "report s1 --markdown FILE", "Meridian",
        "a1 is left out"
      ),
      (
        "UPDATE article SET summary = '[' WHERE id = 1", "report Russia NATO over 30d --markdown FILE",
        "Meridian", "a1 is left out"
      ),
      ("UPDATE firing_source SET findings = '{' WHERE article_id = 1", "why f1", "fired", "a1 is left out"),
      (
        "UPDATE article SET kind = 'zz' WHERE id = 1", "search mission", "a2",
        "a1 is left out: it is damaged (kind)"
      ),
    ]
  )
  func leftOut(damage: String, command: String, shown: String, told: String) async throws {
    try RawDatabase.execute(damage, at: desk.databasePath)
    let file = try desk.file("report.md", "")
    let run = await desk.run("-c", command.replacing("FILE", with: file))
    #expect(run.status == .done, "\(run.errors)")
    let written = try String(contentsOfFile: file, encoding: .utf8)
    #expect((run.output + written).contains(shown), "\(run.output)")
    #expect(run.errors.contains(told), "\(run.errors)")
  }

  @Test("is named by doctor, and an article of it can be deleted")
  func mended() async throws {
    try RawDatabase.execute("UPDATE article SET summary = '[' WHERE id = 3", at: desk.databasePath)
    let doctor = await desk.run(["doctor"], columns: 300)
    #expect(doctor.output.contains("a3 cannot be read (summary)"), "\(doctor.output)")
    #expect(await desk.run("digest", "since", "2d").errors.contains("delete a3 takes it away"))
    #expect(await desk.run("delete", "a3").output.contains("a3  (it cannot be read)"))
    #expect(await desk.run("delete", "a3", "--save").output.contains("1 article is deleted"))
    #expect(await desk.run("digest", "since", "2d").errors.isEmpty)
  }

  @Test("takes no place of a listing that is cut, so that who goes on misses nothing")
  func filled() async throws {
    try RawDatabase.execute("UPDATE article SET arrived_at = 'x' WHERE id = 2", at: desk.databasePath)
    let run = await desk.run(["articles", "--limit", "2"], columns: nil)
    #expect(run.output.split(separator: "\n").count == 2, "\(run.output)")
  }
}
