internal import Foundation
internal import Model

/// A line of the prompt or of a script, parted into words as a shell would.
///
/// Quotes hold words together where a word begins, or its value behind `=`; within a word they are letters of it, so that
/// `Cote d'Ivoire` and `it's` need none. An apostrophe that nothing closes is a letter too. A backslash takes the next
/// character as it is. Behind `when` of commands that take a condition nothing is parted: quotes and symbols belong to the
/// condition.
struct REPLLine: Equatable {
  enum Problem: Error, Equatable {
    case quoteNotClosed
  }

  /// A word and where it stands in the line.
  struct Word: Equatable {
    var text: String
    var range: Range<String.Index>
  }

  private(set) var words: [Word] = []
  /// Where the condition begins, in a line that has one.
  private(set) var conditionStart: String.Index?

  /// Parts a line.
  ///
  /// - Throws: `Problem` where a quote is open.
  init(_ line: String) throws(Problem) {
    var index = line.startIndex
    while let start = line[index...].firstIndex(where: { !$0.isWhitespace }) {
      if let last = words.last, Self.beginsCondition(words.map(\.text)) {
        conditionStart = line[last.range.upperBound...].firstIndex { !$0.isWhitespace }
        let rest = line[start...]
        let end = rest.lastIndex { !$0.isWhitespace }.map { line.index(after: $0) } ?? line.endIndex
        words.append(Word(text: String(line[start..<end]), range: start..<end))
        return
      }
      if Self.beginsNote(words.map(\.text)) {
        let end = line[start...].lastIndex { !$0.isWhitespace }.map { line.index(after: $0) } ?? line.endIndex
        words.append(Word(text: try Self.note(line[start..<end]), range: start..<end))
        return
      }
      let (text, end) = try Self.word(in: line, from: start)
      words.append(Word(text: text, range: start..<end))
      index = end
    }
    if Self.beginsCondition(words.map(\.text)) { conditionStart = line.endIndex }
  }

  var texts: [String] { words.map(\.text) }

  /// True for a quote at the beginning of a word or of a value, and of apostrophes for one that another closes at the end of a
  /// word.
  private static func opensQuote(_ character: Character, behind text: String, before rest: Substring) -> Bool
  {
    guard character == "'" || character == "\"", text.isEmpty || text.hasSuffix("=") else { return false }
    if character == "\"" { return true }
    var rest = rest
    while let close = rest.firstIndex(of: "'") {
      let next = rest.index(after: close)
      if next == rest.endIndex || rest[next].isWhitespace { return true }
      rest = rest[next...]
    }
    return false
  }

  /// A word as it has to be typed: in quotes where it holds blanks or begins with a quote.
  static func quoted(_ word: String) -> String {
    let isPlain = !word.isEmpty && !word.contains(where: \.isWhitespace) && !word.contains("\\")
    if isPlain, !word.hasPrefix("\""), !word.hasPrefix("'") { return word }
    return "\"" + word.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// The commands of what was typed or pasted: one a line, but for quotes and backslashes that go on to the next, and for
  /// lines that stand further in, which go on with the one above, as manuals and rules are written.
  static func commands(in text: String) -> [String] {
    var commands: [String] = []
    var pending = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if pending.isEmpty, let last = commands.last, isContinued(last, by: line) {
        commands[commands.count - 1] = last + "\n" + line
        continue
      }
      let command = pending.isEmpty ? String(line) : pending + "\n" + line
      if goesOn(command) {
        pending = command.hasSuffix("\\") ? String(command.dropLast()) : command
      } else {
        commands.append(command)
        pending = ""
      }
    }
    if !pending.isEmpty { commands.append(pending) }
    return commands.filter { command in
      let words = command.drop(while: \.isWhitespace)
      return !words.isEmpty && !words.hasPrefix("#")
    }
  }

  /// True for a line that stands further in than the command above it and says something.
  private static func isContinued(_ command: String, by line: Substring) -> Bool {
    let lead = { (line: Substring) in line.prefix { $0 == " " || $0 == "\t" }.count }
    guard let first = command.split(separator: "\n").first, !line.allSatisfy(\.isWhitespace) else {
      return false
    }
    let words = line.drop(while: \.isWhitespace)
    return lead(line) > lead(first) && !words.hasPrefix("#")
      && !first.drop(while: \.isWhitespace).hasPrefix("#")
  }

  /// The words of a command; `\timing` turns timing on or off, as elsewhere.
  static func words(of line: String, _ preferences: Preferences) throws(Problem) -> [String] {
    guard line.drop(while: \.isWhitespace).lowercased() == "\\timing" else {
      return try REPLLine(line).texts
    }
    return ["set", Preferences.Name.timing.rawValue, preferences.isTiming ? "off" : "on"]
  }

  /// True where the line wants another one: an open quote, or a backslash at its end.
  static func goesOn(_ line: String) -> Bool {
    if line.hasSuffix("\\"), !line.hasSuffix("\\\\") { return true }
    do throws(Problem) {
      _ = try REPLLine(line)
      return false
    } catch {
      return true
    }
  }

  /// True behind such as `mark e5 wrong` and `alert resolve f9`: what follows is somebody's own words.
  private static func beginsNote(_ words: [String]) -> Bool {
    switch (words.count, words.first) {
    case (3, "mark"): words[1] != "remove" && ["right", "wrong"].contains(words[2])
    case (3, "alert"): ["acknowledge", "resolve"].contains(words[1]) && RecordID(words[2]) != nil
    default: false
    }
  }

  /// A note as it was typed; without the quotes that stand around the whole of it.
  private static func note(_ typed: Substring) throws(Problem) -> String {
    let line = String(typed)
    let isQuoted = line.hasPrefix("\"") || line.hasPrefix("'")
    guard isQuoted else { return line }
    let (text, end) = try word(in: line, from: line.startIndex)
    return end == line.endIndex ? text : line
  }

  /// True for such as `alert add NAME when` and `alert check when`.
  private static func beginsCondition(_ words: [String]) -> Bool {
    CommandLineCondition.isExpected(in: words) && words[words.count - 1].lowercased() == "when"
  }

  private static func word(
    in line: String,
    from start: String.Index
  ) throws(Problem) -> (String, String.Index) {
    var text = ""
    var quote: Character?
    var index = start
    while index < line.endIndex {
      let character = line[index]
      let next = line.index(after: index)
      if character == "\\", quote != "'", next < line.endIndex {
        text.append(line[next])
        index = line.index(after: next)
        continue
      }
      if let open = quote {
        if character == open { quote = nil } else { text.append(character) }
      } else if opensQuote(character, behind: text, before: line[next...]) {
        quote = character
      } else if character.isWhitespace {
        break
      } else {
        text.append(character)
      }
      index = next
    }
    guard quote == nil else { throw .quoteNotClosed }
    return (text, index)
  }
}
