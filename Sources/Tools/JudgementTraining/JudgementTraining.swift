internal import Foundation
internal import Model

/// Trains the judgement of articles and acts.
///
///     JudgementTraining --themes FILE.tsv FILE.jsonl...   the themes of words, from texts alone, whatever was said of them
///     JudgementTraining --into FOLDER FILE.jsonl...       weights, as they are embedded
///     JudgementTraining --sides FOLDER FILE.jsonl...      the weights of sides alone, as `--into` writes them
///     JudgementTraining --answers FOLDER FILE.jsonl...    what `analyse` would answer for each article by weights that have not
///                                                         seen its outlet, as `--into` left them in FOLDER
///
/// With `TOCSIN_LEARN_FROM_EVERY=4` weights are learned from a quarter of the articles, for a learning curve.
///
/// Built only where TOCSIN_TOOLS=1. Features come from the product's own code; the same files in the same order
/// give the same weights, byte for byte. A record has `id`, `title`, `text`, `published`, `outlet`, and what annotators said of it:
/// `alert` or `escalatory`, `domain`, `genre`, `severity`, `events`. Records without a judgement of their own take it from
/// the file of annotations beside this program, by `pool` and `id`, and are left out where that has none.
@main
enum JudgementTraining {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count > 2, ["--themes", "--into", "--sides", "--answers"].contains(arguments[0]) else {
      FileHandle.standardError.write(
        Data("usage: JudgementTraining --themes|--into|--sides|--answers PLACE FILE.jsonl...\n".utf8)
      )
      exit(2)
    }
    let files = arguments.dropFirst(2).map { URL(fileURLWithPath: $0) }
    if arguments[0] == "--themes" {
      try Data(ThemeTable.text(from: files).utf8).write(to: URL(fileURLWithPath: arguments[1]))
      return
    }
    let examples = try Example.read(files)
    let folder = URL(fileURLWithPath: arguments[1], isDirectory: true)
    let step = ProcessInfo.processInfo.environment["TOCSIN_LEARN_FROM_EVERY"].flatMap { Int($0) } ?? 1
    let course = TrainingCourse(examples, learningFromEvery: step)
    switch arguments[0] {
    case "--into": try course.write(into: folder)
    case "--sides": try course.writeSides(into: folder)
    default: try course.predict(in: folder)
    }
  }

  /// Says how far training is, on standard error.
  static func report(_ line: String) { FileHandle.standardError.write(Data("\(line)\n".utf8)) }
}
