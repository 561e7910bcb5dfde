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
    case beep
    case replace(String)
    case list
  }

  /// One candidate is put in with a space behind it; of several, what they share; where that is typed already, they
  /// are listed. Letters of the other case are corrected.
  package func effect(typed: String) -> Effect {
    guard let first = candidates.first else { return .beep }
    if candidates.count == 1 { return .replace(first.text + (first.endsWord ? " " : "")) }
    // Of names in quotes and without them what they share is typed as it began.
    let texts = typed.hasPrefix("\"") ? candidates.map(\.text) : candidates.map(\.bare)
    let shared = texts.dropFirst().reduce(texts[0]) { $0.commonPrefix(with: $1) }
    return shared.count > typed.count ? .replace(shared) : .list
  }
}
