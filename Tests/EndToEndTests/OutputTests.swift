import Foundation
import StoreSupport
import TestSupport
import Testing

@Suite("What is written")
struct OutputTests {
  private let program: Binary

  init() throws { program = try Binary() }

  /// Runs a line of a shell with the program as `$TOCSIN`.
  private func shell(_ line: String) throws -> Binary.Run {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", line]
    process.environment = program.environment.merging(["TOCSIN": Binary.url.path]) { $1 }
    let (output, errors) = (try program.file("out", holding: ""), try program.file("err", holding: ""))
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    process.waitUntilExit()
    return Binary.Run(
      output: try String(contentsOfFile: output, encoding: .utf8),
      errors: try String(contentsOfFile: errors, encoding: .utf8),
      status: process.terminationStatus
    )
  }

  @Test(
    "that cannot be written fails, with the reason",
    arguments: ["alert export", "status", "articles --format csv"]
  )
  func full(command: String) throws {
    let run = try shell("\"$TOCSIN\" \(command) > /dev/full")
    #expect(run.status == 1)
    #expect(run.errors.contains("the output cannot be written: No space left on device"))
  }

  @Test("where the stream is closed fails too, and goes into no other file")
  func closed() throws {
    let run = try shell("\"$TOCSIN\" read '\(try program.report(1))' >&-")
    #expect(run.status == 1)
    #expect(run.errors.contains("the output cannot be written: Bad file descriptor"))
    let articles = try program.run(["articles", "--format", "jsonl"])
    #expect(articles.status == 0)
    #expect(try articles.objects().count == 1)
  }

  @Test("a new secret that could not be shown is nobody's")
  func secret() throws {
    let add = try shell("\"$TOCSIN\" webhook add ops https://h.example/in > /dev/full")
    #expect(add.status == 1)
    #expect(add.errors.contains("the new secret could not be shown: everything is as it was before"))
    #expect(try program.run(["webhook", "list", "--format", "jsonl"]).output.isEmpty)
    let kept = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    let file = try program.file("key", holding: kept)
    try program.run(["webhook", "add", "ops", "https://h.example/in", "--secret-file", file])
    #expect(try shell("\"$TOCSIN\" webhook rotate ops > /dev/full").status == 1)
    let keys = try program.store.value("SELECT signing_keys FROM endpoint")
    #expect(keys?.contains(kept) == true && keys?.components(separatedBy: "whs").count == 2)
  }

  @Test("a reader that has gone is no news")
  func gone() throws {
    let run = try shell("\"$TOCSIN\" help | true")
    #expect(run.status == 0 && run.errors.isEmpty)
  }

  @Test("a limit on the size of files is an error with words")
  func sizeLimit() throws {
    let small = program.file("small")
    let run = try shell(
      "{ ulimit -f 0; \"$TOCSIN\" alert language > '\(small)'; } 2>&1 | cat; exit ${PIPESTATUS[0]}"
    )
    #expect(run.status == 1)
    #expect(run.output.contains("the output cannot be written: File too large"))
  }

  @Test("too few files that may be open are told of before anything begins", arguments: [7, 12, 20])
  func descriptors(count: Int) throws {
    let run = try shell("ulimit -n \(count); \"$TOCSIN\" status")
    #expect(run.status == 2)
    #expect(run.errors.contains("only \(count) files may be open at once, and 64 are needed"))
  }

  @Test("commands in a pipe run as they come", .timeLimit(.minutes(30)))
  func asTheyCome() throws {
    let (answer, late) = (program.file("answer"), program.file("late"))
    // Whoever types waits for the answer before the next command; a program that waits for the end of input never gives it.
    let run = try shell(
      """
      (echo status; for _ in $(seq 400); do [ -s '\(answer)' ] && break; sleep 0.1; done
      [ -s '\(answer)' ] || touch '\(late)'; echo quit) | "$TOCSIN" > '\(answer)'
      """
    )
    #expect(run.status == 0)
    #expect(!FileManager.default.fileExists(atPath: late))
    #expect(try String(contentsOfFile: answer, encoding: .utf8).hasPrefix("tocsin "))
  }

  /// Titles as pages have them to deceive whoever opens the list.
  private static let hostile = [
    "\u{200B}=1+1", "\u{1B}[0m=1+1", " =1+1", "=cmd", "a\"\u{200D},=2+2", "\u{17B4}=1+1", "\u{FF1D}1+1",
  ]

  @Test("no cell of a page is a formula, nor a column of its own")
  func formulas() throws {
    for (number, title) in Self.hostile.enumerated() {
      try program.run([
        "read", try program.file("page\(number)", holding: "Words \(number).\n\nSome words."), "--title",
        title,
      ])
    }
    let csv = try program.run(["articles", "--format", "csv"]).output.split(separator: "\n")
    let columns = csv[0].split(separator: ",", omittingEmptySubsequences: false).count
    #expect(csv.count == Self.hostile.count + 1)
    for line in csv.dropFirst() {
      let cells = Self.cells(String(line))
      #expect(cells.count == columns, "\(line)")
      #expect(
        !cells.contains {
          $0.unicodeScalars.first.map { "=+@\u{FF1D}".unicodeScalars.contains($0) } ?? false
        },
        "\(line)"
      )
    }
  }

  /// The cells of a record by RFC 4180, by scalar as programs read it.
  private static func cells(_ line: String) -> [String] {
    var cells = [""]
    var isQuoted = false
    for scalar in line.unicodeScalars {
      if scalar == "\"" { isQuoted.toggle() }
      if scalar == ",", !isQuoted {
        cells.append("")
      } else if scalar != "\"" {
        cells[cells.count - 1].unicodeScalars.append(scalar)
      }
    }
    return cells
  }

  @Test("JSON Lines hold nothing that a terminal obeys, and say the same")
  func jsonLines() throws {
    let text =
      "Russia \u{9B}31m suspended\u{202E} its mission\u{7F} to NATO\u{200B} on\u{17B4} Monday. It was told."
    let line = try JSONSerialization.data(withJSONObject: ["id": text, "text": text])
    for command in ["analyse", "sentences"] {
      let run = try program.run([command], input: String(decoding: line, as: UTF8.self) + "\n")
      #expect(run.output.contains("\\u202E") && run.output.contains("\\u009B"))
      for scalar in ["\u{9B}", "\u{202E}", "\u{7F}", "\u{200B}", "\u{17B4}"] as [Unicode.Scalar] {
        #expect(!run.output.unicodeScalars.contains(scalar))
      }
      #expect(try run.objects().first?["id"] as? String == text)
    }
  }

  @Test("an id that cannot be given back is an error, and a long number comes back digit by digit")
  func ids() throws {
    let deep = String(repeating: "[", count: 511) + String(repeating: "]", count: 511)
    let run = try program.run(["sentences"], input: #"{"id": \#(deep), "text": "Words."}"# + "\n")
    #expect(run.status == 1)
    #expect(run.output.contains("error"))
    let long = try program.run(
      ["sentences"],
      input: #"{"id": 123456789012345678901234567890, "text": "Words."}"# + "\n"
    )
    #expect(long.output.contains("123456789012345678901234567890"))
  }
}
