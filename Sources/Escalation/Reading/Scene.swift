import Actors

/// Where the acts of a sentence happen, as far as its words or its article tell.
struct Scene: Sendable {
  /// The country that the article is about: the first place of its dateline or the one it names most.
  let articleCountry: String?
  let mentions: SentenceMentions
  let syntax: SentenceSyntax

  private static let locatives: Set<String> = [
    "in", "at", "near", "outside", "across", "inside", "around", "of", "from", "to", "into", "on",
  ]

  /// The country of the place nearest to a word, else the article's.
  func country(near place: Int) -> String? {
    let places = mentions.all.filter { isLocation($0.place, $0.mention) }
    let nearest = places.min { abs($0.place - place) < abs($1.place - place) }
    return nearest?.mention.actor ?? articleCountry
  }

  private func isLocation(_ place: Int, _ mention: ActorMention) -> Bool {
    guard mention.actor != nil, mention.role == nil, mention.form != .person else { return false }
    if mention.form.isPlace { return true }
    guard mention.form == .name || mention.form == .region, mention.kind == .country else { return false }
    return syntax.prepositions(of: place).contains { Self.locatives.contains(syntax.words.term(at: $0)) }
  }
}
