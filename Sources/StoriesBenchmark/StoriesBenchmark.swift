// Measures the room of stories: what an article costs in a small and in a large store, and how soon a change is found.
//
//     TOCSIN_BENCHMARK=1 swift build -c release --product StoriesBenchmark
//     .build/release/StoriesBenchmark cost [ARTICLES]
//     .build/release/StoriesBenchmark change
import Foundation

@main struct StoriesBenchmark {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch arguments.first {
    case "cost": try FilingCost(stored: arguments.dropFirst().first.flatMap { Int($0) } ?? 1_000_000).run()
    case "change": ChangeSimulation().run()
    default:
      print("usage: StoriesBenchmark cost [ARTICLES] | change")
      exit(2)
    }
  }
}
