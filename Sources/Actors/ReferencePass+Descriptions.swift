import Model
import Text

// `The alliance`, `the eight`, `its ally`, `the two countries`.
extension ReferencePass {
  /// The description after a determiner or possessive; nil where the words describe nobody known.
  func described(
    after token: Int,
    end: Int,
    possessive: Bool,
    _ words: inout ReferenceWords
  ) -> ActorMention? {
    if !possessive, let counted = counted(at: token, end: end, &words) { return counted }
    guard let phrase = words.description(after: token, end: end) ?? noun(after: token, end: end) else {
      return nil
    }
    let start = possessive ? token + 1 : token
    for kind in phrase.kinds {
      let found: ActorMention?
      switch kind {
      case .pair: found = pair(start..<phrase.end)
      case .ally, .rival:
        found = possessive ? friend(kind, start..<phrase.end, of: words.classes(at: token)) : nil
      default: found = possessive ? nil : one(start..<phrase.end) { table.descriptions.fits(kind, $0) }
      }
      if let found { return found }
    }
    return phrase.kinds.isEmpty && !possessive ? byNoun(start..<phrase.end) : nil
  }

  /// `The eight`: those who were counted so before.
  private func counted(at token: Int, end: Int, _ words: inout ReferenceWords) -> ActorMention? {
    guard words.has(.definite, at: token), token + 1 < end, let number = words.numeral(at: token + 1) else {
      return nil
    }
    // `The eight diplomats` is for the noun to say.
    guard token + 2 >= end || !words.isWord(at: token + 2) || words.isVerbLike(at: token + 2) else {
      return nil
    }
    guard let named = discourse.last(where: { $0.numeral == number }) else {
      return number == 2 ? pair(token..<(token + 2)) : nil
    }
    return described(token..<(token + 2), named)
  }

  /// The last named actor of which an own noun is said: `the alliance` for NATO.
  private func byNoun(_ tokens: Range<Int>) -> ActorMention? {
    let noun = document.text(in: bytes(tokens.dropFirst())).lowercased()
    return one(tokens) { $0.nouns.contains(noun) }
  }

  /// A phrase of one or two words that some organisation of the table goes by.
  private func noun(after token: Int, end: Int) -> (kinds: [DescriptionKind], end: Int)? {
    let rest = document.tokens[(token + 1)..<min(end, token + 1 + table.descriptions.nounWordsMax)]
    let hashes = rest.map { document.vocabulary.hash(of: $0.term) }
    return table.descriptions.organisationNoun(hashes).map { ([], token + 1 + $0) }
  }

  private func one(_ tokens: Range<Int>, where fits: (Actor) -> Bool) -> ActorMention? {
    let noun = document.text(in: bytes(tokens.dropFirst())).lowercased()
    let found = discourse.last { referent in
      guard referent.role == nil || referent.role?.roleClass == .state,
        let actor = table.actor(canonical: referent.actor)
      else { return false }
      return fits(actor) || actor.nouns.contains(noun)
    }
    return found.map { described(tokens, $0) }
  }

  private func pair(_ tokens: Range<Int>) -> ActorMention? {
    guard
      let two = discourse.lastTwo(where: { $0.kind != .region && !($0.kind == .organisation && $0.isWeak) })
    else { return nil }
    var mention = described(tokens, two[0])
    mention.members = two.map { referent in
      var side = mention
      side.actor = referent.actor
      side.role = referent.role
      return side.name ?? referent.actor
    }
    mention.rule = "\(document.text(in: mention.bytes)): \(two[0].words) and \(two[1].words)"
    return mention
  }

  /// `Its ally`: of the owner's friends the one spoken of last.
  private func friend(
    _ kind: DescriptionKind,
    _ tokens: Range<Int>,
    of possessive: [ReferenceClass]
  ) -> ActorMention? {
    guard let owner = antecedent(possessive) else { return nil }
    let found = discourse.last { referent in
      guard referent.actor != owner.actor, referent.role == nil || referent.role?.roleClass == .state else {
        return false
      }
      return kind == .rival ? referent.kind == .country : areAllies(owner.actor, referent.actor)
    }
    guard let found else { return nil }
    var mention = described(tokens, found)
    mention.rule += ", not \(owner.words)"
    return mention
  }

  private func areAllies(_ left: String, _ right: String) -> Bool {
    if table.descriptions.areAllies(left, right) { return true }
    return table.alliances.contains { table.isActor(left, in: $0) && table.isActor(right, in: $0) }
  }

  private func described(_ tokens: Range<Int>, _ referent: Discourse.Referent) -> ActorMention {
    var mention = referring(tokens, to: referent, form: .description)
    mention.rule = "\(mention.rule): \(referent.words), \(whereabouts(of: referent))"
    return mention
  }

  private func bytes(_ tokens: Range<Int>) -> Range<Int> {
    guard let first = tokens.first, let last = tokens.last else { return 0..<0 }
    return document.tokens[first].range.lowerBound..<document.tokens[last].range.upperBound
  }
}
