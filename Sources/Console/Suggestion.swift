/// The word that somebody meant who mistyped it.
enum Suggestion {
  /// The nearest of some words by edit distance, where it is near enough to be meant.
  static func nearest(to word: String, among words: [String]) -> String? {
    let distances = words.map { ($0, distance(Array(word.lowercased().utf8), Array($0.lowercased().utf8))) }
    guard let (nearest, distance) = distances.min(by: { $0.1 < $1.1 }),
      distance <= max(1, word.utf8.count / 3)
    else { return nil }
    return nearest
  }

  /// Changes, insertions, deletions and swaps of neighbours (Damerau 1964) between two words.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var rows = [Array(0...right.count)]
    for i in left.indices {
      var row = [i + 1]
      for j in right.indices {
        var best = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (left[i] == right[j] ? 0 : 1))
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          best = min(best, rows[i - 1][j - 1] + 1)
        }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[left.count][right.count]
  }
}
