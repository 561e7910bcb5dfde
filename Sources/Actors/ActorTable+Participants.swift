import Model

// Participants that have no row of their own: `Iraq insurgents`, `Syria protesters`.
extension ActorTable {
  /// The canonical name of a participant as an analyst types it: of an actor, or of people known by their role.
  ///
  /// `Kremlin` is `Russia`, `Iraqi rebels` is `Iraq rebels`, `Russian army` is `Russia`, as events carry them.
  /// - Returns: nil where the words name neither.
  package func participant(named name: String) -> String? {
    if let actor = actor(named: name) { return actor.name }
    let words = Self.withoutArticle(name).split(whereSeparator: \.isWhitespace).map(String.init)
    guard let found = longestParticipant(at: words), found.words == words.count else { return nil }
    return found.name
  }

  /// Reads the longest participant at the start of a text: `Iraqi insurgents` before `Iraqi`.
  ///
  /// - Parameter words: words in order; marks may be words of their own.
  /// - Returns: the canonical name and how many of the words it takes; nil where no name begins here.
  package func longestParticipant(at words: some Collection<String>) -> (name: String, words: Int)? {
    guard let side = longestName(at: words) else { return nil }
    guard let people = longestRole(at: words.dropFirst(side.words)) else {
      return (side.actor.name, side.words)
    }
    return (ActorMention.participant(of: side.actor, as: people.role).name, side.words + people.words)
  }

  private func longestRole(at words: some Collection<String>) -> (role: ActorRole, words: Int)? {
    var best: (role: ActorRole, words: Int)?
    var node = NameTrie.root
    for (count, word) in words.enumerated() {
      node = trie.node(after: node, word: word)
      guard node >= 0 else { break }
      if let sense = trie.senses(at: node).first(where: { $0.kind == .role }) {
        best = (roles[Int(sense.detail)], count + 1)
      }
    }
    return best
  }
}
