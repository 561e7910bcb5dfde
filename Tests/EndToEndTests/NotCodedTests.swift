import Foundation
import Testing

@Suite("Articles in languages whose events are not coded")
struct NotCodedTests {
  private let program: Binary

  init() throws { program = try Binary() }

  private static let page = """
    <html lang="fi"><head><title>Venäjä karkottaa diplomaatteja</title>
    <meta property="og:type" content="article"><meta property="article:published_time" content="2021-10-18T10:00:00Z">
    <link rel="canonical" href="https://sanomat.example/venaja-karkottaa"></head><body><article>
    <h1>Venäjä karkottaa diplomaatteja</h1>
    <p>Venäjä karkottaa kahdeksan Naton diplomaattia maasta, kertoi ulkoministeri maanantaina Moskovassa. Päätös on vastaus
    sotilasliiton aiempaan karkotukseen, joka koski kahdeksaa venäläistä edustajaa Brysselissä.</p>
    <p>Sotilasliiton mukaan karkotetut olivat tiedustelun palveluksessa, minkä Venäjä on kiistänyt useaan kertaan.</p>
    <p>Ulkoministeri sanoi, että myös liiton tiedotustoimisto Moskovassa suljetaan marraskuun alussa.</p>
    </article></body></html>
    """

  @Test("have no severity: not coded in lists and read, null for programs, and no rule on severity fires")
  func notCoded() throws {
    #expect(try program.run(["alert", "add", "calm", "when", "not article.severity at least 5"]).status == 0)
    #expect(try program.run(["alert", "add", "words", "when", "title contains diplomaatteja"]).status == 0)
    let read = try program.run(["read", "-"], input: Self.page)
    #expect(read.output.contains("severity not coded: events are not coded for this language (fi)"))
    #expect(!read.output.contains("calm"))
    #expect(read.output.contains("alert f1  words, severity not coded: Venäjä karkottaa diplomaatteja"))
    #expect(try program.run(["articles"]).output.contains("not coded"))
    #expect(try program.run(["stories"]).output.contains("not coded"))
    #expect(try program.run(["alerts"]).output.contains("not coded"))
    for command in ["articles", "stories", "alerts"] {
      let line = try #require(try program.run([command, "--format", "jsonl"]).objects().first)
      #expect(line["severity"] is NSNull, "\(command)")
    }
    let article = try #require(try program.run(["articles", "--format", "jsonl"]).objects().first)
    #expect(article["escalatory"] is NSNull)
    #expect(try program.run(["articles", "--severity", "0"]).errors.contains("No article"))
    let csv = try program.run(["articles", "--format", "csv"]).output.split(separator: "\n")
    #expect(csv.last?.hasPrefix("a1,,0,2021-10-18") == true)
    let why = try program.run(["why", "not", "a1", "calm"]).output
    #expect(why.contains("calm: not matched: events of this article are not coded"))
    #expect(why.contains("not coded"))
  }

  @Test("are null in JSON Lines, where an article without events has 0")
  func analyse() throws {
    let input = """
      {"id": 1, "text": "Venäjä karkottaa kahdeksan Naton diplomaattia maasta, kertoi ulkoministeri maanantaina Moskovassa."}
      {"id": 2, "text": "The council met on Monday to vote on the bridge. It was in favour of the bridge."}
      """
    let answers = try program.run(["analyse", "--parts", "events"], input: input).objects()
    #expect(answers[0]["severity"] is NSNull)
    #expect(answers[0]["escalatory"] is NSNull)
    #expect((answers[0]["events"] as? [Any])?.isEmpty == true)
    #expect(answers[1]["severity"] as? Double == 0)
    #expect(answers[1]["escalatory"] as? Bool == false)
  }
}
