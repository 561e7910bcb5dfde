import Actors

/// Where the acts of a sentence happen, as far as its words or its article tell.
struct Scene: Sendable {
  let mentions: SentenceMentions
  let syntax: SentenceSyntax
  let article: ArticleContext

  /// The country of the place nearest to a word, else the article's.
  func country(near place: Int) -> String? { namedCountry(near: place) ?? article.country }

  /// The country of the place in this sentence that is nearest to a word.
  func namedCountry(near place: Int) -> String? {
    let places = mentions.all.filter { isLocation($0.place, $0.mention) }
    return places.min { abs($0.place - place) < abs($1.place - place) }?.mention.actor
  }

  private func isLocation(_ place: Int, _ mention: ActorMention) -> Bool {
    guard mention.actor != nil, mention.role == nil, mention.form != .person else { return false }
    if mention.form.isPlace { return true }
    guard mention.form == .name || mention.form == .region, mention.actorKind == .country else {
      return false
    }
    return syntax.prepositions(of: place).contains { syntax.isA(.locative, at: $0) }
  }
}
