import Console
import Testing

/// What Tab offers where somebody is to be named.
@Suite("Completion of names")
struct CompletionTests {
  private let desk: CaughtDesk

  init() throws { desk = try CaughtDesk() }

  @Test(
    "Tab goes on as far as all names that begin so agree",
    arguments: [
      ("timeline Ir", "timeline Ir"), ("timeline Ira", "timeline Ira"), ("timeline Iraq", "timeline Iraq"),
      ("timeline Ukr", "timeline Ukraine"), ("timeline Esto", "timeline Estonia "),
      ("timeline esto", "timeline Estonia "), ("timeline Nor", "timeline Nor"),
      ("timeline \"North K", "timeline \"North Korea\" "), ("timeline North K", "timeline \"North Korea\" "),
      ("timeline Un", "timeline Un"), ("timeline Unite", "timeline \"United "),
      ("timeline Russia Unite", "timeline Russia \"United "),
      ("timeline Russia United Ki", "timeline Russia \"United Kingdom\" "),
      ("timeline Russia \"United St", "timeline Russia \"United States\" "),
      ("events --actor Unite", "events --actor \"United "),
      ("events --actor \"United S", "events --actor \"United S"),
      ("events --actor \"United St", "events --actor \"United States\" "),
      ("search mission --about Esto", "search mission --about Estonia "),
      ("define x is Esto", "define x is Estonia "),
      ("define x is Russia, Esto", "define x is Russia, Estonia "),
      ("actors Esto", "actors Estonia "), ("timeline Росс", "timeline Россия "),
      ("alert check when actor is Esto", "alert check when actor is Estonia "),
      ("alert check when actor is United St", "alert check when actor is United States "),
      ("alert check when actor is United", "alert check when actor is United "),
      ("alert check when actor is Is", "alert check when actor is Is"),
      ("alert check when dyad is Russia -> United K", "alert check when dyad is Russia -> United Kingdom "),
    ]
  )
  func goingOn(line: String, becomes: String) throws {
    #expect(try desk.tab(line).line == becomes)
  }

  @Test(
    "no actor is left out of the list, however many begin so",
    arguments: [
      ("timeline Ir", ["Iran", "Iraq", "Ireland"]), ("timeline R", ["Romania", "Russia", "Rwanda"]),
      ("timeline C", ["Canada", "Chad", "China", "Cuba"]), ("timeline N", ["NATO", "Nepal", "Norway"]),
      ("timeline G", ["G7", "Georgia", "Germany", "Ghana", "Greece"]), ("timeline NA", ["NATO", "Namibia"]),
      ("timeline Fr", ["France"]), ("actors Ch", ["Chad", "Chile", "China"]), ("define x is R", ["Russia"]),
      ("timeline Pu", ["Putin"]), ("timeline \"United ", ["\"United Kingdom\"", "\"United States\""]),
      ("alert check when actor is Is", ["Israel", "Islamic State"]),
      ("alert check when actor is United ", ["United Kingdom", "United Nations", "United States"]),
    ]
  )
  func listing(line: String, names: [String]) throws {
    let candidates = try desk.tab(line).candidates
    for name in names { #expect(candidates.contains(name), "\(candidates)") }
  }

  @Test(
    "where nothing is typed yet, those are offered who act most in what is stored",
    arguments: [
      "timeline ", "events --actor ", "define x is ", "actors ", "alert check when actor is ",
    ]
  )
  func nothingTyped(line: String) async throws {
    #expect(try desk.tab(line).candidates.contains("Russia"))
    await desk.readSamples(["harbour-post-mission"])
    #expect(
      Set(try desk.tab(line).candidates.filter { $0.first?.isUppercase ?? false }.prefix(2)) == [
        "Russia", "NATO",
      ]
    )
  }
}
