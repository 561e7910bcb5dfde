import Testing
import Text

/// A text whose sentences are parted by a bar where it should be split.
struct SplitCase: Sendable, CustomTestStringConvertible {
  var name: String
  var text: String
  var language = "en"

  var testDescription: String { name }

  /// Splits the text without its bars, and puts bars where sentences meet.
  func check() {
    let document = Document(text.replacing("|", with: ""), language: language)
    #expect(document.sentences.map(document.text(of:)).joined(separator: " |") == text)
  }
}

@Suite("Sentences")
struct SentenceTests {
  @Test(
    "of English end where a reader ends them",
    arguments: [
      SplitCase(name: "three marks", text: "Rain fell. |Did it stop? |No!"),
      SplitCase(name: "titles and initials", text: "Gen. Mark A. Milley met Mr. J. D. Vance. |They spoke."),
      SplitCase(name: "an initialism that may end", text: "She lives in the U.S. |How is it there?"),
      SplitCase(name: "an initialism before a name", text: "The U.S. Senate voted."),
      SplitCase(
        name: "clock time inside",
        text: "At 5 a.m. Mr. Lee rose. |He ate at 6 p.m. |Mr. Lee slept at 10 p.m. Monday."
      ),
      SplitCase(name: "a company", text: "He joined Acme Corp. |The firm grew. |Apple Inc. shares fell."),
      SplitCase(
        name: "numbers and money",
        text: "It cost $1,000.50 at 3.5 percent. |It is No. 5. |He said no. |Then he left."
      ),
      SplitCase(name: "a date", text: "It began on Jan. 5, 2024. |It ended."),
      SplitCase(name: "a stop inside a quotation", text: "\"We cannot. |They know it.\" |The minister left."),
      SplitCase(name: "a quotation and its verb", text: "She said, \"This is great.\" and left."),
      SplitCase(
        name: "a question and its speaker",
        text: "\"Is it over?\" President Biden asked. |\"No!\" shouted the crowd."
      ),
      SplitCase(name: "a dateline", text: "KYIV, Jan. 5 (Reuters) - The army withdrew. |Shelling stopped."),
      SplitCase(
        name: "an ellipsis",
        text: "I never meant that... |She left, well ... almost. |It was . . . odd."
      ),
      SplitCase(
        name: "a parenthesis",
        text: "He teaches (he studied for 5 years.) at a school. |(She does not.) |They met."
      ),
      SplitCase(
        name: "addresses",
        text: "Write to jane.doe@example.com. |See https://example.com/a.b?c=d. |Then wait."
      ),
      SplitCase(name: "a list in a line", text: "1) Bread |2) Milk |3) Eggs"),
      SplitCase(name: "letters in a list", text: "a. Bread is here. |b. Milk is there."),
      SplitCase(
        name: "a rank in brackets",
        text: "Maj. Gen. (Ret.) Amos Kern spoke. |Brig. Gen. Orr followed."
      ),
      SplitCase(
        name: "a sign that joins",
        text: "He went back to Com. & Adm. through the hall. |It was dark."
      ),
      SplitCase(name: "rupees", text: "It cost Rs. 500 in all. |He paid."),
      SplitCase(
        name: "an initialism in brackets",
        text: "It is the largest (in the U.S.) |The firm said so."
      ),
      SplitCase(
        name: "a byline and dateline glued to the text",
        text: "By Ada Quill MOSCOW — |Russia expelled three envoys. |They left."
      ),
      SplitCase(
        name: "by as a word of the sentence",
        text: "By Monday NATO — The Alliance — had left. |It was over."
      ),
      SplitCase(name: "I at an end", text: "It is you and I. |Did Albert I. Jones call?"),
      SplitCase(name: "a name with a mark", text: "She works at Yahoo! in the accounts."),
      SplitCase(name: "an omission", text: "\"Bohr [...] used stairways [...]\" (Smith 55). |It was so."),
      SplitCase(name: "small letters", text: "they called him. |we were out. |was it so? |no it was not."),
      SplitCase(name: "a face", text: "It was fun :) |Then we left."),
      SplitCase(name: "a numbered sign", text: "It is at N°. 1026.253. |Go there."),
      SplitCase(name: "several marks", text: "What?! |Really... |Yes!!"),
    ]
  )
  func english(_ example: SplitCase) { example.check() }

