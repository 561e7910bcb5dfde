/// Fields of news whose words sound like conflict and are none: sport, markets, weather, films.
struct Domains: Sendable {
  struct Words: Sendable {
    let name: String
    /// How much one word of the set says: 3 hardly stands elsewhere, 2 says little alone.
    let weight: Int
    let words: WordSet
  }

  private let sets: [Words]
  /// For each lemma the places in `sets` of those that hold it, alone or as the end of a phrase.
  private let setsByLemma: [[Int]]

  /// Reads rows of name, weight and words. All lemmas of the lexicon must be known by then.
  init(_ rows: [[Substring]], lemmas: inout Lemmas) {
    let sets = rows.filter { $0.count == 3 }.map { row in
      Words(name: String(row[0]), weight: Int(row[1]) ?? 1, words: WordSet(row[2], lemmas: &lemmas))
    }
    setsByLemma = (0..<LemmaID(lemmas.names.count)).map { lemma in
      sets.indices.filter { sets[$0].words.mayEnd(at: lemma) }
    }
    self.sets = sets
  }

  /// The sets that a word of a sentence speaks for.
  func sets(at place: Int, in sentence: SentenceWords) -> [Words] {
    var found: [Words] = []
    for form in sentence.forms(at: place) where Int(form.lemma) < setsByLemma.count {
      for index in setsByLemma[Int(form.lemma)] where sets[index].words.matches(at: place, in: sentence) {
        found.append(sets[index])
      }
    }
    return found
  }
}
