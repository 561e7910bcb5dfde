import Foundation
import TestSupport
import Testing

@Suite("Stories and change at the shell")
struct StoryTests {
  private let binary: Binary

  init() throws { binary = try Binary() }

  private static let blast =
    "A gas explosion tore through the Karvona coal mine in Silesia on Monday, killing 12 miners, rescuers said. The blast "
    + "happened 700 metres below ground, said Jan Kowal of the mine's rescue service in Katowice."
  private static let blastWorse =
    "The explosion at the Karvona coal mine in Silesia on Monday killed 17 miners, the mine's rescue service said, after "
    + "five more bodies were found below ground. Jan Kowal of the rescue service in Katowice said the search was over."
  private static let mission =
    "Russia suspended its mission to NATO on Monday in retaliation for the expulsion of eight Russian diplomats by NATO. "
    + "Foreign Minister Sergei Lavrov said in Moscow that NATO's liaison office would be closed as well."

  /// Reads a text as an article of an outlet.
  private func read(_ title: String, _ text: String, from domain: String) throws {
    let page =
      "<html><head><title>\(title)</title><meta property='article:published_time' content='2021-10-18'></head><body><article>"
      + "<h1>\(title)</h1><p>\(text)</p></article></body></html>"
    let file = try binary.file("page.html", holding: page)
    let slug = title.lowercased().replacing(" ", with: "-")
    let result = try binary.run(["read", file, "--url", "https://www.\(domain)/\(slug)"])
    #expect(result.status == 0, "\(result.errors)")
  }

  /// Two reports of a blast, a copy of the first by an outlet of the same owner as another, and a rupture.
  private func readAll() throws {
    try read("Gas blast kills 12 at Karvona coal mine", Self.blast, from: "mirror.co.uk")
    try read("Russia shuts its mission to NATO", Self.mission, from: "harbourpost.example")
    try read("Twelve dead in Karvona blast", Self.blast, from: "gazette.example")
    try read("Karvona coal mine blast now kills 17", Self.blastWorse, from: "express.co.uk")
  }

  @Test("reports of one event are one story, whose copies and sister outlets are one source")
  func story() throws {
    try readAll()
    let listed = try binary.run(["stories", "--format", "jsonl"]).objects()
    #expect(listed.map { $0["id"] as? String } == ["s2", "s1"])
    #expect(listed.map { $0["articles"] as? Int } == [1, 3])
    #expect(listed.map { $0["sources"] as? Int } == [1, 1])

    let story = try binary.run(["story", "s1"]).output
    #expect(story.hasPrefix("s1  Gas blast kills 12 at Karvona coal mine\n"))
    #expect(story.contains("3 articles from 1 independent source"))
    #expect(story.contains("Reach / gazette.example (a1, a3, a4: copy of a1, publisher Reach)"))
    #expect(story.contains("developments"))
    #expect(
      story.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(
        "17 miners, where it said 12 miners"
      )
    )
    let rows = try binary.run(["story", "s1", "--format", "jsonl"]).objects()
    #expect(rows.map { $0["tie"] as? String } == ["new", "copy", "development"])
    #expect(rows.map { $0["of"] as? String } == [nil, "a1", "a1"])

