import EmbeddedData
package import Text

/// Tags English words with their parts of speech, and parses sentences into dependencies.
///
/// The tagger goes from left to right, the parser by the arc-eager transition system; both take the best-scored choice at
/// each step. Weights are learned from the Universal Dependencies treebanks EWT and GUM (see Documentation/language.md).
/// Nothing is computed before it is asked for: parse only sentences that matter.
package struct EnglishParser: Sendable {
  let model: ParserModel

  /// The parser with the weights of the program.
  package static let shared: EnglishParser = {
    guard
      let model = ParserModel(
        weights: DataFile.englishParserWeights.buffer,
        wordClasses: DataFile.englishWordClasses.buffer
      )
    else { preconditionFailure("the embedded weights are those of another version") }
    return EnglishParser(model: model)
  }()

  /// A parser with other weights.
  package init(model: ParserModel) { self.model = model }

  /// The tags of a sentence's tokens.
  ///
  /// - Complexity: linear in the number of tokens, some 2 microseconds each.
  package func tag(_ document: Document, _ sentence: Sentence) -> [Tag] {
    tagClasses(SentenceWords(document, sentence, model.lexicon)).map { Tag.all[Int($0) - 1] }
  }

  /// The tags, heads and relations of a sentence's tokens.
  ///
  /// - Complexity: linear in the number of tokens.
  package func parse(_ document: Document, _ sentence: Sentence) -> DependencyParse {
    parse(SentenceWords(document, sentence, model.lexicon))
  }

  /// The same for a sentence whose tags show that it is worth the time; nil for others.
  package func parse(
    _ document: Document,
    _ sentence: Sentence,
    where isWanted: ([Tag]) -> Bool
  ) -> DependencyParse? {
    let words = SentenceWords(document, sentence, model.lexicon)
    let tags = tagClasses(words)
    return isWanted(tags.map { Tag.all[Int($0) - 1] }) ? parse(words, tags) : nil
  }

  /// The same for words that are given one by one.
  package func parse(forms: [String]) -> DependencyParse { parse(SentenceWords(forms: forms, model.lexicon)) }

  /// Tag classes counted from 1, one for each word.
  package func tagClasses(_ sentence: SentenceWords) -> [UInt8] {
    var tags: [UInt8] = []
    tags.reserveCapacity(sentence.count)
    var (before, second): (UInt64, UInt64) = (0, 0)
    Scratch.with { features, scores in
      for index in 0..<sentence.count {
        TaggerFeatures.write(sentence.words, index, before, second, into: features)
        let best = best(of: model.tags, features, TaggerFeatures.count, scores)
        tags.append(UInt8(best + 1))
        (before, second) = (UInt64(best + 1), before)
      }
    }
    return tags
  }

  private func parse(_ sentence: SentenceWords) -> DependencyParse { parse(sentence, tagClasses(sentence)) }

  private func parse(_ sentence: SentenceWords, _ tags: [UInt8]) -> DependencyParse {
    let state = parsed(ParserFeatures(words: sentence.words, tags: tags))
    return TreeCompletion(state: state, tags: tags).parse()
  }

  /// Parses greedily to the end.
  private func parsed(_ source: ParserFeatures) -> ParserState {
    var state = ParserState(count: source.words.count)
    Scratch.with { features, scores in
      while !state.isFinished {
        let move = state.onlyMove ?? bestMove(source, state, features, scores)
        var label: UInt8 = 0
        if let arc = state.arc(move) {
          source.writeLabel(state, head: arc.head, dependent: arc.dependent, into: features)
          label = UInt8(best(of: model.labels, features, ParserFeatures.labelCount, scores) + 1)
        }
        state.apply(move, label: label)
      }
    }
    return state
  }

  /// The best-scored class of a table.
  @inline(__always)
  private func best(
    of table: ScoreTable,
    _ features: UnsafeMutablePointer<UInt64>,
    _ count: Int,
    _ scores: UnsafeMutablePointer<SIMD4<Int32>>
  ) -> Int {
    scores.update(repeating: .zero, count: Scratch.groupsMax)
    table.add(features, count: count, to: scores)
    var (best, highest) = (0, Int32.min)
    for index in 0..<table.classCount {
      let score = scores[index / ScoreTable.lanes][index % ScoreTable.lanes]
      if score > highest { (best, highest) = (index, score) }
    }
    return best
  }

  /// The best-scored move that may be made.
  @inline(__always)
  private func bestMove(
    _ source: ParserFeatures,
    _ state: ParserState,
    _ features: UnsafeMutablePointer<UInt64>,
    _ scores: UnsafeMutablePointer<SIMD4<Int32>>
  ) -> Transition {
    source.writeMove(state, into: features)
    scores[0] = .zero
    model.moves.add(features, count: ParserFeatures.moveCount, to: scores)
    var (best, highest) = (Transition.reduce, Int32.min)
    for move in Transition.allCases where state.allows(move) && scores[0][move.rawValue] > highest {
      (best, highest) = (move, scores[0][move.rawValue])
    }
    return best
  }
}

/// Room for the features of one decision and for the scores of its classes.
private enum Scratch {
  private static let featuresMax = max(
    TaggerFeatures.count,
    ParserFeatures.moveCount,
    ParserFeatures.labelCount
  )
  static let groupsMax = (DependencyRelation.allCases.count + ScoreTable.lanes) / ScoreTable.lanes

  /// Hands out the room: `ScoreTable.add` wants twice as much as there are features.
  static func with(_ body: (UnsafeMutablePointer<UInt64>, UnsafeMutablePointer<SIMD4<Int32>>) -> Void) {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2 * featuresMax) { features in
      withUnsafeTemporaryAllocation(of: SIMD4<Int32>.self, capacity: groupsMax) { scores in
        guard let features = features.baseAddress, let scores = scores.baseAddress else { return }
        body(features, scores)
      }
    }
  }
}
