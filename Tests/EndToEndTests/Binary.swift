import Foundation
import StoreSupport
import TestSupport

/// The built program, run as a user would.
struct Binary {
  /// What a run left behind.
  struct Run {
    var output: String
    var errors: String
    var status: Int32

    /// The lines of the output as JSON objects.
    func objects() throws -> [[String: Any]] {
      try output.split(separator: "\n").map { line in
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
      }
    }
  }

  private let folder: TemporaryFolder
  /// Where its store is.
  let store: StorePlace
  /// The program's home folder.
  var home: String { folder.path }
  /// No other variable of the machine reaches the program.
  var environment: [String: String]

  /// A program with a home and a store of its own, at the evening of 18 October 2021: at a place, or by default at one of the
  /// engine that this run is over.
  init(at place: StorePlace? = nil) throws {
    folder = try TemporaryFolder()
    environment = [
      "HOME": folder.path, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TOCSIN_NOW": "2021-10-18T20:00:00Z",
      "TOCSIN_HOST_GAP": "0",
    ]
    store = try place ?? .new(file: folder.path + "/.local/share/tocsin/tocsin.sqlite")
    // A file is where the program puts it by itself; a server has to be named.
    if place != nil || StoreForTests.isOnServer { environment["TOCSIN_DATABASE"] = store.path }
  }

  /// The path of a file of the test's own.
  func file(_ name: String) -> String { folder.file(name) }

  /// Writes a file of the test's own and returns its path.
  func file(_ name: String, holding text: String) throws -> String {
    try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)))
    return file(name)
  }

  /// Runs the program to its end, in a folder where files are meant by name.
  @discardableResult
  func run(_ arguments: [String], input: String = "", folder: URL = Binary.repository) throws -> Run {
    let process = Process()
    process.currentDirectoryURL = folder
    process.executableURL = Self.url
    process.arguments = arguments
    process.environment = environment
    let input = try file("stdin", holding: input)
    let (output, errors) = (try file("stdout", holding: ""), try file("stderr", holding: ""))
    process.standardInput = FileHandle(forReadingAtPath: input)
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    process.waitUntilExit()
    return Run(
      output: try String(contentsOfFile: output, encoding: .utf8),
      errors: try String(contentsOfFile: errors, encoding: .utf8),
      status: process.terminationStatus
    )
  }

  /// The repository that these tests stand in.
  static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The program stands beside the test bundle, or where TOCSIN says.
  static let url: URL = {
    if let path = ProcessInfo.processInfo.environment["TOCSIN"] { return URL(fileURLWithPath: path) }
    let bundle = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
    let folder = bundle?.deletingLastPathComponent() ?? Bundle.main.executableURL?.deletingLastPathComponent()
    return (folder ?? URL(fileURLWithPath: ".")).appendingPathComponent("tocsin")
  }()
}

/// The sample pages of the repository, served on loopback.
struct SamplePages {
  let server: LoopbackServer

  init() {
    server = LoopbackServer { request in
      let path = request.target.split(separator: "?").first ?? ""
      let name = path.split(separator: "/").last.map(String.init) ?? ""
      guard let page = try? String(contentsOf: Self.folder.appendingPathComponent(name), encoding: .utf8)
      else {
        return [.answer("404 Not Found", ["Content-Type: text/html"], "<h1>Not here</h1>")]
      }
      return [.answer("200 OK", ["Content-Type: text/html; charset=utf-8"], page)]
    }
  }

  private static let folder = Binary.repository.appendingPathComponent("Samples/pages")
}
