import EventCodes
import Model
import Testing

/// What an analyst is told of why an event was coded, or why none was.
@Suite("Reasons")
struct ReasonTests {
  private func event(_ text: String, _ root: String, on day: String = "2021-10-18") throws -> Event {
    try #require(coding(text, on: day).events.first { $0.code.root == root })
  }

  @Test("An event says which words carry it, by which entry and frame")
  func trigger() throws {
    let event = try event("Poland expelled two Belarusian diplomats.", "16")
    #expect(event.trigger == "expelled")
    #expect(event.grounds.lexiconEntry == "expel + obj:DIPLOMAT")
    #expect(event.grounds.frame == "active: SUBJECT cuts what it has with PHRASE")
    #expect(event.sentence == "Poland expelled two Belarusian diplomats.")
  }

  @Test("Each side says by which words and which rule it was found")
  func sides() throws {
    let event = try event("The Kremlin recalled its envoy from Paris.", "16")
    #expect(event.grounds.actor == ParticipantGround(mention: "Kremlin", rule: "seat of power of Russia"))
    #expect(event.grounds.target?.rule.contains("France") == true)
  }

  @Test("What stands for a name says for which, and where that stood")
  func references() throws {
    let event = try event("Russia left the talks with NATO. The alliance condemned Russia.", "11")
    #expect(event.actor == Participant(name: "NATO"))
    #expect(event.grounds.actor?.mention == "The alliance")
    #expect(event.grounds.actor?.rule == "The alliance: NATO, sentence 1")
  }

  @Test(
    "The status names the words that show it",
    arguments: [
      ("Turkey did not invade Cyprus.", "not: adverb of its clause"),
      ("Turkey might invade Cyprus.", "might: auxiliary of its clause"),
      ("Turkey denied invading Cyprus.", "denied: denial"),
      ("Turkey invaded Cyprus.", "told as it happened"),
    ]
  )
  func status(text: String, ground: String) throws {
    #expect(try event(text, "19").grounds.status == ground)
  }

  @Test("A date says which words gave it and how they were read")
  func date() throws {
    let event = try event("Iraq invaded Kuwait on Sunday.", "19")
    #expect(event.date?.description == "2021-10-17")
    #expect(event.grounds.date == "Sunday: weekday, seen from the day of 2021-10-18")
  }

  @Test("A severity is the sum and product of what it names")
  func severity() throws {
    let event = try event("A rocket attack by Iran on Iraq killed nine civilians.", "19")
    let factors = event.severity.factors
    #expect(factors.dropFirst(2).reduce(factors[0].value * factors[1].value) { $0 + $1.value } == 7.6)
    #expect(factors.map(\.name).starts(with: ["base of \(event.code.words)", "weight of realised"]))
    #expect(factors.map(\.name).contains("civilians hit"))
    #expect(event.severity.value == 7.6)
  }

  @Test(
    "Only ten killed in one act, or mass violence, make an act critical",
    arguments: [
      ("A rocket attack by Iran on Iraq killed nine civilians.", false),
      ("A rocket attack by Iran on Iraq killed 12 civilians.", true),
      ("A rocket attack by Iran on Iraq killed dozens of civilians.", true),
      ("A rocket attack by Iran on Iraq in 2021 killed two.", false),
      ("Iran shelled a hospital, a school and a pipeline of Iraq.", false),
    ]
  )
  func critical(text: String, isCritical: Bool) throws {
    let event = try event(text, "19")
    #expect((event.severity.value >= Severity.criticalMin) == isCritical)
  }

  @Test(
    "Who says so: the reporter, the doer, the other side, or nobody but those who are denied",
    arguments: [
      ("Iran shelled Iraq.", Attribution.reported, nil),
      ("Iran said it shelled Iraq.", .claimed, "Iran"),
      ("Iraq said that Iran shelled Iraq.", .alleged, "Iraq"),
      ("Iran denied shelling Iraq.", .alleged, nil),
    ] as [(String, Attribution, String?)]
  )
  func attribution(text: String, attribution: Attribution, speaker: String?) throws {
    let event = try event(text, "19")
    #expect(event.grounds.attribution == attribution)
    #expect(event.grounds.speaker == speaker)
  }

