import Model
import Testing

@Suite("Whether it really happened")
struct StatusTests {
  @Test(
    "Status by scope",
    arguments: [
      SentenceCase("Iraq invaded Kuwait.", "Iraq 190 Kuwait realised"),
      SentenceCase("Turkey did not invade Cyprus.", "Turkey 190 Cyprus negated"),
      SentenceCase("Turkey has never invaded Cyprus.", "Turkey 190 Cyprus negated"),
      SentenceCase("Turkey denied invading Cyprus.", "Turkey 190 Cyprus denied"),
      SentenceCase("Iran dismissed reports that its forces had attacked Kuwait.", "Iran 190 Kuwait denied"),
      SentenceCase("Turkey will invade Cyprus, a general said.", "Turkey 190 Cyprus planned"),
      SentenceCase("Turkey is preparing to invade Cyprus.", "Turkey 190 Cyprus planned"),
      SentenceCase("Turkey threatened to invade Cyprus.", "Turkey 138 Cyprus threatened"),
      SentenceCase("Turkey might invade Cyprus.", "Turkey 190 Cyprus hypothetical"),
      SentenceCase("If Turkey invades Cyprus, Greece will respond.", "Turkey 190 Cyprus hypothetical"),
      SentenceCase("Turkey is considering sanctions against Cyprus.", "Turkey 163 Cyprus hypothetical"),
      SentenceCase("Turkey refused to rule out force against Cyprus.", "Turkey 138 Cyprus threatened"),
      SentenceCase("Iran ruled out force against Kuwait.", "Iran 190 Kuwait negated"),
      SentenceCase("Turkey suspended the expulsion of five Greek diplomats.", "Turkey 161 Greece negated"),
      SentenceCase("Turkey halted attacks on Cyprus.", "Turkey 087 Cyprus realised"),
      SentenceCase("Turkey agreed to stop attacking Cyprus.", "Turkey 035 Cyprus planned"),
      SentenceCase("Turkey will not lift its embargo on Cyprus.", "Turkey 124 Cyprus realised"),
    ]
  )
  func scope(_ sentence: SentenceCase) {
    #expect(coded(sentence.text) == [sentence.event])
  }

  @Test(
    "What lies long back is background",
    arguments: [
      SentenceCase("Iraq invaded Kuwait in 1990.", "Iraq 190 Kuwait background"),
      SentenceCase("In August 1990 Iraqi soldiers invaded Kuwait.", "Iraq 190 Kuwait background"),
      SentenceCase(
        "Ties have been bad ever since Turkey invaded Cyprus in 1974.",
        "Turkey 190 Cyprus background"
      ),
      SentenceCase(
        "Cyprus marked the anniversary of the invasion of Cyprus by Turkey.",
        "Turkey 190 Cyprus background"
      ),
    ]
  )
  func background(_ sentence: SentenceCase) {
    #expect(coded(sentence.text).contains(sentence.event))
  }

  @Test("A relative clause about the past leaves the news as it is")
  func relativeClause() {
    let events = coded(
      "Iraq, which invaded Kuwait in 1990, expelled two Danish diplomats on Monday.",
      on: "2004-05-05"
    )
    #expect(events.contains("Iraq 190 Kuwait background"))
    #expect(events.contains("Iraq 161 Denmark realised"))
  }

  @Test("An accusation is one event, its content none")
  func accusation() {
    #expect(coded("Georgia accused Russia of bombing its villages.") == ["Georgia 112 Russia realised"])
  }

  @Test("A demand is one event, its content none")
  func demand() {
    #expect(
      coded("Georgia demanded that Russia stop bombing its villages.") == ["Georgia 105 Russia realised"]
    )
  }
}
