import Foundation

/// Programs that tests use where they are there.
enum Tools {
  /// Where a program is; nil where it is nowhere.
  static func path(of name: String) -> String? {
    let local = Binary.repository.appendingPathComponent(".venv/bin").path
    return [local, "/usr/local/bin", "/usr/bin"].map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Runs a program to its end; errors and output together.
  static func run(
    _ path: String,
    _ arguments: [String],
    input: String = "/dev/null"
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardInput = FileHandle(forReadingAtPath: input)
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
