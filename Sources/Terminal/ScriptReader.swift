/// A command of a script, and the line of its first word.
package struct ScriptCommand: Sendable, Hashable {
  /// The words of the command, lines that go on joined, without white space at its ends.
  package var text: String
  /// Counted from 1.
  package var line: Int

  /// Makes a command.
  package init(text: String, line: Int) {
    self.text = text
    self.line = line
  }
}

/// Why a script cannot be read on.
package enum ScriptError: Error, Hashable {
  /// The line is not valid UTF-8.
  case notUTF8(line: Int)
  /// A null byte stands in the line: it is no text.
  case containsNUL(line: Int)
  /// The line is longer than `ScriptReader.lineBytesMax`.
  case lineTooLong(line: Int)
  /// The command that begins there ends in a backslash, and no line follows.
  case unfinished(line: Int)
}

/// Parts a script into commands: one a line, `#` begins a comment line, a backslash at the end goes on to the next line.
///
/// Takes bytes as they come, so that commands typed into a pipe run at once.
package struct ScriptReader: Sendable {
  /// A command is typed by a person; more is some other file.
  package static let lineBytesMax = 1 << 20

  private var rest: [UInt8] = []
  private var lineNumber = 0
  private var unfinished: ScriptCommand?

  /// A reader at the beginning of a script.
  package init() {}

  /// Takes the next bytes and gives the commands that they complete.
  ///
  /// - Throws: `ScriptError` at the first line that cannot be read; commands before it in the same bytes are lost.
  package mutating func take(_ bytes: [UInt8]) throws(ScriptError) -> [ScriptCommand] {
    rest += bytes
    var commands: [ScriptCommand] = []
    var start = 0
    while let end = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
      if let command = try command(of: rest[start..<end]) { commands.append(command) }
      start = end + 1
    }
    rest.removeFirst(start)
    guard rest.count <= Self.lineBytesMax else { throw .lineTooLong(line: lineNumber + 1) }
    return commands
  }

  /// The last command, where the script ends without a newline.
  ///
  /// - Throws: `ScriptError` where that line cannot be read, or a backslash promised another line.
  package mutating func finish() throws(ScriptError) -> ScriptCommand? {
    let last = rest.isEmpty ? nil : try command(of: rest[...])
    rest = []
    if let unfinished { throw .unfinished(line: unfinished.line) }
    return last
  }

  private mutating func command(of bytes: ArraySlice<UInt8>) throws(ScriptError) -> ScriptCommand? {
    lineNumber += 1
    guard bytes.count <= Self.lineBytesMax else { throw .lineTooLong(line: lineNumber) }
    guard let line = String(validating: bytes, as: UTF8.self) else { throw .notUTF8(line: lineNumber) }
    guard !bytes.contains(0) else { throw .containsNUL(line: lineNumber) }
    let text = line.trimming(while: \.isWhitespace)
    if unfinished == nil, text.isEmpty || text.hasPrefix("#") { return nil }
    var command = unfinished ?? ScriptCommand(text: "", line: lineNumber)
    let goesOn = text.hasSuffix("\\")
    command.text += (command.text.isEmpty ? "" : " ") + (goesOn ? String(text.dropLast()) : text)
    unfinished = goesOn ? command : nil
    return goesOn ? nil : command
  }
}

extension String {
  /// Without such characters at both ends.
  func trimming(while isTrimmed: (Character) -> Bool) -> String {
    let head = drop(while: isTrimmed)
    guard let last = head.lastIndex(where: { !isTrimmed($0) }) else { return "" }
    return String(head[...last])
  }
}
