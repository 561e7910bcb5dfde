import Model
import Testing

@Suite("What an act is, by what it is done to")
struct FrameTests {
  @Test(
    "The object turns the same verb into different acts",
    arguments: [
      SentenceCase("Poland expelled two Belarusian diplomats.", "Poland 161 Belarus realised"),
      SentenceCase(
        "Sudan expelled the peacekeepers of the United Nations.",
        "Sudan 166 United Nations realised"
      ),
      SentenceCase("Denmark expelled a Pakistani cleric.", "Denmark 174 Pakistan civilians realised"),
      SentenceCase("Peru closed its embassy in Venezuela.", "Peru 161 Venezuela realised"),
      SentenceCase("Germany halted aid to Mali.", "Germany 162 Mali realised"),
      SentenceCase("North Korea suspended talks with South Korea.", "North Korea 164 South Korea realised"),
      SentenceCase("Kenya withdrew its ambassador from Somalia.", "Kenya 161 Somalia realised"),
      SentenceCase("Kenya withdrew its troops from Somalia.", "Kenya 087 Somalia realised"),
      SentenceCase("Norway lifted its sanctions on Libya.", "Norway 085 Libya realised"),
      SentenceCase("Turkey violated the ceasefire with Syria.", "Turkey 196 Syria realised"),
    ]
  )
  func objects(_ sentence: SentenceCase) {
    #expect(coded(sentence.text) == [sentence.event])
  }

  @Test(
    "Every root of conflict is covered",
    arguments: [
      SentenceCase("Greece demanded that Turkey release the sailors.", "Greece 105 Turkey realised"),
      SentenceCase("Chile condemned Bolivia over the seizure.", "Chile 111 Bolivia realised"),
      SentenceCase("Cuba rejected talks with Spain.", "Cuba 125 Spain realised"),
      SentenceCase("Iran threatened to bomb Israel.", "Iran 138 Israel threatened"),
      SentenceCase(
        "Thousands took to the streets of Minsk.",
        "Belarus protesters 141 Belarus realised"
      ),
      SentenceCase("India deployed troops near the border with China.", "India 154 China realised"),
      SentenceCase("Canada imposed sanctions on Belarus.", "Canada 163 Belarus realised"),
      SentenceCase("Russian hackers launched a cyber attack on Estonia.", "Russia 170 Estonia realised"),
      SentenceCase("Iran seized a British tanker in the Gulf.", "Iran 171 United Kingdom realised"),
      SentenceCase(
        "Boko Haram kidnapped dozens of girls in Nigeria.",
        "Boko Haram 181 Nigeria civilians realised"
      ),
      SentenceCase("Israel bombarded southern Lebanon.", "Israel 194 Lebanon realised"),
      SentenceCase(
        "Syria used chemical weapons against civilians in Aleppo.",
        "Syria 204 Syria civilians realised"
      ),
    ]
  )
  func roots(_ sentence: SentenceCase) {
    #expect(coded(sentence.text).contains(sentence.event))
  }

  @Test("Who topples a president stages a coup, which has no code of its own in CAMEO: 180")
  func coup() {
    let events = coding("Soldiers overthrew the president of Mali.").events
    #expect(events.map(\.code.rawValue) == ["180"])
    #expect(events.first?.actor == Participant(name: "Mali"))
  }
}
