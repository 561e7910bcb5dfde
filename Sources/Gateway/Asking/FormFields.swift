internal import Foundation

/// Fields as addresses and forms carry them: `application/x-www-form-urlencoded` (WHATWG URL, section 5).
enum FormFields {
  /// Fields that are read: no form of ours has more, and no address needs more.
  private static let fieldsMax = 64

  /// The fields in their order.
  ///
  /// - Returns: nil where a percent sign stands before no byte, where what is meant is no UTF-8, or for too many.
  /// - Complexity: linear.
  static func pairs(_ text: Substring) -> [(name: String, value: String)]? {
    let parts = text.split(separator: "&")
    guard parts.count <= fieldsMax else { return nil }
    var pairs: [(name: String, value: String)] = []
    for part in parts {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = decoded(sides[0]), let value = decoded(sides.count > 1 ? sides[1] : "") else {
        return nil
      }
      pairs.append((name, value))
    }
    return pairs
  }

  private static func decoded(_ text: Substring) -> String? {
    text.replacing("+", with: " ").removingPercentEncoding
  }
}
