import Language
import TrainingSupport

/// Learns tags by an averaged perceptron that reads its own earlier choices.
struct TaggerTrainer {
  private(set) var table = TrainingTable(classCount: Tag.all.count)
  private var moment = 0
  private var random = SeededRandom(seed: 11)

  /// Learns from sentences in several rounds, and returns the averaged weights.
  static func train(_ sentences: [TrainingSentence], rounds: Int) -> TrainingTable {
    var trainer = TaggerTrainer()
    var order = Array(sentences.indices)
    for _ in 0..<rounds {
      trainer.random.shuffle(&order)
      for index in order { _ = trainer.run(sentences[index].words, gold: sentences[index].tags) }
    }
    return trainer.table.averaged(moments: trainer.moment)
  }

  /// Tags each fold of the sentences by a tagger that learned from the others.
  static func jackknife(_ sentences: inout [TrainingSentence], folds: Int, rounds: Int) {
    for fold in 0..<folds {
      let others = sentences.indices.filter { $0 % folds != fold }.map { sentences[$0] }
      var tagger = TaggerTrainer()
      tagger.table = train(others, rounds: rounds)
      for index in stride(from: fold, to: sentences.count, by: folds) {
        sentences[index].predictedTags = tagger.run(sentences[index].words, gold: nil)
      }
    }
  }

  /// Tags a sentence, learning from mistakes where the gold tags are given.
  private mutating func run(_ words: [SentenceWords.Word], gold: [UInt8]?) -> [UInt8] {
    var features = [UInt64](repeating: 0, count: TaggerFeatures.count)
    var scores = [Float](repeating: 0, count: Tag.all.count)
    var tags: [UInt8] = []
    var (before, second): (UInt64, UInt64) = (0, 0)
    for index in words.indices {
      features.withUnsafeMutableBufferPointer { features in
        guard let written = features.baseAddress else { return }
        TaggerFeatures.write(words, index, before, second, into: written)
        table.score(UnsafeBufferPointer(features), into: &scores)
      }
      let best = scores.firstMaximum
      if let gold {
        moment += 1
        let right = Int(gold[index]) - 1
        if best != right {
          features.withUnsafeBufferPointer { table.update($0, right: right, wrong: best, moment: moment) }
        }
      }
      tags.append(UInt8(best + 1))
      (before, second) = (UInt64(best + 1), before)
    }
    return tags
  }
}

extension [Float] {
  /// The index of the largest element, the first of equals.
  var firstMaximum: Int {
    var best = 0
    for index in indices where self[index] > self[best] { best = index }
    return best
  }
}
