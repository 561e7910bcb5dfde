import EmbeddedData
import EventCodes
import Model
import Testing

@Suite("Codes and events in words")
struct EventWordingTests {
  @Test(
    "a code is told in the third person with the code beside it",
    arguments: [
      ("161", "expels or withdraws diplomats (161)"), ("16", "reduces relations (16)"),
      ("1383", "threatens with unconventional violence (1383)"),
      ("0874", "retreats, withdraws troops or surrenders (0874)"),
      ("036", "means to meet or negotiate (036)"), ("143", "goes on strike or boycotts (143)"),
      ("195", "attacks from the air (195)"), ("1719", "seizes or damages property (1719)"),
      ("nobody", "nobody"), ("announced", "announced"),
    ]
  )
  func codes(written: String, words: String) {
    #expect(EventCode.words(written) == words)
  }

  @Test("every code of the codebook has a phrase of its own: third person, short, without its code")
  func phrases() {
    let written = DataFile.codePhrases.rows
    #expect(written.map { String($0[0]) } == Codebook.standard.entries.map(\.code.rawValue))
    for entry in Codebook.standard.entries {
      let verb = entry.phrase.prefix { $0 != " " && $0 != "," && $0 != ":" }
      #expect(verb.hasSuffix("s"), "\(entry.code) \(entry.phrase)")
      #expect(entry.phrase.utf8.count <= 72, "\(entry.code) \(entry.phrase)")
      #expect(!entry.phrase.contains { $0.isNumber }, "\(entry.code) \(entry.phrase)")
    }
  }

  private static let sides: [(Participant?, Participant?, String)] = [
    (
      Participant(actor: "Russia"), Participant(actor: "NATO"), "Russia → NATO: expels or withdraws diplomats"
    ),
    (Participant(actor: "Russia"), nil, "Russia: expels or withdraws diplomats"),
    (nil, Participant(actor: "NATO"), "nobody → NATO: expels or withdraws diplomats"),
    (
      .unknown, Participant(actor: "Iraq", role: .civilians),
      "unknown → Iraq civilians: expels or withdraws diplomats"
    ),
    (nil, nil, "nobody: expels or withdraws diplomats"),
  ]

  @Test("an event is told as who does what to whom", arguments: sides)
  func events(actor: Participant?, target: Participant?, words: String) throws {
    let event = Event(
      actor: actor,
      target: target,
      code: try #require(EventCode(rawValue: "161")),
      category: .sanction,
      goldstein: -4,
      status: .realised,
      trigger: "expelled",
      part: .title,
      offset: 0..<8,
      sentence: "",
      sentenceIndex: nil,
      date: nil,
      severity: Severity(5),
      grounds: EventGrounds(lexiconEntry: "", frame: "", status: "")
    )
    #expect(event.headline == words)
    #expect(event.words == "\(words) (161)")
  }
}
