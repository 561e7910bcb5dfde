internal import Foundation
internal import Stories

/// Learns how much each evidence says that an article tells a story's event.
///
///     StoriesTraining FOLDER                  figures of weights learned from the sets of a folder
///     StoriesTraining FOLDER --into FILE      and the weights, as they are embedded
///
/// Built only where TOCSIN_TOOLS is 1. Profiles, streams and evidence are the product's own. The same sets give the same weights,
/// byte for byte.
@main
enum StoriesTraining {
  static func main() async throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count == 1 || arguments.count == 3 && arguments[1] == "--into" else {
      report("usage: StoriesTraining FOLDER [--into FILE]")
      exit(2)
    }
    let sets = try await TrainingSets(folder: URL(fileURLWithPath: arguments[0], isDirectory: true))
    report(
      "\(sets.lookAlikes.count + sets.whole.count) articles, \(sets.crowd.count + sets.crowdTraining.count) leads"
    )
    let weights = await TrainingCourse(sets).learn()
    if arguments.count == 3 {
      try Data(weights.table.utf8).write(to: URL(fileURLWithPath: arguments[2]))
    }
    await Figures(sets: sets).print(weights)
  }

  /// Says how far training is, on standard error.
  static func report(_ line: String) { FileHandle.standardError.write(Data("\(line)\n".utf8)) }
}
