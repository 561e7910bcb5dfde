internal import Foundation
internal import Model
internal import Pipeline
internal import Storage
internal import Terminal

/// Corrections of another store, read from the lines that `stories --corrections --format jsonl` writes.
struct CorrectionsFile {
  private let path: String
  private let corrections: [ExportedCorrection]

  /// - Throws: `CommandFailure` where the file cannot be read, or a line is no correction.
  init(_ path: String) throws {
    self.path = path
    let lines = try SourceArgument.fileBytes(path).split(separator: UInt8(ascii: "\n"))
    corrections = try lines.enumerated().map { index, line in
      do {
        return try JSONDecoder().decode(ExportedCorrection.self, from: Data(line))
      } catch {
        throw CommandFailure(
          message: "\(path), line \(index + 1) is no line of stories --corrections --format jsonl",
          exitStatus: .usage
        )
      }
    }
  }

  /// Shows what the corrections would change, and with `save` changes it: each is seen as those before it left the stories.
  func run(_ store: Store, save: Bool, at desk: Desk) throws {
    let exchange = CorrectionExchange(store: store)
    var changes = 0
    for correction in corrections {
      let step = try exchange.step(correction)
      desk.output.print("  \(Self.words(step))")
      switch step {
      case .split, .merge: changes += 1
      case .holds, .unknown: continue
      }
      if save { try exchange.carryOut(step, at: try desk.stamp()) }
    }
    desk.output.print(
      changes == 0
        ? "nothing would be corrected"
        : save
          ? "all of it is corrected"
          : "nothing is corrected yet: stories --import \(path) --save corrects it, each line after the ones above it"
    )
  }

  private static func words(_ step: CorrectionStep) -> String {
    switch step {
    case .split(let story, let articles):
      "split  \(articles.map(\.description).joined(separator: ", ")) out of \(story)"
    case .merge(let kept, let moved): "merge  \(moved) into \(kept)"
    case .holds(let story): "keep   \(story): it is so already"
    case .unknown: "leave  a correction of articles that are not stored here"
    }
  }
}
