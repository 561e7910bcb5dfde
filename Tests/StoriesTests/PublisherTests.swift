import Model
import Stories
import Testing

@Suite("Publishers and independent sources") struct PublisherTests {
  @Test(
    "an outlet belongs to its owner, or stands for itself",
    arguments: [
      ("mirror.co.uk", "Reach", true), ("EXPRESS.co.uk", "Reach", true),
      ("example.org", "example.org", false),
    ]
  )
  func families(domain: String, name: String, isFamily: Bool) {
    let publisher = PublisherTable.standard.publisher(ofDomain: domain)
    #expect(publisher.name == name)
    #expect(publisher.isFamily == isFamily)
  }

  @Test("an analyst's own family wins")
  func own() {
    var table = PublisherTable.standard
    table.add(families: "# mine\nGazette Group\tgazette.example mirror.co.uk")
    #expect(table.publisher(ofDomain: "gazette.example").name == "Gazette Group")
    #expect(table.publisher(ofDomain: "mirror.co.uk").name == "Gazette Group")
  }

  @Test(
    "an agency's credit is read at the head of the text",
    arguments: [
      ("KABUL (Reuters) - Militants said on Sunday", "Reuters"),
      ("AP - A large blast shook", "Associated Press"),
      ("KABUL (Kite) - Militants said", nil), ("Reuters reported that", nil),
    ]
  )
  func credit(text: String, agency: String?) {
    #expect(PublisherTable.standard.agency(creditedBy: Article(text: text)) == agency)
  }

  @Test("a byline names an agency too")
  func byline() {
    var article = Article(text: "Militants said on Sunday")
    article.authors = ["Jane Doe", "AFP"]
    #expect(PublisherTable.standard.agency(creditedBy: article) == "Agence France-Presse")
  }

  @Test("one publisher, one agency and one text count once")
  func corroboration() {
    let sources = [
      StorySource(article: 1, domain: "mirror.co.uk"),
      StorySource(article: 2, domain: "express.co.uk"),
      StorySource(article: 3, domain: "a.example", agency: "Reuters"),
      StorySource(article: 4, domain: "b.example", agency: "Reuters"),
      StorySource(article: 5, domain: "c.example", copyOf: 4),
      StorySource(article: 6, domain: "d.example"),
    ]
    let groups = Corroboration.groups(of: sources, publishers: .standard)
    #expect(groups.map(\.articles) == [[1, 2], [3, 4, 5], [6]])
    #expect(groups[0].names == ["Reach"])
    #expect(groups.map(\.reasons) == [["publisher Reach"], ["agency Reuters", "copy of a4"], []])
  }

  @Test("an agency's own outlet and an outlet that prints it are one source")
  func agencyOutlet() {
    let sources = [
      StorySource(article: 1, domain: "reuters.com"),
      StorySource(article: 2, domain: "a.example", agency: "Reuters"),
    ]
    let groups = Corroboration.groups(of: sources, publishers: .standard)
    #expect(groups.map(\.articles) == [[1, 2]])
    #expect(groups[0].reasons == ["agency Reuters", "publisher Reuters"])
  }
}
