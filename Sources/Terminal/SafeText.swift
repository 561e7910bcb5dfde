/// Text that is safe to write to a terminal: the only thing that a `Printer` takes.
///
/// Words from pages, feeds and servers become safe text by `init(_:)` or by being put into a literal, and both take out
/// whatever a terminal would obey or a reader could be deceived by (`Sanitizer`). So a literal such as
/// `"fetched \(url)"` needs no thought. Literals themselves are Tocsin's own words, and may hold newlines.
package struct SafeText: Sendable, Hashable {
  /// A stretch of text in one style.
  struct Run: Sendable, Hashable {
    var text: String
    var style: TextStyle
  }

  private(set) var runs: [Run]

  /// Takes the danger out of foreign words; newlines and tabs become spaces.
  package init(_ foreign: String, style: TextStyle = []) {
    self.init(trusted: Sanitizer.line(foreign), style: style)
  }

  /// Words known to be safe.
  init(trusted text: String, style: TextStyle = []) {
    runs = text.isEmpty ? [] : [Run(text: text, style: style)]
  }

  /// JSON made safe without changing what it says: unsafe scalars inside its strings are written as `\uXXXX`.
  ///
  /// Newlines between values are kept.
  package init(json: String) { self.init(trusted: Sanitizer.json(json)) }

  /// The lines of a foreign text, each safe by itself.
  package static func lines(of foreign: String) -> [SafeText] {
    foreign.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { SafeText(String($0)) }
  }

  /// The words without their style.
  package var plain: String { runs.map(\.text).joined() }

  /// True where there is nothing to write; a text of spaces is none such.
  package var isEmpty: Bool { runs.isEmpty }

  /// How many columns it takes on one line.
  package var columns: Int { runs.reduce(0) { $0 + DisplayWidth.columns(of: $1.text) } }

  /// The same words with a style added.
  package func styled(_ style: TextStyle) -> SafeText {
    var copy = self
    for index in copy.runs.indices { copy.runs[index].style.formUnion(style) }
    return copy
  }

  /// What to write: the words, with escape sequences for their style where colour is on.
  package func rendered(inColour hasColour: Bool) -> String {
    guard hasColour else { return plain }
    return runs.map { $0.style.isEmpty ? $0.text : $0.style.sequence + $0.text + TextStyle.reset }.joined()
  }

  /// Puts the right text behind the left one, styles kept; neighbours of one style become one run.
  package static func += (left: inout SafeText, right: SafeText) {
    for run in right.runs {
      if left.runs.last?.style == run.style {
        left.runs[left.runs.count - 1].text += run.text
      } else {
        left.runs.append(run)
      }
    }
  }

  /// The right text behind the left one, styles kept; neighbours of one style become one run.
  package static func + (left: SafeText, right: SafeText) -> SafeText {
    var sum = left
    sum += right
    return sum
  }
}

extension SafeText: ExpressibleByStringInterpolation {
  /// A literal's words, which are the program's own and taken as they are.
  package init(stringLiteral words: String) { self.init(trusted: words) }

  /// A literal with its values put in, each sanitised as it was collected.
  package init(stringInterpolation: Interpolation) { self = stringInterpolation.text }

  /// Collects a literal: its own words as they are, values sanitised, safe text with its style.
  package struct Interpolation: StringInterpolationProtocol {
    var text = SafeText(trusted: "")

    /// An empty collector; the sizes that are promised are not needed.
    package init(literalCapacity: Int, interpolationCount: Int) {}

    /// Adds the literal's own words as they are.
    package mutating func appendLiteral(_ literal: String) { text += SafeText(trusted: literal) }

    /// Adds what is safe already, with its style.
    package mutating func appendInterpolation(_ safe: SafeText) { text += safe }

    /// Adds a value of any other kind, sanitised: newlines and what a terminal would obey are gone.
    package mutating func appendInterpolation(_ value: some CustomStringConvertible, style: TextStyle = []) {
      text += SafeText(value.description, style: style)
    }
  }
}

extension Sequence where Element == SafeText {
  /// The texts one after the other, with a separator between them.
  package func joined(separator: SafeText = "") -> SafeText {
    var result: SafeText = ""
    for (index, text) in enumerated() {
      if index > 0 { result += separator }
      result += text
    }
    return result
  }
}
