import Testing

/// One sentence or more for each kind of difficulty that is commonly listed for English ("golden rules").
@Suite("English sentences, kind by kind")
struct GoldenRuleTests {
  @Test(
    "end at plain marks, alone and doubled",
    arguments: [
      SplitCase(name: "a stop", text: "Talks began at dawn. |Nobody spoke of peace."),
      SplitCase(name: "a question mark", text: "Who gave the order? |Nobody would say."),
      SplitCase(name: "an exclamation mark", text: "Do not fire! |We are going home."),
      SplitCase(name: "two exclamation marks", text: "Stop!! |They are coming."),
      SplitCase(name: "two question marks", text: "Stop?? |They are coming."),
      SplitCase(name: "exclamation and question", text: "Stop!? |They are coming."),
      SplitCase(name: "question and exclamation", text: "Stop?! |They are coming."),
    ]
  )
  func marks(_ example: SplitCase) { example.check() }

  @Test(
    "do not end in abbreviations, and do at their end",
    arguments: [
      SplitCase(name: "one capital letter", text: "Her name is Jane B. Adams."),
      SplitCase(name: "one small letter", text: "See p. 41 of the treaty."),
      SplitCase(name: "a company's form within", text: "Was it Baxter & Co. that sold the parts?"),
      SplitCase(name: "a company's form at the end", text: "She runs Baxter & Co. |It sells parts."),
      SplitCase(name: "two capital letters within", text: "They crossed at Ft. Lee near the St. John River."),
      SplitCase(name: "a title before a name", text: "I can see Mt. Elbrus from here."),
      SplitCase(name: "a saint and a street", text: "St. Mary's Church is on 3rd st. near the bridge."),
      SplitCase(name: "an owner", text: "That is Sammy Davis Jr.'s record."),
      SplitCase(name: "many stops within", text: "She went to the B.B.C. building on Monday."),
      SplitCase(name: "many stops at the end", text: "Her father worked for the B.B.C. |She writes novels."),
      SplitCase(name: "a country at the end", text: "We live in the U.S. |Where do you live?"),
      SplitCase(name: "a country before its ministry", text: "He worked for the U.S. Treasury for years."),
      SplitCase(name: "a country's owner", text: "I have lived in the U.S. for ten years."),
      SplitCase(name: "Latin", text: "Bring papers, e.g. a passport, i.e. proof of who you are."),
      SplitCase(name: "a list that trails off", text: "They took food, fuel, etc. |The rest was left."),
      SplitCase(name: "ranks", text: "Lt. Col. Mary Hill met Maj. Gen. Li and Sen. Roy Blunt."),
      SplitCase(name: "versus", text: "It was Ali vs. Frazier again."),
      SplitCase(name: "a degree", text: "Ann Lee, Ph.D., spoke. |So did Tom Roe, M.D. |He left early."),
      SplitCase(name: "states", text: "It fell near Austin, Tex., on Sunday. |Phoenix, Ariz., was spared."),
    ]
  )
  func abbreviations(_ example: SplitCase) { example.check() }

  @Test(
    "know clock times, numbers and places",
    arguments: [
      SplitCase(
        name: "half a day",
        text: "At 6 a.m. Mrs. Hall went out. |She was back at 7 p.m. |Mrs. Hall was tired."
      ),
      SplitCase(name: "a half day before a weekday", text: "It opens at 9 a.m. Friday."),
      SplitCase(name: "a sum at the end", text: "She owes me $250.00. |It was due in May."),
      SplitCase(name: "a sum within", text: "She owes me $250.00 and 12.5 percent on it."),
      SplitCase(name: "a numbered thing", text: "Plans call for No. 7 and No. 8 to close."),
      SplitCase(name: "a version", text: "Version 2.0.1 is out. |It mends faults."),
      SplitCase(name: "a coordinate", text: "It lies at N°. 5524.119 in the hills. |Few go there."),
      SplitCase(name: "a month", text: "On Sept. 11 and Oct. 7 they met. |On Nov. 3 they parted."),
      SplitCase(name: "a year at the end", text: "The war ended in 1945. |The peace did not hold."),
      SplitCase(name: "a page of notes", text: "It says so on p. 5. |Nobody has read it."),
    ]
  )
  func numbers(_ example: SplitCase) { example.check() }

