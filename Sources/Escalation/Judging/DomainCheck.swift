/// Recognises sport, markets, crime without politics, accidents, weather, films: news that only sounds like conflict.
struct DomainCheck: Sendable {
  let lexicon: EventLexicon

  /// What the words around a trigger are about.
  struct Finding: Sendable {
    let domain: String
    let score: Int
    /// The words that show it.
    let evidence: [String]
  }

  /// A set's common words count one each, and only once.
  private let commonScore = 1
  /// A set's tell-tale words.
  private let strongScore = 3

  /// The domain whose words stand most around a trigger, over the sentences given; nil where none has a word.
  func finding(in sentences: [SentenceWords]) -> Finding? {
    var scores: [String: (score: Int, evidence: [String])] = [:]
    for set in lexicon.domains.sets {
      for word in words(of: set.words, in: sentences) {
        scores[set.name, default: (0, [])].score += set.weight >= 3 ? strongScore : commonScore
        scores[set.name]?.evidence.append(word)
      }
    }
    if let result = sentences.lazy.compactMap(ScorePattern.first).first {
      scores["sport", default: (0, [])].score += strongScore
      scores["sport"]?.evidence.append(result)
    }
    return scores.max { ($0.value.score, $1.key) < ($1.value.score, $0.key) }.map {
      Finding(domain: $0.key, score: $0.value.score, evidence: $0.value.evidence)
    }
  }

  /// The distinct words of a set that stand in the sentences.
  private func words(of set: WordSet, in sentences: [SentenceWords]) -> [String] {
    var found: [String] = []
    for sentence in sentences {
      for place in 0..<sentence.count where !sentence.forms(at: place).isEmpty {
        guard set.matches(at: place, in: sentence) else { continue }
        let term = sentence.term(at: place)
        if !found.contains(term) { found.append(term) }
      }
    }
    return found
  }
}
