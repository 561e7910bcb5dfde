extension ActorTable {
  /// How many suggestions are given: a line's worth.
  package static let suggestionsMax = 5
  /// Names longer than this get no suggestions: the comparison is quadratic, and nobody mistypes so much.
  private static let comparedBytesMax = 64

  /// The canonical names that come nearest to an unknown one, best first.
  ///
  /// A name that begins so comes before one that is spelled nearly so (at most a third of its letters changed, added,
  /// left out or swapped).
  /// - Complexity: the number of the table's names times the squared length of the name, of at most 64 bytes.
  package func suggestions(for name: String) -> [String] {
    let wanted = Array(Self.withoutArticle(name).lowercased().utf8)
    guard !wanted.isEmpty, wanted.count <= Self.comparedBytesMax else { return [] }
    // Of two that are as near, the one that begins alike was meant: nobody mistypes the first letter.
    var best: [Int32: Int] = [:]
    let bound = max(1, wanted.count / 3)
    for listed in listedNames {
      guard let cost = Self.cost(wanted, Array(listed.text.lowercased().utf8), bound) else { continue }
      let begins = listed.text.lowercased().utf8.first == wanted.first
      best[listed.actor] = min(best[listed.actor] ?? .max, cost * 2 + (begins ? 0 : 1))
    }
    return best.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
      .prefix(Self.suggestionsMax).map { actors[Int($0.key)].name }
  }

  private static func cost(_ wanted: [UInt8], _ name: [UInt8], _ bound: Int) -> Int? {
    if wanted.count >= 3, name.starts(with: wanted) { return 1 }
    guard abs(wanted.count - name.count) <= bound else { return nil }
    let distance = EditDistance.between(wanted, name, bound: bound)
    return distance <= bound ? distance * 2 : nil
  }
}

/// The number of single-letter changes between two words.
enum EditDistance {
  /// Insertions, deletions, substitutions and swaps of neighbours, each letter touched once (optimal string
  /// alignment); `bound + 1` as soon as it must be more than the bound.
  static func between(_ left: [UInt8], _ right: [UInt8], bound: Int) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in 0..<left.count {
      var current = [row + 1]
      current.reserveCapacity(right.count + 1)
      for column in 0..<right.count {
        let change = last[column] + (left[row] == right[column] ? 0 : 1)
        var cost = min(change, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      if current.allSatisfy({ $0 > bound }) { return bound + 1 }
      (beforeLast, last) = (last, current)
    }
    return last[right.count]
  }
}
