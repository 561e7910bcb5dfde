/// Recognises sport, markets, crime without politics, accidents, weather, films: news that only sounds like conflict.
///
/// Reads each sentence that is asked for once; what a trigger's surroundings are about is then a matter of adding up.
struct DomainCheck: Sendable {
  /// What the words around a trigger are about.
  struct Finding: Sendable {
    let domain: String
    let score: Int
    /// The words that show it.
    let evidence: [String]
  }

  /// A word that speaks for a field, and how much.
  private struct Hit: Sendable {
    let domain: String
    let term: String
    let score: Int
  }

  /// A set's common words count one each, and only once.
  private static let commonScore = 1
  /// A set's tell-tale words.
  private static let strongScore = 3

  /// By the sentence's place; empty for those that were not asked for.
  private let hits: [[Hit]]

  /// Reads some sentences of a document.
  ///
  /// - Complexity: linear in the number of words that the lexicon knows.
  init(_ sentences: [SentenceWords], at indices: [Int], lexicon: EventLexicon) {
    var isWanted = [Bool](repeating: false, count: sentences.count)
    for index in indices { isWanted[index] = true }
    hits = sentences.indices.map { isWanted[$0] ? Self.hits(in: sentences[$0], lexicon.domains) : [] }
  }

  /// The field whose words stand most in some sentences; nil where none has a word.
  func finding(in sentences: [Int]) -> Finding? {
    var scores: [String: (score: Int, evidence: [String])] = [:]
    for hit in sentences.lazy.flatMap({ hits[$0] })
    where scores[hit.domain]?.evidence.contains(hit.term) != true {
      scores[hit.domain, default: (0, [])].score += hit.score
      scores[hit.domain]?.evidence.append(hit.term)
    }
    return scores.max { ($0.value.score, $1.key) < ($1.value.score, $0.key) }.map {
      Finding(domain: $0.key, score: $0.value.score, evidence: $0.value.evidence)
    }
  }

  private static func hits(in sentence: SentenceWords, _ domains: Domains) -> [Hit] {
    var hits: [Hit] = []
    for place in sentence.knownPlaces {
      for set in domains.sets(at: place, in: sentence) {
        hits.append(
          Hit(
            domain: set.name,
            term: sentence.term(at: place),
            score: set.weight >= 3 ? strongScore : commonScore
          )
        )
      }
    }
    if let result = ScorePattern.first(in: sentence) {
      hits.append(Hit(domain: "sport", term: result, score: strongScore))
    }
    return hits
  }
}
