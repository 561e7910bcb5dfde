import Language
import Testing

@Suite("A dependency parse")
struct DependencyParseTests {
  /// "Rebels attacked the old town."
  private let parse = DependencyParse(
    tags: [Tag(.noun), Tag(.verb, .past), Tag(.determiner), Tag(.adjective), Tag(.noun), Tag(.punctuation)],
    heads: [1, -1, 4, 4, 1, 1],
    relations: [.nominalSubject, .root, .determiner, .adjectivalModifier, .object, .punctuation]
  )

  @Test("gives root, children and subtrees")
  func structure() {
    #expect(parse.root == 1)
    #expect(parse.children(of: 1) == [0, 4, 5])
    #expect(parse.children(of: 1, [.object, .nominalSubject]) == [0, 4])
    #expect(parse.subtree(of: 4) == [2, 3, 4])
    #expect(parse.isWithin(2, 1))
    #expect(!parse.isWithin(0, 4))
  }

  @Test(
    "reads labels, falling back to the relation without its subtype",
    arguments: [
      ("nsubj:pass", DependencyRelation.passiveSubject), ("obl:tmod", .oblique), ("mystery", .unspecified),
    ]
  )
  func labels(label: String, relation: DependencyRelation) {
    #expect(DependencyRelation(label: label) == relation)
  }
}
