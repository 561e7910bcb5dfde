import Foundation

/// Which blocks of a page belong to its article, read off the text that people marked.
struct BlockLabels {
  /// 1 for a block whose runs of four words stand mostly in the marked text, else 0.
  private(set) var labels: [Float] = []
  /// The part of the article's words that a block has, and a little for being there at all: a page weighs about the same
  /// however long its article is.
  private(set) var weights: [Float] = []

  private static let run = 4
  private static let wordsMin = 50
  /// Weights are about this much for a page, so that the settings' smoothing means the same in every set.
  private static let pageWeight: Float = 100

  init(texts: [String], truth: String) {
    let truthWords = Self.words(truth)
    let runs = Set(Self.runs(truthWords))
    var lines: [[Substring]: Int] = [:]
    for line in truth.split(whereSeparator: \.isNewline) { lines[Self.words(String(line)), default: 0] += 1 }
    let blocks = texts.map(Self.words)
    for words in blocks {
      labels.append(Self.isShared(words, runs: runs, lines: lines) ? 1 : 0)
      let share = Float(max(words.count, 1) + 2) / Float(max(truthWords.count, Self.wordsMin))
      weights.append((min(share, 1) + 0.002) * Self.pageWeight)
    }
    dropRepeats(blocks, lines: lines)
  }

  private static func isShared(
    _ words: [Substring],
    runs: Set<[Substring]>,
    lines: [[Substring]: Int]
  ) -> Bool {
    guard words.count >= run else { return !words.isEmpty && lines[words] != nil }
    let own = Self.runs(words)
    return own.count { runs.contains($0) } * 2 > own.count
  }

  /// Of blocks with the same words only as many as the text has stay, those nearest to the middle of the article.
  private mutating func dropRepeats(_ blocks: [[Substring]], lines: [[Substring]: Int]) {
    let kept = labels.indices.filter { labels[$0] == 1 }
    let mass = kept.reduce(0) { $0 + blocks[$1].count + 1 }
    let centre = kept.reduce(0.0) { $0 + Double($1 * (blocks[$1].count + 1)) } / Double(max(mass, 1))
    for (words, places) in Dictionary(grouping: kept, by: { blocks[$0] }) where places.count > 1 {
      let nearest = places.sorted { abs(Double($0) - centre) < abs(Double($1) - centre) }
      for index in nearest.dropFirst(max(lines[words] ?? 1, 1)) { labels[index] = 0 }
    }
  }

  private static func words(_ text: String) -> [Substring] {
    text.split { !($0.isLetter || $0.isNumber || $0 == "_") }
  }

  private static func runs(_ words: [Substring]) -> [[Substring]] {
    guard words.count >= run else { return words.isEmpty ? [] : [words] }
    return (0...(words.count - run)).map { Array(words[$0..<$0 + run]) }
  }
}
