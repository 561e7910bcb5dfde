import Text

/// Sport results among a sentence's words: `2-0`, `6-4`, as one token or three.
enum ScorePattern {
  /// The first result in a sentence; nil where there is none.
  static func first(in words: SentenceWords) -> String? {
    for place in 0..<words.count where words.beginsWithDigit(place) {
      if isResult(words.term(at: place)) { return words.term(at: place) }
      if place + 2 < words.count, words.isHyphen(place + 1), isShort(words.term(at: place)),
        isShort(words.term(at: place + 2)),
        touches(words, place)
      {
        return words.text(place...(place + 2))
      }
    }
    return nil
  }

  private static func isResult(_ term: String) -> Bool {
    let sides = term.split { $0 == "-" || $0 == "–" }
    return sides.count == 2 && sides.allSatisfy(isShort) && term.utf8.count <= 7
  }

  private static func isShort(_ term: some StringProtocol) -> Bool {
    (1...2).contains(term.utf8.count) && term.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  private static func touches(_ words: SentenceWords, _ place: Int) -> Bool {
    words.token(at: place).end == words.token(at: place + 1).start
      && words.token(at: place + 1).end == words.token(at: place + 2).start
  }
}