    let reasons = try binary.run(["why", "s1"]).output
    #expect(reasons.contains("copy as a1"))
    #expect(reasons.contains("lead covered, up to half"))
    #expect(try binary.run(["brief", "s1"]).output.contains("Karvona"))
    #expect(try binary.run(["stories", "--actor", "Moscow", "--format", "jsonl"]).objects().count == 1)
    #expect(try binary.run(["stories", "since", "1d"]).output.contains("s2"))
  }

  @Test("an analyst's split and merge are kept and exported")
  func corrections() throws {
    try readAll()
    #expect(try binary.run(["split", "s1", "a4"]).output == "a4 is s3 now\n")
    #expect(try binary.run(["story", "s1", "--format", "jsonl"]).objects().count == 2)
    #expect(
      try binary.run(["merge", "s1", "s3"]).output == "s3 is part of s1 now, which has 3 articles\n"
    )
    #expect(try binary.run(["story", "s3"]).output.hasPrefix("s1  "))
    let kept = try binary.run(["stories", "--corrections", "--format", "jsonl"]).objects()
    #expect(kept.map { $0["kind"] as? String } == ["split", "merge"])
    #expect(
      kept[0]["identities"] as? String == "https://www.express.co.uk/karvona-coal-mine-blast-now-kills-17"
    )
    #expect(try binary.run(["why", "s1"]).output.contains("a4 taken out of s1 as s3"))

    let file = binary.file("corrections.jsonl")
    try binary.run(["stories", "--corrections", "--format", "jsonl"]).output
      .write(toFile: file, atomically: true, encoding: .utf8)
    let shown = try binary.run(["stories", "--import", file]).output
    #expect(shown.contains("split  a4 out of s1") && shown.contains("--save corrects it"))
    #expect(
      try binary.run(["stories", "--import", file, "--save"]).output.hasSuffix("all of it is corrected\n")
    )
    #expect(try binary.run(["story", "s1", "--format", "jsonl"]).objects().count == 3)
  }

  @Test("a digest tells what is new since the last one, the most severe first")
  func digest() throws {
    try readAll()
    let first = try binary.run(["digest"]).output
    let lines = first.split(separator: "\n")
    #expect(lines.filter { $0.hasPrefix("s1  ") || $0.hasPrefix("s2  ") }.count == 2)
    #expect(lines.contains { $0.contains("severity rises") || $0.contains("17 miners") })
    #expect(try binary.run(["digest", "since", "last"]).output.hasPrefix("Nothing is new since 2021-10-18"))
    let again = try binary.run(["digest", "since", "1d", "--format", "jsonl"]).objects()
    #expect(again.compactMap { $0["id"] as? String }.sorted() == ["s1", "s2"])
  }

  @Test("a timeline draws the index as wide as the screen, and names its peaks")
  func timeline() throws {
    try readAll()
    let chart = try binary.run(["timeline", "Russia", "NATO", "over", "30d"]).output
    #expect(chart.hasPrefix("Russia → NATO\n"))
    #expect(chart.contains("█"))
    #expect(chart.contains("1  2021-10-18"))
    #expect(chart.contains("unlikely count"))
    var narrow = binary
    narrow.environment["COLUMNS"] = "60"
    let drawn = try narrow.run(["timeline", "Russia", "NATO", "over", "90d"]).output
    #expect(drawn.split(separator: "\n").allSatisfy { $0.count <= 60 })
    let days = try binary.run(["timeline", "Russia", "NATO", "over", "30d", "--format", "csv"]).output
      .split(separator: "\n")
    #expect(days.count == 31)
    #expect(days.last?.hasPrefix("2021-10-18,") ?? false)
    #expect(try binary.run(["timeline", "Frnce"]).errors.contains("did you mean France"))
  }

  @Test("a chain shows what an act answers")
  func chain() throws {
    try readAll()
    let event = try binary.run(["events", "--actor", "Russia", "--format", "jsonl"]).objects()
      .first { $0["status"] as? String == "realised" }
    let id = try #require(event?["id"] as? String)
    let chain = try binary.run(["chain", id]).output
    #expect(chain.contains("in retaliation for"))
    #expect(chain.contains("▸ \(id)"))
  }

  @Test(
    "bad input gets one clear error",
    arguments: [
      (["story", "s9"], 1, "there is no story s9; stories lists what there is"),
      (["story", "a1"], 64, "a1 is no story: write s12."),
      (["split", "s1", "a9"], 1, "there is no story s1"),
      (["merge", "s1", "s1"], 1, "there is no story s1"),
      (["digest", "since"], 64, "Write since and a time"),
      (["timeline", "Russia", "over", "soon"], 64, "Write over and a length"),
      (["chain", "e5"], 1, "there is no event e5"),
    ] as [([String], Int32, String)]
  )
  func badInput(arguments: [String], status: Int32, message: String) throws {
    let result = try binary.run(arguments)
    #expect(result.errors.contains(message))
    #expect(result.status == (status == 64 ? 2 : status))
  }

  @Test("an analyst's own file of publishers is read")
  func publishers() throws {
    try readAll()
    let path = try binary.file("publishers.tsv", holding: "Harbour Group\tharbourpost.example\n")
    var own = binary
    own.environment["TOCSIN_PUBLISHERS"] = path
    #expect(try own.run(["story", "s2"]).output.contains("Harbour Group (a2)"))
    own.environment["TOCSIN_PUBLISHERS"] = "/nowhere/publishers.tsv"
    #expect(try own.run(["story", "s2"]).status != 0)
  }
}
