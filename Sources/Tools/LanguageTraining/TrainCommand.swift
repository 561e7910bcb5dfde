import Foundation
import Language

/// Trains tagger and parser, and writes the weights as they are embedded.
enum TrainCommand {
  /// Rounds, folds and pruning, settled on the development files (Documentation/language.md).
  private static let taggerRounds = 8
  private static let jackknifeFolds = 8
  private static let jackknifeRounds = 5
  private static let parserRounds = 12

  static func run(_ arguments: [String]) throws {
    guard arguments.count >= 3 else { return print("train WORD-CLASSES CHECKPOINT FILE.conllu...") }
    let wordClasses = try Data(contentsOf: URL(fileURLWithPath: arguments[0]))
    let sentences = try arguments[2...].flatMap { try Treebank.read($0) }
    let checkpoint = try wordClasses.withUnsafeBytes { bytes in
      guard let lexicon = WordClasses(bytes) else { throw CocoaError(.fileReadCorruptFile) }
      return learn(sentences, lexicon)
    }
    try checkpoint.write(to: URL(fileURLWithPath: arguments[1]))
  }

  private static func learn(_ treebank: [TreebankSentence], _ lexicon: WordClasses) -> Data {
    var rewriter = HeadlineRewriter(seed: 3)
    let headlines = treebank.compactMap { rewriter.rewrite($0) }
    var sentences = (treebank + headlines).map { TrainingSentence($0, lexicon) }
    print("\(treebank.count) sentences, \(headlines.count) headlines")
    let tags = TaggerTrainer.train(sentences, rounds: taggerRounds)
    TaggerTrainer.jackknife(&sentences, folds: jackknifeFolds, rounds: jackknifeRounds)
    for index in sentences.indices { sentences[index].projectivise() }
    print("tags: \(tags.rowCount) features")
    let parser = ParserTrainer.train(sentences, rounds: parserRounds) { round, share in
      print("round \(round + 1): \(share) of moves right")
    }
    print("moves: \(parser.moves.rowCount) features, labels: \(parser.labels.rowCount)")
    return [tags, parser.moves, parser.labels].reduce(Data()) {
      $0 + $1.checkpoint(updatesMin: checkpointUpdatesMin)
    } + SureChoicesWriter(sentences).bytes()
  }

  /// Features that took part in fewer mistakes are never packed.
  private static let checkpointUpdatesMin: Int32 = 3
}

/// Packs learned weights as they are embedded.
enum PackCommand {
  static func run(_ arguments: [String]) throws {
    guard arguments.count == 5, let limits = Optional(arguments[2...].compactMap { Int32($0) }),
      limits.count == 3
    else {
      return print("pack CHECKPOINT OUT TAG-UPDATES MOVE-UPDATES LABEL-UPDATES")
    }
    var data = try Data(contentsOf: URL(fileURLWithPath: arguments[0]))
    let tables = [
      TableWriter.bytes(
        TrainingTable(checkpoint: &data),
        updatesMin: limits[0],
        features: TaggerFeatures.count
      ),
      MoveTableWriter.bytes(TrainingTable(checkpoint: &data), updatesMin: limits[1]),
      TableWriter.bytes(
        TrainingTable(checkpoint: &data),
        updatesMin: limits[2],
        features: ParserFeatures.labelCount
      ),
      Array(data),
    ]
    try Data(tables.joined()).write(to: URL(fileURLWithPath: arguments[1]))
    print("bytes:", tables.map(\.count), tables.reduce(0) { $0 + $1.count })
  }
}

/// Writes the table of word classes.
enum WordNetCommand {
  static func run(_ arguments: [String]) throws {
    guard arguments.count == 2 else { return print("wordnet FOLDER OUT") }
    let bytes = try WordNetReader.table(arguments[0])
    try Data(bytes).write(to: URL(fileURLWithPath: arguments[1]))
    print("\(bytes.count) bytes")
  }
}
