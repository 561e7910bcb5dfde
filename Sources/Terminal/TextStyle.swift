/// How text stands out where the terminal has colour. Nothing may be told by style alone.
package struct TextStyle: OptionSet, Sendable, Hashable {
  /// One bit for each style in the set.
  package let rawValue: UInt16

  /// The styles of some bits; bits of no style mean nothing.
  package init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Bold, or bright where a terminal has no bold.
  package static let bold = TextStyle(rawValue: 1 << 0)
  /// Faint.
  package static let dim = TextStyle(rawValue: 1 << 1)
  /// Underlined.
  package static let underlined = TextStyle(rawValue: 1 << 2)
  /// Red letters.
  package static let red = TextStyle(rawValue: 1 << 3)
  /// Green letters.
  package static let green = TextStyle(rawValue: 1 << 4)
  /// Yellow letters.
  package static let yellow = TextStyle(rawValue: 1 << 5)
  /// Blue letters.
  package static let blue = TextStyle(rawValue: 1 << 6)
  /// Magenta letters.
  package static let magenta = TextStyle(rawValue: 1 << 7)
  /// Cyan letters.
  package static let cyan = TextStyle(rawValue: 1 << 8)

  /// Select Graphic Rendition (ECMA-48, 8.3.117) for the styles in this set.
  var sequence: String {
    let parameters = Self.parameters.filter { contains($0.style) }.map { String($0.number) }
    return parameters.isEmpty ? "" : "\u{1B}[" + parameters.joined(separator: ";") + "m"
  }

  static let reset = "\u{1B}[0m"

  private static let parameters: [(style: TextStyle, number: Int)] = [
    (.bold, 1), (.dim, 2), (.underlined, 4), (.red, 31), (.green, 32), (.yellow, 33), (.blue, 34),
    (.magenta, 35),
    (.cyan, 36),
  ]
}
