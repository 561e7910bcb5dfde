import Extraction
import Foundation
import Markup

// Times the extractor over the pages of a file, one a line as {"html"}, and libxml2's own tree over the same bytes in
// the same run. Built only with TOCSIN_TOOLS=1:
//
//     ExtractionBenchmark [ROUNDS] < pages.jsonl

struct Page: Decodable {
  var html: String
  var url: String?
}

@main
enum ExtractionBenchmark {
  static func main() throws {
    let rounds = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 3
    var pages: [(bytes: [UInt8], url: String?)] = []
    while let line = readLine() {
      let page = try JSONDecoder().decode(Page.self, from: Data(line.utf8))
      pages.append((Array(page.html.utf8), page.url))
    }
    let extractor = Extractor()
    // The fastest round of each counts: what else the machine does only ever adds time.
    var best = (bare: Double.infinity, tree: Double.infinity, whole: Double.infinity)
    for _ in 0..<rounds {
      best.bare = min(best.bare, pages.reduce(0) { $0 + BareParse.seconds($1.bytes) })
      best.tree = min(best.tree, seconds { for page in pages { _ = HTMLTree(page: page.bytes) } })
      best.whole = try min(
        best.whole,
        seconds {
          for page in pages { _ = try extractor.extract(html: page.bytes, url: page.url, charset: "utf-8") }
        }
      )
    }
    let megabytes = Double(pages.reduce(0) { $0 + $1.bytes.count }) / 1e6
    print("pages \(pages.count), \(String(format: "%.1f", megabytes)) MB, best of \(rounds)")
    print(row("libxml2's own tree", best.bare, best.bare))
    print(row("flat tree", best.tree, best.bare))
    print(row("whole extraction", best.whole, best.bare))
  }

  /// CPU seconds of this process, so that the machine's other work does not count.
  private static func seconds(_ work: () throws -> Void) rethrows -> Double {
    let start = clock()
    try work()
    return Double(clock() - start) / Double(CLOCKS_PER_SEC)
  }

  private static func row(_ name: String, _ seconds: Double, _ bare: Double) -> String {
    "\(name): \(String(format: "%.3f s, %.2f of libxml2's own tree", seconds, seconds / bare))"
  }
}
