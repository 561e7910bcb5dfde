import Testing
import Text

@Suite("Tokens")
struct TokenizerTests {
  private func tokens(_ text: String, _ language: String = "en") -> String {
    let document = Document(text, language: language)
    return document.tokens.map(document.text(of:)).joined(separator: "|")
  }

  @Test(
    "are those of the treebanks",
    arguments: [
      ("I don't know Iran's plan.", "I|do|n't|know|Iran|'s|plan|."),
      ("We can’t; they’re here", "We|ca|n’t|;|they|’re|here"),
      ("I cannot", "I|can|not"),
      ("O'Brien's o'clock", "O'Brien|'s|o'clock"),
      ("a 15-year anti-war truce", "a|15|-|year|anti-war|truce"),
      ("U.S.-led, U.N. and Ph.D. work", "U.S.|-|led|,|U.N.|and|Ph.D.|work"),
      ("It cost $1,000.50, 5% less", "It|cost|$|1,000.50|,|5|%|less"),
      ("on 9/11 at 10:30am or 5km off", "on|9/11|at|10:30|am|or|5|km|off"),
      ("in 2019-2021 and on 2026-11-21", "in|2019|-|2021|and|on|2026-11-21"),
      ("the 1990s and the 5th", "the|1990s|and|the|5th"),
      ("see www.example.com or a@b.org.", "see|www.example.com|or|a@b.org|."),
      ("AT&T and/or R&D", "AT&T|and|/|or|R&D"),
      ("Wait... what?!", "Wait|...|what|?!"),
      ("@user said #Kyiv", "@user|said|#Kyiv"),
    ]
  )
  func english(text: String, expected: String) { #expect(tokens(text) == expected) }

  @Test(
    "are the same word however they are set",
    arguments: [
      ("fired", "ﬁred"), ("fired", "fi\u{AD}red"), ("fired", "fi\u{200B}red"), ("fired", "ｆｉｒｅｄ"),
      ("fired", "Ｆｉｒｅｄ"),
      ("office", "oﬃce"), ("fired", "fired\u{FEFF}"), ("fired", "fi\u{2060}red"), ("strasse", "Straße"),
      ("steel", "ﬅeel"),
    ]
  )
  func folded(plain: String, set: String) {
    let (left, right) = (Document(plain), Document(set))
    #expect(left.tokens.count == right.tokens.count)
    #expect(left.vocabulary.hash(of: left.tokens[0].term) == right.vocabulary.hash(of: right.tokens[0].term))
    #expect(right.text(of: right.tokens[0]) == set || set.hasSuffix("\u{FEFF}"))
  }

  @Test("of other languages follow the data of the language")
  func elision() {
    #expect(tokens("L'accord d’Ankara", "fr") == "L'|accord|d’|Ankara")
    #expect(tokens("Nord-Süd", "de") == "Nord-Süd")
    #expect(tokens("東京タワーへ", "ja") == "東|京|タワー|へ")
  }

  @Test(
    "of scripts without spaces are characters, whose stems are the pairs that they open",
    arguments: [
      ("zh", "中国军队", ["中国", "国军", "军队", "队"]),
      ("ja", "東京は雨", ["東京", "京は", "は雨", "雨"]),
      ("ja", "東京タワー", ["東京", "京", "タワー"]),
      ("th", "กองทัพ", ["กอ", "อง", "งทั", "ทัพ", "พ"]),
      ("zh", "美 国", ["美", "国"]),
    ]
  )
  func pairs(language: String, text: String, stems: [String]) {
    let document = Document(text, language: language)
    #expect(document.tokens.map { document.vocabulary.text(of: $0.stem) } == stems)
  }

  @Test("know their kind, case and the space before them")
  func properties() {
    let document = Document("NATO said iPhone 5 %, don't 🙂 Élan")
    #expect(
      document.tokens.map(\.kind) == [
        .word, .word, .word, .number, .symbol, .punctuation, .word, .word, .symbol, .word,
      ]
    )
    #expect(
      document.tokens.map(\.letterCase) == [
        .upper, .lower, .mixed, .none, .none, .none, .lower, .lower, .none, .capitalised,
      ]
    )
    #expect(
      document.tokens.map(\.spaceBefore) == [
        true, true, true, true, true, false, true, false, true, true,
      ]
    )
  }

  @Test("fold to equal terms across case, apostrophes, width and invisible characters")
  func folding() {
    let document = Document("STRASSE Straße ΟΔΟΣ οδος ΚΙΕΒ Киев’s ＮＡＴＯ nato co\u{AD}op coop")
    let terms = document.tokens.map { document.vocabulary.text(of: $0.term) }
    #expect(
      terms == ["strasse", "strasse", "οδοσ", "οδοσ", "κιεβ", "киев", "'s", "nato", "nato", "coop", "coop"]
    )
  }

  @Test("have the same hash as a lexicon's word")
  func hashes() {
    let document = Document("Demonstrations IN Kyiv")
    #expect(
      document.tokens.map { document.vocabulary.hash(of: $0.term) }
        == ["demonstrations", "in", "kyiv"].map { TermHash.of($0) }
    )
    #expect(document.tokens.map { document.vocabulary.text(of: $0.stem) } == ["demonstr", "in", "kyiv"])
  }

  @Test("know function words")
  func stopWords() {
    let document = Document("The army attacked")
    #expect(document.tokens.map(document.isStopWord) == [true, false, false])
  }
}
