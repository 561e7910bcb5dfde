import Terminal
import Testing

@Suite("A script")
struct ScriptReaderTests {
  private func commands(_ script: String) throws -> [ScriptCommand] {
    var reader = ScriptReader()
    let whole = try reader.take(Array(script.utf8))
    return try whole + [reader.finish()].compactMap { $0 }
  }

  @Test("is a command a line, without comments and empty lines, each with its line number")
  func lines() throws {
    #expect(
      try commands("# first\nread a\n\n  events  \n  # more\nstatus") == [
        ScriptCommand(text: "read a", line: 2), ScriptCommand(text: "events", line: 4),
        ScriptCommand(text: "status", line: 6),
      ]
    )
  }

  @Test("goes on behind a backslash, comments and all")
  func continuation() throws {
    #expect(
      try commands("alert add x when\\\n  severity > 4\\\r\n# kept\nstatus\n") == [
        ScriptCommand(text: "alert add x when severity > 4 # kept", line: 1),
        ScriptCommand(text: "status", line: 4),
      ]
    )
  }

  @Test("gives commands as soon as their line is whole")
  func pieces() throws {
    var reader = ScriptReader()
    #expect(try reader.take(Array("sta".utf8)).isEmpty)
    #expect(try reader.take(Array("tus\nev".utf8)) == [ScriptCommand(text: "status", line: 1)])
    #expect(try reader.finish() == ScriptCommand(text: "ev", line: 2))
  }

  @Test(
    "names the line that cannot be read",
    arguments: [
      ([0x61, 0x0A, 0xFF, 0x0A], ScriptError.notUTF8(line: 2)), ([0x61, 0x00, 0x0A], .containsNUL(line: 1)),
      (Array("a\nb \\".utf8), .unfinished(line: 2)),
      ([UInt8](repeating: 0x61, count: ScriptReader.lineBytesMax + 1), .lineTooLong(line: 1)),
    ]
  )
  func errors(bytes: [UInt8], expected: ScriptError) {
    #expect(throws: expected) {
      var reader = ScriptReader()
      _ = try reader.take(bytes)
      _ = try reader.finish()
    }
  }
}
