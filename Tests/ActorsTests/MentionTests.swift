import Actors
import Model
import Testing
import Text

/// A text and the names of its mentions, in order, each as `words=name`.
struct MentionCase: Sendable, CustomTestStringConvertible {
  var text: String
  var mentions: [String]
  var day: String?

  init(_ text: String, _ mentions: [String], day: String? = nil) {
    self.text = text
    self.mentions = mentions
    self.day = day
  }

  var testDescription: String { text }
}

@Suite("Mentions of actors")
struct MentionTests {
  private func check(_ example: MentionCase) {
    let document = Document(example.text)
    let found = ActorTable.standard.mentions(in: document, at: example.day.flatMap { CalendarDay($0) })
    #expect(found.map { "\(document.text(in: $0.bytes))=\($0.name ?? "?")" } == example.mentions)
  }

  @Test(
    "names, demonyms, capitals, seats and forces are found",
    arguments: [
      MentionCase("Russia warned Ukrainians.", ["Russia=Russia", "Ukrainians=Ukraine"]),
      MentionCase("The Kremlin answered Ankara.", ["Kremlin=Russia", "Ankara=Turkey"]),
      MentionCase("IDF jets hit Hezbollah.", ["IDF jets=Israel", "Hezbollah=Hezbollah"]),
      MentionCase(
        "al-Qaida met the Tamil Tigers.",
        ["al-Qaida=Al-Qaeda", "Tamil Tigers=Liberation Tigers of Tamil Eelam"]
      ),
      MentionCase("Bosnia and Herzegovina joined.", ["Bosnia and Herzegovina=Bosnia and Herzegovina"]),
      MentionCase("Nato and the EU met.", ["Nato=NATO", "EU=European Union"]),
    ]
  )
  func names(example: MentionCase) { check(example) }

  @Test(
    "a side and a role make one mention",
    arguments: [
      MentionCase("Iraqi insurgents struck.", ["Iraqi insurgents=Iraq insurgents"]),
      MentionCase("Palestinian militants fired.", ["Palestinian militants=Palestinian militants"]),
      MentionCase("Rebels in Sudan fought.", ["Rebels=Sudan rebels", "Sudan=Sudan"]),
      MentionCase("The government of Guatemala fell.", ["government=Guatemala", "Guatemala=Guatemala"]),
      MentionCase("Kenya's main opposition party left.", ["Kenya's main opposition party=Kenya opposition"]),
      MentionCase("Colombian police shot a demonstrator.", ["Colombian police=Colombia", "demonstrator=?"]),
      MentionCase("The Sudanese rebel leader spoke.", ["Sudanese rebel leader=Sudan rebels"]),
      MentionCase("Hamas gunmen and Hutu rebels fled.", ["Hamas gunmen=Hamas", "Hutu rebels=Rwanda rebels"]),
      MentionCase("UN workers left Goma.", ["UN workers=United Nations", "Goma=DR Congo"]),
      MentionCase(
        "Maoist rebels struck in Chhattisgarh.",
        ["Maoist rebels=Naxalites", "Chhattisgarh=India"]
      ),
      MentionCase("Maoist rebels struck in Kathmandu.", ["Maoist rebels=Nepal Maoists", "Kathmandu=Nepal"]),
      MentionCase("Iran-backed militia fled.", ["Iran=Iran", "militia=?"]),
    ]
  )
  func roles(example: MentionCase) { check(example) }

  @Test(
    "words that are also names count only as names",
    arguments: [
      MentionCase("They told us to eat turkey off china.", []),
      MentionCase("US and UN envoys met.", ["US=United States", "UN envoys=United Nations"]),
      MentionCase("Michael Jordan spoke.", []),
      MentionCase("The Washington Post wrote.", []),
      MentionCase("It is polish.", []),
    ]
  )
  func ambiguous(example: MentionCase) { check(example) }

  @Test(
    "persons speak for their side, and their surnames later",
    arguments: [
      MentionCase(
        "Russian Foreign Minister Sergei Lavrov spoke. Lavrov left.",
        ["Russian Foreign Minister Sergei Lavrov=Russia", "Lavrov=Russia"],
        day: "2021-10-18"
      ),
      MentionCase(
        "NATO spokesperson Oana Lungescu said. Later Lungescu left.",
        ["NATO spokesperson Oana Lungescu=NATO", "Lungescu=NATO"]
      ),
    ]
  )
  func persons(example: MentionCase) { check(example) }

  @Test(
    "a person is known by the full name, however the text writes it",
    arguments: [
      ("Vladimir Putin spoke. Putin left.", ["Vladimir Putin", "Vladimir Putin"]),
      ("RUSSIA'S PUTIN SPOKE.", ["Vladimir Putin"]), ("Mr Putin met officials.", ["Vladimir Putin"]),
      (
        "Pakistan's army spokesman Athar Waqas confirmed it. Waqas said so.",
        ["Athar Waqas", "Athar Waqas"]
      ),
      ("The Kremlin answered Ankara.", []),
    ] as [(String, [String])]
  )
  func fullNames(text: String, persons: [String]) {
    let found = ActorTable.standard.mentions(in: Document(text), at: CalendarDay("2021-10-18"))
    #expect(found.compactMap(\.person) == persons)
  }

  @Test("hostile texts are read in bounds")
  func hostile() {
    let table = ActorTable.standard
    for text in [
      String(repeating: "Bosnia and ", count: 5000), String(repeating: "U.S.-", count: 5000),
      "\u{0}\u{301}\u{2019}s Russia\u{2019}",
      "RUSSIA\u{FEFF} Türkiye", String(repeating: "President ", count: 3000) + "Xx", "-", "'s",
      "of of of Sudan",
    ] {
      let document = Document(text)
      for mention in table.mentions(in: document) { _ = document.text(in: mention.bytes) }
    }
    #expect(table.mentions(in: Document("")).isEmpty)
  }
}
