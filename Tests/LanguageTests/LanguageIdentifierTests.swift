import Language
import Testing

@Suite("Language identification")
struct LanguageIdentifierTests {
  private func identify(_ text: String, claimed: String? = nil) -> String? {
    LanguageIdentifier().identify(Array(text.utf8), claimed: claimed)
  }

  @Test(
    "knows a paragraph",
    arguments: [
      (
        "en",
        "The prime minister said on Monday that talks with the rebels would go on in the capital next week."
      ),
      (
        "de",
        "Die Bundesregierung hat am Montag erklärt, dass die Gespräche in der Hauptstadt fortgesetzt werden."
      ),
      (
        "fr",
        "Le premier ministre a déclaré lundi que les discussions avec les rebelles allaient se poursuivre."
      ),
      ("ru", "Премьер-министр заявил в понедельник, что переговоры с повстанцами продолжатся в столице."),
      ("uk", "Прем'єр-міністр заявив у понеділок, що переговори з повстанцями триватимуть у столиці."),
      ("ar", "قال رئيس الوزراء يوم الاثنين إن المحادثات مع المتمردين ستستمر في العاصمة الأسبوع المقبل."),
      ("fa", "نخست وزیر روز دوشنبه گفت که گفتگوها با شورشیان هفته آینده در پایتخت ادامه خواهد یافت."),
      ("zh", "总理星期一表示，与叛军的谈判将于下周在首都继续进行。"),
      ("ja", "首相は月曜日、反政府勢力との協議を来週首都で続けると述べた。"),
      ("he", "ראש הממשלה אמר ביום שני כי השיחות עם המורדים יימשכו בבירה בשבוע הבא."),
    ]
  )
  func paragraphs(language: String, text: String) { #expect(identify(text) == language) }

  @Test(
    "leaves unknown what is too short or no language",
    arguments: ["", "OK", "Taxi", "123 456", "!!!", "kl op zr"]
  )
  func short(text: String) { #expect(identify(text) == nil) }

  @Test("reads a claim as a prior, in any spelling, and not against the text")
  func claims() {
    #expect(identify("Reuters in London said so.", claimed: "en-GB") == "en")
    #expect(
      identify(
        "Die Bundesregierung hat am Montag erklärt, dass die Gespräche fortgesetzt werden.",
        claimed: "en_US"
      )
        == "de"
    )
  }

  @Test("takes invalid bytes and a cut character")
  func invalidBytes() {
    let text = "Die Regierung hat am Montag erklärt, dass die Gespräche nächste Woche weitergehen werden"
    #expect(LanguageIdentifier().identify(Array(text.utf8) + [0xFF, 0xC3]) == "de")
  }
}
