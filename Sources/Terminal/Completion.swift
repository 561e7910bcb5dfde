import Foundation

/// What could stand at the cursor: candidates for a stretch of the line that ends there.
package struct Completion: Sendable, Hashable {
  /// One way to go on.
  package struct Candidate: Sendable, Hashable {
    /// What the stretch is replaced by, as it must be typed.
    package var text: String
    /// False where more of the same word follows, as behind the slash of a folder.
    package var endsWord: Bool
    /// What it means, shown beside it in a list; nil for what speaks for itself.
    package var note: String?

    /// The text without a quote before it.
    fileprivate var bare: String { text.hasPrefix("\"") ? String(text.dropFirst()) : text }

    /// Makes a candidate.
    package init(_ text: String, endsWord: Bool = true, note: String? = nil) {
      self.text = text
      self.endsWord = endsWord
      self.note = note
    }
  }

  /// How many Unicode scalars before the cursor are replaced.
  package var replacedScalars: Int
  /// What the stretch may be replaced by, in the order in which it is listed.
  package var candidates: [Candidate]

  /// Makes a completion of the last `replacedScalars` scalars before the cursor.
  package init(replacedScalars: Int, candidates: [Candidate]) {
    self.replacedScalars = replacedScalars
    self.candidates = candidates
  }

  /// Nothing fits.
  package static let none = Completion(replacedScalars: 0, candidates: [])

  /// What the Tab key does with it.
  package enum Effect: Equatable {
    /// Nothing fits: the terminal's bell.
    case beep
    /// The stretch becomes this text.
    case replace(String)
    /// Several go on from what is typed: they are shown.
    case list
  }

  /// One candidate is put in with a space behind it; of several, what they share; where that is typed already, they
  /// are listed. Letters of the other case are corrected.
  package func effect(typed: String) -> Effect {
    guard let first = candidates.first else { return .beep }
    if candidates.count == 1 { return .replace(first.text + (first.endsWord ? " " : "")) }
    // Of names in quotes and without them what they share is typed as it began, and begins a quotation where it holds a blank.
    let quote = typed.hasPrefix("\"") ? "\"" : ""
    let texts = candidates.map(\.bare)
    let common = Self.common(texts)
    let isName = candidates.allSatisfy { $0.text.hasPrefix("\"") } && common.contains(" ")
    let shared = (isName ? "\"" : quote) + common
    let isLonger =
      common.count > typed.count - quote.count && Self.goesOn(common, from: typed.dropFirst(quote.count))
    return isLonger || (isName && quote.isEmpty) ? .replace(shared) : .list
  }

  /// What texts share, letters' case aside, in the letters of most of them: of `UNITA` and `United States` rather `Unit`.
  private static func common(_ texts: [String]) -> String {
    let count = texts.dropFirst().reduce(texts[0]) { $0.commonPrefix(with: $1, options: .caseInsensitive) }
      .count
    let counted = Dictionary(texts.map { (String($0.prefix(count)), 1) }, uniquingKeysWith: +)
    return counted.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
  }

  /// False where what all share is no longer what was typed, as of names that were begun in another script.
  private static func goesOn(_ common: String, from typed: Substring) -> Bool {
    typed.isEmpty
      || common.range(of: typed, options: [.anchored, .caseInsensitive, .diacriticInsensitive]) != nil
  }
}
