// Measures the room of stories: what an article costs in a small and in a large store, and how soon a change is found.
// Counts how rare stems are.
//
//     TOCSIN_TOOLS=1 swift build -c release --product StoriesBenchmark
//     .build/release/StoriesBenchmark cost [ARTICLES]
//     .build/release/StoriesBenchmark change
//     .build/release/StoriesBenchmark day FIRST SECOND FILE.jsonl...
//     .build/release/StoriesBenchmark rarity FILE.jsonl... >Sources/CEmbeddedData/data/stories/en/rarity.tsv
import Foundation

@main struct StoriesBenchmark {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch arguments.first {
    case "cost": try FilingCost(stored: arguments.dropFirst().first.flatMap { Int($0) } ?? 1_000_000).run()
    case "change": ChangeSimulation().run()
    case "day":
      let rest = arguments.dropFirst()
      guard rest.count >= 3 else { return usage() }
      try SimulatedDay(sides: Array(rest.prefix(2))).run(Array(rest.dropFirst(2)))
    case "rarity":
      var count = RarityCount()
      try count.run(arguments.dropFirst())
    default: usage()
    }
  }

  private static func usage() {
    print(
      "usage: StoriesBenchmark cost [ARTICLES] | change | day FIRST SECOND FILE.jsonl... | rarity FILE.jsonl..."
    )
    exit(2)
  }
}
