/// A set of words and phrases, asked by the lemmas of a sentence.
struct WordSet: Sendable {
  private var words: Set<LemmaID> = []
  private var phrasesByLast: [LemmaID: [Phrase]] = [:]

  init() {}

  /// Reads words parted by commas.
  init(_ list: some StringProtocol, lemmas: inout Lemmas) {
    for spelling in list.split(separator: ",") {
      let trimmed = spelling.drop { $0 == " " }
      for phrase in lemmas.phrases(of: trimmed) { insert(phrase) }
    }
  }

  private mutating func insert(_ phrase: Phrase) {
    guard let last = phrase.words.last else { return }
    if phrase.words.count == 1 { words.insert(last) } else { phrasesByLast[last, default: []].append(phrase) }
  }

  /// True where a single word of the set has this lemma.
  func contains(_ lemma: LemmaID) -> Bool { words.contains(lemma) }

  /// True where a word of the set stands at a token, or a phrase of it ends there.
  func matches(at token: Int, in words: SentenceWords) -> Bool {
    words.forms(at: token).contains { form in
      self.words.contains(form.lemma)
        || phrasesByLast[form.lemma]?.contains { words.contiguous($0, endingAt: token) != nil } == true
    }
  }
}
