/// A set of words and phrases, asked by the lemmas of a sentence.
struct WordSet: Sendable {
  /// True at the ids of the single words. A table, not a hash set: it is asked for every word of every candidate.
  private var isWord: [Bool] = []
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
    if phrase.words.count > 1 { return phrasesByLast[last, default: []].append(phrase) }
    while isWord.count <= Int(last) { isWord.append(false) }
    isWord[Int(last)] = true
  }

  /// True where a single word of the set has this lemma.
  func contains(_ lemma: LemmaID) -> Bool { Int(lemma) < isWord.count && isWord[Int(lemma)] }

  /// True where a word of the set stands at a token, or a phrase of it ends there.
  func matches(at token: Int, in words: SentenceWords) -> Bool {
    for form in words.forms(at: token) {
      if contains(form.lemma) { return true }
      if !phrasesByLast.isEmpty, let phrases = phrasesByLast[form.lemma],
        phrases.contains(where: { words.contiguous($0, endingAt: token) != nil })
      {
        return true
      }
    }
    return false
  }

  /// True where any word of a sentence belongs to the set.
  func matchesAny(in words: SentenceWords) -> Bool {
    words.knownPlaces.contains { matches(at: $0, in: words) }
  }
}
