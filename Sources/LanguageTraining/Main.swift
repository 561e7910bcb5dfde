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
    case "speed": try SpeedEvaluation.run(files: arguments)
    default: print(usage)
    }
  }

  private static let usage = """
    tocsin-language boundaries FILE.conllu...    boundary F1 of sentences on documents rebuilt from treebanks
    tocsin-language split LANGUAGE FILE...       sentences and tokens of plain text, one sentence a line
    tocsin-language speed FILE.txt...            MB/s of segmentation and tokens on one core
    """
}

extension Array {
  mutating func popFirst() -> Element? { isEmpty ? nil : removeFirst() }
}
