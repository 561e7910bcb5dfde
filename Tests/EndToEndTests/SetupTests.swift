import Foundation
import TestSupport
import Testing

@Suite("Scripts/setup", .onlyOverFiles("no store is in it"))
struct SetupTests {
  private let folder: TemporaryFolder
  private static let repository = Binary.repository

  init() throws { folder = try TemporaryFolder() }

  /// An installer as swiftly behaves, as far as setup asks: `init` puts itself into its folder, `install` a Swift beside it.
  /// It writes down how it was called.
  private func stubInstaller() throws -> [UInt8] {
    let script = """
      #!/bin/sh
      home=$HOME/.local/share/swiftly
      mkdir -p "$home/bin"
      echo "$*" >> "$HOME/calls"
      case $1 in
        init) cp "$0" "$home/bin/swiftly" ;;
        install)
          for version; do :; done
          printf '#!/bin/sh\\necho "Swift version %s (swift-%s-RELEASE)"\\n' "$version" "$version" > "$home/bin/swift"
          chmod +x "$home/bin/swift" ;;
      esac
      """
    try Data(script.utf8).write(to: URL(fileURLWithPath: folder.file("swiftly")))
    try shell("chmod +x swiftly && tar -czf swiftly.tar.gz swiftly && rm swiftly")
    return Array(try Data(contentsOf: URL(fileURLWithPath: folder.file("swiftly.tar.gz"))))
  }

  @discardableResult
  private func shell(
    _ command: String,
    _ environment: [String: String] = [:]
  ) throws -> (output: String, errors: String, status: Int32) {
    let process = Process()
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", "{ \(command); } > output 2> errors < /dev/null"]
    process.environment = ["PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "HOME": folder.path].merging(environment)
    { $1 }
    try process.run()
    process.waitUntilExit()
    return (
      try String(contentsOfFile: folder.file("output"), encoding: .utf8),
      try String(contentsOfFile: folder.file("errors"), encoding: .utf8), process.terminationStatus
    )
  }

  private var setup: String { Self.repository.appendingPathComponent("Scripts/setup").path }

  private func version() throws -> String {
    try String(contentsOf: Self.repository.appendingPathComponent(".swift-version"), encoding: .utf8)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  @Test(
    "installs the pinned Swift by the official installer where there is none and it may, and finds it the next time"
  )
  func installs() throws {
    let archive = try stubInstaller()
    let server = LoopbackServer { request in
      guard request.target.hasPrefix("/swiftly-"), request.target.hasSuffix(".tar.gz") else {
        return [.answer("404 Not Found"), .close]
      }
      let head = "HTTP/1.1 200 OK\r\nContent-Length: \(archive.count)\r\n\r\n"
      return [.send(Array(head.utf8) + archive), .close]
    }
    let environment = [
      "TOCSIN_SWIFTLY_ADDRESS": String(server.url().dropLast()), "TOCSIN_INSTALL_SWIFT": "1",
      "TOCSIN_SWIFT_FOLDERS": folder.path + "/.local/share/swiftly/bin",
    ]
    let first = try shell("'\(setup)'", environment)
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.output == folder.path + "/.local/share/swiftly/bin/swift\n")
    let calls = try String(contentsOfFile: folder.file("calls"), encoding: .utf8).split(separator: "\n")
    #expect(calls.first?.hasPrefix("init ") == true)
    #expect(calls.last?.hasPrefix("install ") == true)
    #expect(calls.last?.contains("--verify") == true, "signatures are checked")
    #expect(calls.last?.hasSuffix(" " + (try version())) == true)
    #expect(try shell("'\(setup)'", environment).output == first.output)
    #expect(server.requests.count == 1, "what is there is not installed again")
  }

  @Test("installs nothing unasked, and says how to have it installed")
  func unasked() throws {
    for environment in [
      ["TOCSIN_SWIFT_FOLDERS": ""], ["TOCSIN_SWIFT_FOLDERS": "", "TOCSIN_INSTALL_SWIFT": "0"],
    ] {
      let run = try shell("'\(setup)'", environment)
      #expect(run.status == 2)
      #expect(run.errors.contains("TOCSIN_INSTALL_SWIFT=1"))
      #expect(run.output.isEmpty)
    }
  }

  @Test("says so where the installer does not come")
  func unreachable() throws {
    let server = LoopbackServer { _ in [.answer("404 Not Found"), .close] }
    let run = try shell(
      "'\(setup)'",
      [
        "TOCSIN_SWIFTLY_ADDRESS": String(server.url().dropLast()), "TOCSIN_INSTALL_SWIFT": "1",
        "TOCSIN_SWIFT_FOLDERS": "",
      ]
    )
    #expect(run.status == 2)
    #expect(run.errors.contains("Swift could not be installed"))
  }

  @Test("the container is built with the Swift that is pinned")
  func container() throws {
    let file = try String(
      contentsOf: Self.repository.appendingPathComponent("Containerfile"),
      encoding: .utf8
    )
    #expect(file.contains("swift:\(try version())-"))
    #expect(file.contains("ENTRYPOINT [\"tocsin\"]"))
  }
}
