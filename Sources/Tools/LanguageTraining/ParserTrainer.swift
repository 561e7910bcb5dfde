import Language
import TrainingSupport

/// Learns moves and relations by averaged perceptrons; from the second round on the parser mostly follows its own moves,
/// so that it learns what to do after its mistakes (Goldberg and Nivre 2013).
struct ParserTrainer {
  private(set) var moves = TrainingTable(classCount: Transition.allCases.count)
  private(set) var labels = TrainingTable(classCount: DependencyRelation.allCases.count)
  private var moveMoment = 0
  private var labelMoment = 0
  private var random = SeededRandom(seed: 5)
  private var features = [UInt64](repeating: 0, count: ParserFeatures.moveCount)
  private var moveScores = [Float](repeating: 0, count: Transition.allCases.count)
  private var labelScores = [Float](repeating: 0, count: DependencyRelation.allCases.count)

  /// How often a learner's own move is followed where it is wrong.
  private static let explorationShare = 0.9

  /// Learns from projective sentences with predicted tags; `progress` is told each round's share of right moves.
  static func train(
    _ sentences: [TrainingSentence],
    rounds: Int,
    progress: (Int, Double) -> Void
  ) -> (moves: TrainingTable, labels: TrainingTable) {
    var trainer = ParserTrainer()
    var order = Array(sentences.indices)
    for round in 0..<rounds {
      trainer.random.shuffle(&order)
      var (right, all) = (0, 0)
      for index in order { trainer.learn(sentences[index], explores: round > 0, &right, &all) }
      progress(round, Double(right) / Double(max(all, 1)))
    }
    return (
      trainer.moves.averaged(moments: trainer.moveMoment),
      trainer.labels.averaged(moments: trainer.labelMoment)
    )
  }

  private mutating func learn(
    _ sentence: TrainingSentence,
    explores: Bool,
    _ right: inout Int,
    _ all: inout Int
  ) {
    let oracle = DynamicOracle(heads: sentence.heads)
    let source = ParserFeatures(words: sentence.words, tags: sentence.predictedTags)
    var state = ParserState(count: sentence.words.count)
    while !state.isFinished {
      let (chosen, best) = chooseMove(source, state, oracle)
      all += 1
      if chosen == best { right += 1 }
      let move = chosen == best || explores && random.chance(Self.explorationShare) ? chosen : best
      var label: UInt8 = 0
      if let arc = state.arc(move) { label = learnLabel(source, state, arc, sentence) }
      state.apply(move, label: label)
    }
  }

  /// The parser's move, and the best one among those that cost least; equal where the parser's is one of them.
  private mutating func chooseMove(
    _ source: ParserFeatures,
    _ state: borrowing ParserState,
    _ oracle: DynamicOracle
  ) -> (chosen: Transition, best: Transition) {
    source.writeMove(state, into: &features)
    features.withUnsafeBufferPointer { moves.score($0, into: &moveScores) }
    var (allowed, costs): ([Transition], [Int]) = ([], [])
    for move in Transition.allCases where state.allows(move) {
      allowed.append(move)
      costs.append(oracle.cost(move, state))
    }
    let least = costs.min() ?? 0
    let cheapest = zip(allowed, costs).filter { $0.1 == least }.map(\.0)
    let (chosen, best) = (highest(allowed), highest(cheapest))
    moveMoment += 1
    if !cheapest.contains(chosen) {
      features.withUnsafeBufferPointer {
        moves.update($0, right: best.rawValue, wrong: chosen.rawValue, moment: moveMoment)
      }
      return (chosen, best)
    }
    return (chosen, chosen)
  }

  private func highest(_ candidates: [Transition]) -> Transition {
    var best = candidates[0]
    for candidate in candidates where moveScores[candidate.rawValue] > moveScores[best.rawValue] {
      best = candidate
    }
    return best
  }

  /// The relation that is given to an arc, after learning from the gold one where the arc is right.
  private mutating func learnLabel(
    _ source: ParserFeatures,
    _ state: borrowing ParserState,
    _ arc: (head: Int, dependent: Int),
    _ sentence: TrainingSentence
  ) -> UInt8 {
    source.writeLabel(state, head: arc.head, dependent: arc.dependent, into: &features)
    features.withUnsafeBufferPointer { features in
      let used = UnsafeBufferPointer(rebasing: features.prefix(ParserFeatures.labelCount))
      labels.score(used, into: &labelScores)
      labelMoment += 1
      let (best, right) = (labelScores.firstMaximum, Int(sentence.labels[arc.dependent]) - 1)
      if sentence.heads[arc.dependent] == arc.head, best != right {
        labels.update(used, right: right, wrong: best, moment: labelMoment)
      }
    }
    return UInt8(labelScores.firstMaximum + 1)
  }
}
