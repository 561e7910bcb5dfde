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

  private static func scan(_ script: ArraySlice<UInt8>, bytesMin: Int) -> [String] {
    var found: [String] = []
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
        found.append(text)
      }
      guard end < script.endIndex else { break }
      at = end + 1
    }
    return found
  }
}
