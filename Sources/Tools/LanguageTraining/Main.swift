import Foundation

/// Trains the English parser, and measures segmentation, tags and parses.
@main
enum Main {
  static func main() throws {
    var arguments = Array(CommandLine.arguments.dropFirst())
    guard let command = arguments.popFirst() else { return print(usage) }
    switch command {
    case "boundaries": try BoundaryEvaluation.run(files: arguments)
    case "split": try SplitCommand.run(arguments)
    case "wordnet": try WordNetCommand.run(arguments)
    case "train": try TrainCommand.run(arguments)
    case "pack": try PackCommand.run(arguments)
    case "evaluate": try ParsingEvaluation.run(arguments)
    case "parse": try ParseCommand.run(arguments)
    case "speed": try SpeedEvaluation.run(arguments)
    default: print(usage)
    }
  }

  private static let usage = """
    tocsin-language boundaries FILE.conllu...    boundary F1 of sentences on documents rebuilt from treebanks
    tocsin-language split LANGUAGE FILE...       sentences and tokens of plain text, one sentence a line
    tocsin-language wordnet FOLDER OUT            the table of word classes from WordNet's files
    tocsin-language train WORD-CLASSES CHECKPOINT FILE.conllu...    learns tagger and parser
    tocsin-language pack CHECKPOINT OUT TAGS MOVES LABELS    weights of features with that many updates or more
    tocsin-language evaluate WORD-CLASSES WEIGHTS FILE.conllu...    UPOS, UAS, LAS, headline roots
    tocsin-language parse WORD-CLASSES WEIGHTS SENTENCE...    tags, heads and relations
    tocsin-language speed [STAGE] FILE.txt...    MB/s of segmentation, tags and parses on one core
    """
}

extension Array {
  mutating func popFirst() -> Element? { isEmpty ? nil : removeFirst() }
}