  @Test(
    "A rejected trigger names the rule and its evidence",
    arguments: [
      ("Brazil attacked Argentina from the first minute and won the match 3-1.", "sport", true),
      ("Georgia accused Russia of bombing its villages.", "only the content of accuse", false),
    ]
  )
  func rejected(text: String, reason: String, hasEvidence: Bool) throws {
    let rejected = try #require(coding(text).rejected.first { $0.reason == reason })
    #expect((rejected.evidence != nil) == hasEvidence)
    #expect(text.contains(rejected.trigger))
  }

  @Test(
    "An empty answer says why it is empty",
    arguments: [
      ("The weather stays fine.", "no event: nothing in it is said to be done by a political actor"),
      (
        "Brazil attacked Argentina from the first minute and won the match 3-1.",
        "no event: 1 trigger rejected (sport)"
      ),
    ]
  )
  func emptiness(text: String, verdict: String) {
    #expect(coding(text).verdict == verdict)
  }

  @Test("A month that points back is of the year told before")
  func narrative() throws {
    let event = try event(
      "In March 2014 Russia annexed Crimea from Ukraine. NATO suspended cooperation with Russia that April.",
      "16"
    )
    #expect(event.date?.description == "2014-04")
    #expect(event.status == .background)
    #expect(event.grounds.date == "April: seen from 2014-03-31, told before")
  }

  @Test("The day of speech does not date what is told")
  func speechTime() throws {
    let event = try event("Iran said on Monday that Iraq shelled the town of Mehran.", "19")
    #expect(event.date == nil)
  }

  @Test("How long something is to last does not date it")
  func term() throws {
    let event = try event("A court in Belarus jailed a journalist for two years.", "17")
    #expect(event.status == .realised)
    #expect(event.date == nil)
  }

  @Test("What has lasted for decades is background")
  func lasting() throws {
    let event = try event("The United States has blockaded Cuba for almost half a century.", "19")
    #expect(event.status == .background)
  }

  @Test("What would damage relations is criticised now")
  func opinion() throws {
    let event = try event("Germany said the move by Russia would damage relations.", "11")
    #expect(event.actor == Participant(name: "Germany"))
    #expect(event.status == .realised)
  }

  @Test("A bomber is not whom the bomb hits, and a city is not who set the bomb that it is named with")
  func bombs() {
    let bomber = coded("Pakistan said a suicide bomber killed five people in an attack on a convoy.")
    #expect(bomber.contains { $0.hasPrefix("unknown 183 Pakistan civilians") })
    let bombs = coded("Baghdad car bombs killed eleven people on Sunday.")
    #expect(bombs.contains { $0.hasPrefix("unknown 183") })
    #expect(!bombs.contains { $0.hasPrefix("Iraq 183") })
    let crisis = coded("It is the latest blow in Iraq's foreign hostage crisis.")
    #expect(!crisis.contains { $0.hasPrefix("Iraq 181") })
  }

  @Test("Ministers of two countries act for both")
  func twoOwners() {
    let events = coded("The foreign ministers of France and Germany condemned Iran on Monday.")
    #expect(events.filter { $0.contains(" 111 Iran") }.count == 2)
    #expect(
      coded("Troops of Armenia and Azerbaijan clashed on Monday.").contains {
        $0.hasPrefix("Armenia 190 Azerbaijan")
      }
    )
  }

  @Test("What is announced beside a refusal is not refused")
  func besideRefusal() {
    let events = coded(
      "The Taliban rejected the government's offer proposed in February and announced a new offensive."
    )
    #expect(!events.contains { $0.contains(" 190 ") && $0.hasSuffix("negated") })
  }

  @Test("What somebody wants done is not done")
  func wish() {
    let events = coded("Moscow also wants the alliance's offices in the Russian capital closed.")
    #expect(!events.contains { $0.hasSuffix("realised") && $0.contains(" 161 ") })
  }

  @Test("What ends after some years is told as new")
  func pause() {
    let events = coded("China is ready to resume negotiations with Taiwan after nearly five years.")
    #expect(!events.contains { $0.hasSuffix("background") })
    #expect(events.contains { $0.hasPrefix("China 036 Taiwan") })
  }

  @Test("What somebody is not interested in does not take place")
  func noInterest() {
    let events = coded("NATO is not interested in dialogue with Russia, Russia's foreign minister said.")
    #expect(!events.contains { $0.contains(" 046 ") })
    #expect(events.contains { $0.hasPrefix("Russia 111 NATO") })
  }
}
