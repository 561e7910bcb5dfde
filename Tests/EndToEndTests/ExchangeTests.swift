import Foundation
import StoreSupport
import Testing

@Suite("JSON Lines")
struct JSONLinesTests {
  private let binary: Binary

  init() throws { binary = try Binary() }

  @Test(
    "one line out for each line in, in order, ids with their types; bad lines are named and the run goes on"
  )
  func analyse() throws {
    let input = """
      {"id": 1, "text": "The council met on Monday. It voted on the bridge.", "title": null}
      {"id": "two", "text": "", "title": "Russia expels ten diplomats"}
      not json
      {"id": {"a": [1, null]}, "html": "<article><h1>T</h1><p>The council met on Monday to vote.</p></article>"}
      {"id": true}
      {"id": 6, "text": "a", "html": "b"}
      {"id": 7, "text": "a", "published": "last week"}
      [1, 2]

      """
    let run = try binary.run(["analyse", "--jobs", "3"], input: input)
    let objects = try run.objects()
    #expect(run.status == 1)
    #expect(objects.count == 8)
    #expect(objects[0]["id"] as? Int == 1)
    #expect(objects[0]["text"] as? String == "The council met on Monday. It voted on the bridge.")
    #expect(objects[1]["id"] as? String == "two")
    #expect(objects[1]["title"] as? String == "Russia expels ten diplomats")
    #expect(objects[2]["line"] as? Int == 3)
    #expect((objects[2]["error"] as? String)?.hasPrefix("bad-json: ") == true)
    #expect((objects[3]["id"] as? [String: [Any]])?["a"]?.count == 2)
    #expect(objects[4]["error"] as? String == "missing-field: give html or text")
    #expect(objects[4]["id"] as? Bool == true)
    #expect(objects[5]["error"] as? String == "bad-field: give html or text, not both")
    #expect(objects[6]["error"] as? String == "bad-field: published must be RFC 3339 or YYYY-MM-DD")
    #expect(objects[7]["line"] as? Int == 8)
  }

  @Test("only the parts that are wanted are given")
  func parts() throws {
    let line =
      #"{"id": 1, "text": "The council met on Monday to vote on the bridge.", "published": "2021-10-18"}"#
    func keys(_ parts: String) throws -> Set<String> {
      Set(try binary.run(["analyse", "--parts", parts], input: line).objects().first?.keys.map { $0 } ?? [])
    }
    let coded = ["genre", "domain", "escalatory", "severity", "events"]
    #expect(try keys("summary") == ["id", "summary"])
    #expect(try keys("extract") == ["id", "url", "site", "title", "author", "date", "language", "text"])
    #expect(try keys("events") == Set(["id"] + coded))
    #expect(try keys("summary,events") == Set(["id", "summary"] + coded))
  }

  @Test("nothing is stored")
  func storesNothing() throws {
    _ = try binary.run(["analyse"], input: #"{"id": 1, "text": "The council met on Monday to vote."}"#)
    #expect(try binary.store.isUntouched())
  }

  @Test("sentences are verbatim and in order")
  func sentences() throws {
    let input =
      #"{"id": 1, "text": "Dr. Rowe left at 5 p.m. on Monday. “Why?” she asked.\nA last line", "language": "en"}"#
    let objects = try binary.run(["sentences", "--jsonl"], input: input).objects()
    #expect(
      objects.first?["sentences"] as? [String] == [
        "Dr. Rowe left at 5 p.m. on Monday.", "“Why?” she asked.", "A last line",
      ]
    )
  }

  @Test("a brief takes sentences of its documents, within its words")
  func brief() throws {
    let input = """
      {"id": "b", "documents": [{"title": "Bridge opens", "text": "The old bridge over the Wend opened to walkers \
      on Monday after two years of repairs. Builders replaced three arches."}, {"text": "Walkers crossed the repaired \
      bridge over the Wend on Monday. The repairs cost 1.4 million pounds in all."}]}
      """
    let objects = try binary.run(["brief", "--jsonl", "--words", "30"], input: input).objects()
    let summary = try #require(objects.first?["summary"] as? [String])
    #expect(!summary.isEmpty)
    #expect(summary.allSatisfy(input.contains))
    #expect(summary.joined(separator: " ").split(separator: " ").count <= 30)
  }

  @Test("articles that tell the same event share a label, and others do not")
  func stories() throws {
    let input = """
      {"id": 1, "title": "Quake of 6.1 shakes Izmir", "text": "A magnitude 6.1 earthquake struck the Turkish city of \
      Izmir on Monday, killing 14 people, officials said."}
      {"id": 2, "title": "Old bridge reopens", "text": "The old bridge over the Wend opened to walkers on Monday."}
      {"id": 3, "title": "Izmir earthquake kills 14", "text": "Fourteen people died in Izmir in Turkey on Monday when a \
      6.1 magnitude earthquake struck the city."}

      """
    let stories = try binary.run(["stories", "--jsonl"], input: input).objects().map { $0["story"] as? Int }
    #expect(stories.count == 3)
    #expect(stories[0] != nil && stories[0] == stories[2])
    #expect(stories[0] != stories[1])
  }
}
