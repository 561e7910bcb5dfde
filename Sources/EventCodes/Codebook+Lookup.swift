package import Model

/// What a word of an analyst means in the codebook.
package enum CodeLookup: Sendable, Hashable {
  /// A code with a row of its own, by its digits or its description.
  case code(EventCode)
  /// A category, in any case.
  case category(EventCategory)
  /// Nothing has this name; what comes near it, best first.
  case unknown(suggestions: [String])
}

extension Codebook {
  /// How many suggestions an unknown name gets: more than a line holds would not be read.
  private static let suggestionsMax = 5

  /// Reads a code (`161`), a category (`sanction`, in any case) or a description (`give an ultimatum`).
  package func lookUp(_ name: String) -> CodeLookup {
    let name = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if let code = EventCode(rawValue: name), places(code) { return .code(code) }
    if let category = EventCategory(rawValue: name.uppercased()) { return .category(category) }
    let folded = name.lowercased()
    if let entry = entries.last(where: { $0.description == folded }) { return .code(entry.code) }
    return .unknown(suggestions: suggestions(for: folded))
  }

  /// True for a code that has a row of its own.
  private func places(_ code: EventCode) -> Bool { entry(code)?.code == code }

  /// Codes under the longest known beginning, or those whose descriptions share most words with a name.
  private func suggestions(for name: String) -> [String] {
    if name.utf8.allSatisfy({ (0x30...0x39).contains($0) }), !name.isEmpty {
      return nearestCodes(to: name)
    }
    let categories = EventCategory.allCases.map(\.rawValue).filter {
      $0.lowercased().hasPrefix(name.prefix(3)) && name.count >= 3
    }
    let asked = stems(of: name)
    let ranked = entries.map { (entry: $0, shared: stems(of: $0.description).intersection(asked).count) }
      .filter { $0.shared > 0 }
      .sorted { ($0.shared, $1.entry.code) > ($1.shared, $0.entry.code) }
      .map { "\($0.entry.code) \($0.entry.description)" }
    return Array((categories + ranked).prefix(Self.suggestionsMax))
  }

  private func nearestCodes(to digits: String) -> [String] {
    var prefix = digits
    while !prefix.isEmpty {
      let found = entries(prefix: prefix)
      if !found.isEmpty {
        return found.prefix(Self.suggestionsMax).map { "\($0.code) \($0.description)" }
      }
      prefix.removeLast()
    }
    return []
  }

  /// Words by their first five letters, so that `sanctions` meets `sanction`; short words say nothing.
  private func stems(of text: String) -> Set<Substring> {
    Set(text.split { !$0.isLetter }.filter { $0.count >= 4 }.map { $0.prefix(5) })
  }
}
