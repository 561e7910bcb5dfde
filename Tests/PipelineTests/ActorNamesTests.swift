import Alerting
import Pipeline
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

  @Test("Words that name nobody have no name", arguments: ["rebels", "Atlantis"])
  func nobody(typed: String) {
    #expect(ActorNames.standard.canonical(typed) == nil)
  }
}
