import Alerting
import Model
import Pipeline
import Storage
import StoreSupport
import Testing

@Suite("The names that conditions know")
struct ActorNamesTests {
  @Test(
    "People known by their role have the names that events carry",
    arguments: [
      ("Iraqi insurgents", "Iraq insurgents"), ("Belarus protesters", "Belarus protesters"),
      ("kremlin", "Russia"),
    ]
  )
  func roles(typed: String, canonical: String) {
    #expect(ActorNames.standard.canonical(typed) == canonical)
  }

  @Test("The event coder knows the sets that analysts defined")
  func defined() throws {
    let store = try StoreForTests.new()
    let actors = DefinedActors()
    let before = try actors.table(in: store)
    #expect(try actors.table(in: store) === before, "the table is made once")
    try Definitions(store: store).add(
      StoredDefinition(name: "Danube League", members: ["Poland", "Hungary"])
    )
    var article = Article(text: "The Danube League condemned Russia on Monday.")
    article.language = "en"
    let known = Analyser(actors: try actors.table(in: store)).analyse(article, parts: .events)
    #expect(known.coding?.events.map(\.actor) == [Participant(name: "Danube League")])
    let unknown = Analyser().analyse(article, parts: .events)
    let grounds = unknown.coding?.events.compactMap { $0.grounds.actor?.rule } ?? []
    let rule = try #require(known.coding?.events.first?.grounds.actor?.rule)
    #expect(!grounds.isEmpty && !grounds.contains(rule))
  }

  @Test(
    "Office holders are known as Cyrillic spells them, by their sound",
    arguments: [
      ("Байден", "United States"), ("Трамп", "United States"), ("Макрон", "France"), ("Шольц", "Germany"),
      ("Лукашенко", "Belarus"), ("Нетаньяху", "Israel"), ("Путин", "Russia"),
      ("Зеленський", "Ukraine"), ("Джо Байден", "United States"), ("Россия", "Russia"),
      ("Вэнс", "United States"),
    ]
  )
  func cyrillic(typed: String, canonical: String) {
    #expect(ActorNames.standard.canonical(typed) == canonical)
  }

  @Test(
    "Words that name nobody have no name",
    arguments: ["rebels", "Atlantis", "Атлантида", "стол", "バイデン"]
  )
  func nobody(typed: String) {
    #expect(ActorNames.standard.canonical(typed) == nil)
  }
}
