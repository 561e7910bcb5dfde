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
        weights: LargePages.copy(DataFile.englishParserWeights.buffer),
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
    Scratch.with { scratch in
      for index in 0..<sentence.count {
        var tag = model.sure.tag(of: sentence.words[index].form)
        if tag == 0 {
          TaggerFeatures.write(sentence.words, index, before, second, into: scratch.features)
          tag = UInt8(scratch.best(of: model.tags, TaggerFeatures.count) + 1)
        }
        tags.append(tag)
        (before, second) = (UInt64(tag), before)
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
    Scratch.with { scratch in
      while !state.isFinished {
        let move = state.onlyMove ?? bestMove(source, state, scratch)
        var label: UInt8 = 0
        if let (head, dependent) = state.arc(move) {
          label = model.sure.label(
            head: source.tag(head),
            dependent: source.tag(dependent),
            isLeft: head > dependent
          )
          if label == 0 {
            source.writeLabel(state, head: head, dependent: dependent, into: scratch.features)
            label = UInt8(scratch.best(of: model.labels, ParserFeatures.labelCount) + 1)
          }
        }
        state.apply(move, label: label)
      }
    }
    return state
  }

  /// The best-scored move that may be made.
  @inline(__always)
  private func bestMove(
    _ source: ParserFeatures,
    _ state: borrowing ParserState,
    _ scratch: Scratch
  ) -> Transition {
    source.writeMove(state, into: scratch.features)
    let scores = model.moves.scores(scratch.features, count: ParserFeatures.moveCount)
    var (best, highest) = (Transition.reduce, Int32.min)
    func consider(_ move: Transition, _ score: Int32) {
      guard state.allows(move), score > highest else { return }
      (best, highest) = (move, score)
    }
    consider(.shift, scores[0])
    consider(.reduce, 0)
    consider(.left, scores[1])
    consider(.right, scores[2])
    return best
  }
}

/// Room for one decision: its features, the rows that the table has of them, and the scores of its classes.
private struct Scratch {
  let features: UnsafeMutablePointer<UInt64>
  let found: UnsafeMutablePointer<UInt32>
  let scores: UnsafeMutablePointer<SIMD8<Int16>>

  private static let featuresMax = max(
    TaggerFeatures.count,
    ParserFeatures.moveCount,
    ParserFeatures.labelCount
  )
  private static let groupsMax = (max(DependencyRelation.allCases.count, Tag.all.count) + 7) / 8

  /// Hands out the room.
  static func with(_ body: (Scratch) -> Void) {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: featuresMax) { features in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: featuresMax) { found in
        withUnsafeTemporaryAllocation(of: SIMD8<Int16>.self, capacity: groupsMax) { scores in
          guard let features = features.baseAddress, let found = found.baseAddress,
            let scores = scores.baseAddress
          else { return }
          body(Scratch(features: features, found: found, scores: scores))
        }
      }
    }
  }

  /// The best-scored class of a table, from the features that lie here.
  @inline(__always)
  func best(of table: ScoreTable, _ count: Int) -> Int {
    table.best(found, table.find(features, count: count, into: found), scores)
  }
}