  @Test(
    "of other languages end where their readers end them",
    arguments: [
      SplitCase(
        name: "German ordinals",
        text: "Am 3. Oktober sprach Dr. Weiß. |„Nein.“ |Das war z. B. gut.",
        language: "de"
      ),
      SplitCase(
        name: "French quotation marks",
        text: "« Ils viennent ? » a demandé M. Petit. |« Oui ! »",
        language: "fr"
      ),
      SplitCase(
        name: "Spanish opening marks",
        text: "¿Cómo está? |¡Muy bien! |Soy el Lic. Pérez.",
        language: "es"
      ),
      SplitCase(name: "Italian titles", text: "È presente l'Avv. Rossi? |Sì.", language: "it"),
      SplitCase(name: "Dutch", text: "Dhr. de Vries kwam. |Hij bleef o.a. hier.", language: "nl"),
      SplitCase(name: "Polish", text: "Mieszka przy ul. Długiej. |Tak.", language: "pl"),
      SplitCase(
        name: "Russian years and speech",
        text: "В 2014 г. Россия вышла. |«Где ты?» — спросил он.",
        language: "ru"
      ),
      SplitCase(
        name: "Russian initials",
        text: "Встреча с А. С. Пушкиным прошла. |Потом он уехал.",
        language: "ru"
      ),
      SplitCase(name: "Danish", text: "Han er fra d. 3. maj. |Det er godt.", language: "da"),
      SplitCase(
        name: "Greek in small letters",
        text: "Δε δούλευε κανένας. |το κόστος ήταν £260.950,00.",
        language: "el"
      ),
      SplitCase(name: "Ukrainian", text: "Він народився у м. Київ. |Потім поїхав.", language: "uk"),
      SplitCase(name: "the Greek question mark", text: "Πού είναι; |Εδώ είναι.", language: "el"),
      SplitCase(name: "Arabic", text: "ماذا حدث؟ |لا شيء. |انتهى الأمر.", language: "ar"),
      SplitCase(name: "Persian", text: "شما کجایی هستید؟ |من از تهران هستم.", language: "fa"),
      SplitCase(name: "Hindi", text: "यह सच है। |वह गया।", language: "hi"),
    ]
  )
  func otherLanguages(_ example: SplitCase) { example.check() }

  @Test(
    "of scripts without spaces end at their own marks",
    arguments: [
      ("ja", "これはペンです。それは本です。", ["これはペンです。", "それは本です。"]),
      ("ja", "彼は「行く。」と言った。", ["彼は「行く。」と言った。"]),
      ("ja", "何ですか？ペンですか？", ["何ですか？", "ペンですか？"]),
      ("zh", "他来了。她走了！真的？", ["他来了。", "她走了！", "真的？"]),
      ("zh", "我们看《摔跤吧！爸爸》。", ["我们看《摔跤吧！爸爸》。"]),
    ]
  )
  func unspaced(language: String, text: String, sentences: [String]) {
    let document = Document(text, language: language)
    #expect(document.sentences.map(document.text(of:)) == sentences)
  }

  @Test("end where the space after a stop was forgotten")
  func forgottenSpace() {
    let document = Document("They left.Then it rained. See a.b or U.S.Army")
    #expect(
      document.sentences.map(document.text(of:)) == ["They left.", "Then it rained.", "See a.b or U.S.Army"]
    )
  }

  @Test("are cut where they have more tokens than the limit")
  func cut() {
    let document = Document(String(repeating: "word ", count: 2_500))
    #expect(document.sentences.map(\.tokens.count) == [1_000, 1_000, 500])
  }
}