  @Test(
    "keep brackets, addresses and quotations whole",
    arguments: [
      SplitCase(name: "a sentence in brackets", text: "He teaches law (he read it in Rome.) at night."),
      SplitCase(name: "mail", text: "Her address is ann.lee@example.org. |I wrote to it."),
      SplitCase(name: "a page", text: "It is on https://www.example.org/a.html. |Look there."),
      SplitCase(
        name: "single quotation marks",
        text: "She turned to him, 'This is over.' she said and left."
      ),
      SplitCase(
        name: "double quotation marks",
        text: "She turned to him, \"This is over.\" she said and left."
      ),
      SplitCase(
        name: "a quotation at the end",
        text: "She turned to him, \"This is over.\" |He held the door."
      ),
      SplitCase(name: "curly marks", text: "“We will not leave,” he said. |“We cannot.” |They stayed."),
      SplitCase(name: "a question inside", text: "“Who pays?” asked Mr. Roe. |“We do,” they said."),
      SplitCase(name: "a cry inside", text: "'Fire!' yelled the guard. |Everybody ran."),
      SplitCase(name: "an author in brackets", text: "“The war is lost” (Hill 12). |So it seemed."),
    ]
  )
  func quotations(_ example: SplitCase) { example.check() }

  @Test(
    "see lists that were written into a line",
    arguments: [
      SplitCase(name: "1.) and no stop", text: "1.) The first thing |2.) The second thing"),
      SplitCase(name: "1.) and a stop", text: "1.) The first thing. |2.) The second thing."),
      SplitCase(name: "1) and no stop", text: "1) The first thing |2) The second thing"),
      SplitCase(name: "1) and a stop", text: "1) The first thing. |2) The second thing."),
      SplitCase(name: "1. and no stop", text: "1. The first thing |2. The second thing"),
      SplitCase(name: "1. and a stop", text: "1. The first thing. |2. The second thing."),
      SplitCase(name: "bullets with numbers", text: "• 9. The first thing |• 10. The second thing"),
      SplitCase(name: "hyphen bullets", text: "⁃9. The first thing |⁃10. The second thing"),
      SplitCase(name: "letters", text: "a. The first thing |b. The second thing |c. The third thing"),
    ]
  )
  func lists(_ example: SplitCase) { example.check() }

  @Test(
    "weigh ellipses, names with marks and the pronoun I",
    arguments: [
      SplitCase(name: "a name with a mark", text: "He sold his shares in Yahoo! last May."),
      SplitCase(name: "I at an end", text: "We shall go, you and I. |Did you ask Peter I. Stone?"),
      SplitCase(
        name: "an ellipsis in a quotation",
        text: "He wrote that “the laws of nature will seem less strange. . . .”"
      ),
      SplitCase(
        name: "an omission in brackets",
        text: "\"Hill [...] counted the dead [...]\" (Roe 7). |He was right."
      ),
      SplitCase(name: "dots that end", text: "I never said so.... |She did. |It was late."),
      SplitCase(name: "three dots before a capital", text: "I never said so... |She did."),
      SplitCase(name: "spaced dots within", text: "It was . . . cold that night."),
      SplitCase(name: "three dots within", text: "One last thing ... I was not there. |I was at home."),
      SplitCase(
        name: "four dots spaced",
        text: "They said so, though none agreed. . . . |Years later they met."
      ),
    ]
  )
  func ellipses(_ example: SplitCase) { example.check() }

  @Test(
    "part at time stamps and rulers, which no mark ends",
    arguments: [
      SplitCase(
        name: "a stamp",
        text: "Updated |11/21/2026 09:30 AM EST |Police closed the bridge. |Traffic stopped."
      ),
      SplitCase(name: "a stamp in a sentence", text: "It was sent on 11/21/2026 09:30 and arrived."),
      SplitCase(name: "a ruler", text: "That is all. |_______ |Read on here |***** |The end."),
      SplitCase(name: "a telephone number", text: "Call 303-555-8160 at once."),
    ]
  )
  func partings(_ example: SplitCase) { example.check() }
}
