import EmbeddedData

/// A set of words and phrases, asked by the lemmas of a sentence.
///
/// A class: conditions and readers hold it.
final class WordSet: Sendable {
  /// True at the ids of the single words. A table, not a hash set: it is asked for every word of every candidate.
  private let isWord: [Bool]
  /// True at the ids that end a phrase, asked before the phrases themselves.
  private let endsPhrase: [Bool]
  private let phrasesByLast: [LemmaID: [Phrase]]

  /// Reads words parted by commas.
  init(_ list: Substring, lemmas: inout Lemmas) {
    var phrases: [Phrase] = []
    for spelling in list.parts(at: ",") {
      phrases += lemmas.phrases(of: spelling.withoutLeadingSpaces)
    }
    var (isWord, endsPhrase): ([Bool], [Bool]) = ([], [])
    var phrasesByLast: [LemmaID: [Phrase]] = [:]
    for phrase in phrases {
      guard let last = phrase.words.last else { continue }
      if phrase.words.count > 1 {
        phrasesByLast[last, default: []].append(phrase)
        Self.mark(last, in: &endsPhrase)
      } else {
        Self.mark(last, in: &isWord)
      }
    }
    (self.isWord, self.endsPhrase, self.phrasesByLast) = (isWord, endsPhrase, phrasesByLast)
  }

  private static func mark(_ lemma: LemmaID, in table: inout [Bool]) {
    while table.count <= Int(lemma) { table.append(false) }
    table[Int(lemma)] = true
  }

  /// True where a single word of the set has this lemma.
  func contains(_ lemma: LemmaID) -> Bool { Int(lemma) < isWord.count && isWord[Int(lemma)] }

  /// True where a word of the set stands at a token, or a phrase of it ends there.
  func matches(at token: Int, in words: SentenceWords) -> Bool {
    for form in words.forms(at: token) {
      if contains(form.lemma) { return true }
      if Int(form.lemma) < endsPhrase.count, endsPhrase[Int(form.lemma)],
        phrasesByLast[form.lemma, default: []].contains(where: {
          words.contiguous($0, endingAt: token) != nil
        })
      {
        return true
      }
    }
    return false
  }

  /// True where a lemma is a word of the set or ends a phrase of it.
  func mayEnd(at lemma: LemmaID) -> Bool {
    contains(lemma) || Int(lemma) < endsPhrase.count && endsPhrase[Int(lemma)]
  }

  /// True where any word of a sentence belongs to the set.
  func matchesAny(in words: SentenceWords) -> Bool {
    words.knownPlaces.contains { matches(at: $0, in: words) }
  }
}
