import Foundation
import Testing

@Suite("The README tells the truth")
struct ReadmeTests {
  private let binary: Binary
  private let readme: String

  init() throws {
    binary = try Binary()
    readme = try String(contentsOf: Binary.repository.appendingPathComponent("README.md"), encoding: .utf8)
  }

  @Test("every screen in it is what its commands print, to the letter")
  func screens() throws {
    let screens = Screen.all(in: readme)
    #expect(screens.count >= 3)
    for screen in screens {
      let run = try binary.run(screen.arguments, folder: Binary.repository)
      #expect(run.output + run.errors == screen.output, "\(screen.arguments)")
    }
  }

  @Test("every command that there is stands in it, and every one has help")
  func commands() throws {
    let help = try binary.run(["--help"]).output
    let names = help.split(separator: "\n").compactMap { line -> String? in
      guard line.hasPrefix("  "), let first = line.dropFirst(2).first, first.isLowercase else { return nil }
      return line.split { !$0.isLetter }.first.map(String.init)
    }
    #expect(names.contains("read"))
    for name in names {
      #expect(readme.contains("`\(name)"), "\(name)")
      #expect(try binary.run(["help", name]).status == 0, "\(name)")
    }
  }
}

/// A command of the README with what it prints.
private struct Screen {
  var arguments: [String]
  var output: String

  /// The `console` blocks of a text: a command after `$ tocsin `, its output up to the next one.
  static func all(in text: String) -> [Screen] {
    text.components(separatedBy: "```console\n").dropFirst().flatMap { rest in
      let block = rest.components(separatedBy: "```").first ?? ""
      return block.components(separatedBy: "$ tocsin ").dropFirst().map { part in
        let lines = part.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        return Screen(arguments: words(lines[0]), output: lines.count > 1 ? String(lines[1]) : "")
      }
    }
  }

  /// Words as a shell parts them, with double quotes.
  private static func words(_ line: Substring) -> [String] {
    line.components(separatedBy: "\"").enumerated().flatMap { index, part in
      index % 2 == 1 ? [part] : part.split(separator: " ").map(String.init)
    }
  }
}
