import Model
package import Text

/// Finds time expressions in English text.
package struct TimeTagger: Sendable {
  private let lexicon: TimeLexicon

  /// The tagger of English news.
  package static let english = TimeTagger(lexicon: .english)

  private init(lexicon: TimeLexicon) { self.lexicon = lexicon }

  /// The longest run of tokens that is looked into at once; a sentence beyond it is a table or worse.
  private static let tokensMax = 2000

  /// The time expressions of one sentence, in order and without overlaps.
  /// - Complexity: linear in the length of the sentence.
  package func expressions(in document: Document, sentence index: Int) -> [TimeExpression] {
    let tokens = document.sentences[index].tokens.prefix(Self.tokensMax)
    guard tokens.contains(where: { mayAnchor(document.tokens[$0], in: document) }) else { return [] }
    var words: [TimeWord] = []
    words.reserveCapacity(tokens.count + 8)
    for index in tokens {
      let token = document.tokens[index]
      if TimeWord.isPlain(document.bytes[token.range]) {
        let hash = document.vocabulary.hash(of: token.term)
        words.append(TimeWord(plain: index, token.range, document.bytes, hash: hash))
      } else {
        TimeWord.append(index, token.range, document.bytes, to: &words)
      }
    }
    guard words.contains(where: { lexicon.isAnchor($0.hash) || ($0.number ?? 0) >= 10 }) else { return [] }
    return TimeGrammar(sentence: TimeSentence(words, document.bytes, lexicon)).expressions()
  }

  /// True for a number, a word that by itself can make a time, and a token that holds more than one word.
  private func mayAnchor(_ token: Token, in document: Document) -> Bool {
    if token.kind == .number || lexicon.isAnchor(document.vocabulary.hash(of: token.term)) { return true }
    return document.bytes[token.range].contains {
      [0x2D, 0x2E, 0x27].contains($0) || $0 >= 0x80 || (0x30...0x39).contains($0)
    }
  }

  /// The time expressions of a whole document, in order.
  package func expressions(in document: Document) -> [TimeExpression] {
    document.sentences.indices.flatMap { expressions(in: document, sentence: $0) }
  }
}
