import Language
import Testing
import Text

@Suite("The English parser")
struct EnglishParserTests {
  private func parse(_ text: String) -> (words: [String], parse: DependencyParse) {
    let document = Document(text)
    guard let sentence = document.sentences.first else {
      return ([], DependencyParse(tags: [], heads: [], relations: []))
    }
    let words = document.tokens[sentence.tokens].map(document.text(of:))
    return (words, EnglishParser.shared.parse(document, sentence))
  }

  @Test(
    "finds who did what to whom",
    arguments: [
      ("Russian troops attacked the city on Monday.", "troops", "attacked", "city"),
      ("The president condemned the attack.", "president", "condemned", "attack"),
      ("Israel has expelled two diplomats.", "Israel", "expelled", "diplomats"),
      ("Protesters burned cars in Paris.", "Protesters", "burned", "cars"),
    ]
  )
  func subjectAndObject(text: String, subject: String, verb: String, object: String) throws {
    let (words, parse) = parse(text)
    let root = try #require(parse.root)
    #expect(words[root] == verb)
    #expect(parse.children(of: root, [.nominalSubject]).map { words[$0] } == [subject])
    #expect(parse.children(of: root, [.object]).map { words[$0] } == [object])
  }

  @Test("tells a passive and its agent")
  func passive() throws {
    let (words, parse) = parse("Two soldiers were killed by rebels.")
    let root = try #require(parse.root)
    #expect(words[root] == "killed")
    #expect(parse.tags[root] == Tag(.verb, .pastParticiple))
    #expect(parse.children(of: root, [.passiveSubject]).map { words[$0] } == ["soldiers"])
    #expect(parse.children(of: root, [.agent]).map { words[$0] } == ["rebels"])
  }

  @Test(
    "reads headlines",
    arguments: [
      ("Russia to suspend grain deal", "suspend"), ("Iran Launches Missile Attack on Israel", "Launches"),
    ]
  )
  func headlines(text: String, root: String) {
    let (words, parse) = parse(text)
    #expect(parse.root.map { words[$0] } == root)
  }

  @Test(
    "makes one tree of anything",
    arguments: ["", ".", "...", "((((", "a", "word word word", "1 2 3", "🙂", "\" ' \" '"]
  )
  func trees(text: String) {
    let (words, parse) = parse(text)
    #expect(parse.count == words.count)
    #expect(parse.heads.count { $0 == -1 } == (words.isEmpty ? 0 : 1))
    if let root = parse.root { #expect(parse.subtree(of: root) == Array(words.indices)) }
  }

  @Test("takes linear time in long sentences")
  func long() {
    let (words, parse) = parse(String(repeating: "and the man ", count: 330))
    #expect(words.count == 990)
    #expect(parse.heads.count { $0 == -1 } == 1)
  }
}
