/// Why a statement beside a condition cannot be read. The wording is the console's.
package enum StatementError: Error, Sendable, Hashable {
  /// `found` stands where one of the words should; empty for the end.
  case expected(String, found: String)
  /// Behind `for` or `every` stands no duration.
  case notADuration(String)
  /// Behind `until` stands no time.
  case notATime(String)
  /// Behind `until` stands a time that is not ahead.
  case timeIsPast(String)
  /// A rule's or matcher's own error, and its text.
  case condition(ConditionError, text: String)
  /// A line of a rules file begins with a word that no statement does.
  case unknownStatement(String)
  /// The first line does not say that it is a rules file, or of a version that is not known.
  case noRulesFile(found: String)
}

/// Words of a statement, read one after the other.
struct StatementWords {
  private var words: [String]

  init(_ text: String) { words = Self.split(text) }

  init(_ words: [String]) { self.words = words }

  var isEmpty: Bool { words.isEmpty }

  mutating func next() -> String? { words.isEmpty ? nil : words.removeFirst() }

  mutating func need(_ word: String) throws(StatementError) {
    let found = next() ?? ""
    guard found.lowercased() == word else { throw .expected(word, found: found) }
  }

  mutating func value(_ what: String) throws(StatementError) -> String {
    guard let value = next() else { throw .expected(what, found: "") }
    return value
  }

  /// What is left, parted at commas.
  mutating func list(_ what: String) throws(StatementError) -> [String] {
    let items = words.joined(separator: " ").split(separator: ",").map { item in
      String(item.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
    words = []
    guard !items.isEmpty, !items.contains("") else { throw .expected(what, found: items.isEmpty ? "" : ",") }
    return items
  }

  /// All up to a word that begins the next part.
  mutating func rest(until stop: String? = nil) -> String {
    let end = stop.flatMap { stop in words.firstIndex { $0.lowercased() == stop } } ?? words.count
    defer { words.removeFirst(end) }
    return words[..<end].joined(separator: " ")
  }

  /// Words parted by spaces; quotes hold words together.
  private static func split(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    var isWord = false
    for character in text {
      if character == "\"" {
        isQuoted.toggle()
        isWord = true
      } else if character.isWhitespace, !isQuoted {
        if isWord { words.append(word) }
        (word, isWord) = ("", false)
      } else {
        word.append(character)
        isWord = true
      }
    }
    return isWord ? words + [word] : words
  }
}
