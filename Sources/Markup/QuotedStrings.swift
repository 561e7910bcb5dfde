/// The long quoted strings of a script, wherever they stand in it.
///
/// Pages that draw themselves keep their text in a script as JSON, in as many shapes as there are frameworks; a string
/// literal long enough to be an article looks the same in all of them.
package enum QuotedStrings {
  /// The decoded literals in double quotes of at least `bytesMin` bytes as written, those written within others too.
  ///
  /// - Parameters:
  ///   - bytesMin: the shortest literal worth reading.
  ///   - script: a script's contents.
  /// - Returns: the literals in the order in which they end.
  /// - Complexity: linear in the script.
  package static func longerThan(_ bytesMin: Int, in script: ArraySlice<UInt8>) -> [String] {
    var found = scan(script, bytesMin: bytesMin)
    // A framework may write its state as JSON within a literal of JSON: one level of that is common.
    for text in found where text.contains("\":\"") {
      found += scan(Array(text.utf8)[...], bytesMin: bytesMin)
    }
    return found
  }

  /// The decoded literals that a condition holds for, in runs: a program that keeps a text paragraph by paragraph writes them
  /// near each other. Each literal stands once in its run.
  ///
  /// - Parameters:
  ///   - script: a script's contents.
  ///   - bytesMin: the shortest literal worth reading.
  ///   - gapMax: how many bytes may lie between two literals of a run.
  ///   - isWanted: true for a literal of the text.
  /// - Returns: the runs of two literals or more, those within another literal too.
  /// - Complexity: linear in the script.
  package static func runs(
    in script: ArraySlice<UInt8>,
    bytesMin: Int,
    gapMax: Int,
    where isWanted: (String) -> Bool
  ) -> [[String]] {
    let literals = positions(script, bytesMin: bytesMin)
    var found = runs(of: literals, gapMax: gapMax, where: isWanted)
    for literal in literals where literal.text.contains("\":\"") || literal.text.contains("\": \"") {
      let inner = positions(Array(literal.text.utf8)[...], bytesMin: bytesMin)
      found += runs(of: inner, gapMax: gapMax, where: isWanted)
    }
    return found
  }

  private static func runs(
    of literals: [(start: Int, end: Int, text: String)],
    gapMax: Int,
    where isWanted: (String) -> Bool
  ) -> [[String]] {
    var runs: [[String]] = []
    var seen: Set<String> = []
    var end = 0
    for literal in literals where isWanted(literal.text) {
      if runs.isEmpty || literal.start > end + gapMax {
        runs.append([])
        seen = []
      }
      if runs[runs.count - 1].count < runLengthMax, seen.insert(literal.text).inserted {
        runs[runs.count - 1].append(literal.text)
      }
      end = literal.end
    }
    return runs.filter { $0.count > 1 }
  }

  /// An article has no more paragraphs.
  private static let runLengthMax = 1000

  private static func scan(_ script: ArraySlice<UInt8>, bytesMin: Int) -> [String] {
    positions(script, bytesMin: bytesMin).map(\.text)
  }

  private static func positions(
    _ script: ArraySlice<UInt8>,
    bytesMin: Int
  ) -> [(start: Int, end: Int, text: String)] {
    var found: [(start: Int, end: Int, text: String)] = []
    var at = script.startIndex
    while let open = script[at...].firstIndex(of: UInt8(ascii: "\"")) {
      var end = open + 1
      while end < script.endIndex, script[end] != UInt8(ascii: "\"") {
        end += script[end] == UInt8(ascii: "\\") ? 2 : 1
      }
      end = min(end, script.endIndex)
      if end - open > bytesMin,
        case .array(let elements)? = LenientJSON(Array([0x5B] + script[open..<end])[...]),
        let text = elements.first?.string
      {
        found.append((open, end, text))
      }
      guard end < script.endIndex else { break }
      at = end + 1
    }
    return found
  }
}
