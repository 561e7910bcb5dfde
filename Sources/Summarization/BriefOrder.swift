internal import Model
internal import Text

/// The order in which the sentences of a brief read as news: what is new first, then background by time.
struct BriefOrder {
  /// A day of age puts a sentence as far back as this many places in its text.
  private static let placesPerDay = 3

  let documents: [AnalysedArticle]

  /// Sorts candidates.
  func sorted(_ chosen: [BriefCandidate]) -> [BriefCandidate] {
    let newest = documents.compactMap { $0.published?.daysSinceEpoch }.max()
    let keyed = chosen.map { (candidate: $0, key: key(of: $0, newest: newest)) }
    return keyed.sorted { $0.key < $1.key }.map(\.candidate)
  }

  /// Years past, from the oldest, come after all that is news; news by age and place.
  private func key(of candidate: BriefCandidate, newest: Int?) -> (Int, Int, Int) {
    let article = documents[candidate.document]
    if let year = pastYear(in: article, candidate.sentence) { return (1, year, candidate.rank) }
    let age = newest.flatMap { newest in article.published.map { newest - $0.daysSinceEpoch } } ?? 0
    return (0, candidate.rank + Self.placesPerDay * age, candidate.document)
  }

  /// The first year before that of publication which a sentence names; nil where it names none or no day is known.
  private func pastYear(in article: AnalysedArticle, _ index: Int) -> Int? {
    guard let published = article.published else { return nil }
    for token in article.body.tokens[article.body.sentences[index].tokens] where token.kind == .number {
      let digits = article.body.bytes[token.range]
      guard digits.count == 4, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { continue }
      let year = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
      if (1900..<published.year).contains(year) { return year }
    }
    return nil
  }
}
