import Foundation
import TestSupport
import Testing

/// Shells with mounts of their own, which end with them (unshare(1)): nothing of the machine changes.
private enum OwnMounts {
  static let canBeMade: Bool = {
    (try? shell("mount -t tmpfs -o size=1m tmpfs /mnt", in: ProcessInfo.processInfo.environment).status) == 0
  }()

  static func shell(
    _ script: String,
    in environment: [String: String]
  ) throws -> (words: String, status: Int32) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["unshare", "-rm", "/bin/bash", "-c", script]
    process.environment = environment
    let pipe = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let words = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (String(decoding: words, as: UTF8.self), process.terminationStatus)
  }
}

@Suite(
  "Where nothing can be written",
  .enabled(if: OwnMounts.canBeMade),
  .onlyOverFiles("it is about the disk under the file: ServerFaultTests")
)
struct FullDiskTests {
  private let program: Binary

  init() throws { program = try Binary() }

  private func shell(_ script: String) throws -> String {
    try OwnMounts.shell(script, in: program.environment.merging(["TOCSIN": Binary.url.path]) { $1 }).words
  }

  @Test("a full disk is named, and what is stored can be read")
  func fullDisk() throws {
    let folder = program.file("disk")
    let words = try shell(
      """
      mkdir '\(folder)'; mount -t tmpfs -o size=4m tmpfs '\(folder)'; cd '\(folder)'
      "$TOCSIN" --database s.sqlite read '\(try program.report(1))' > /dev/null
      head -c 8m /dev/zero > rest 2> /dev/null
      for command in articles doctor "read '\(try program.report(2))'"; do
        echo "== $command"; eval "\"$TOCSIN\" --database s.sqlite $command"
      done
      rm rest; echo "== after"; "$TOCSIN" --database s.sqlite articles
      """
    )
    let parts = words.components(separatedBy: "== ")
    #expect(parts.count == 5, "\(words)")
    guard parts.count == 5 else { return }
    #expect(parts[1].contains("is full: it can be read") && parts[1].contains("\na1\t"), "\(parts[1])")
    #expect(parts[2].contains("0 MiB are free: make room"), "\(parts[2])")
    #expect(parts[3].contains("is full: nothing was written"), "\(parts[3])")
    #expect(!parts[4].contains("full") && parts[4].contains("\na1\t"), "\(parts[4])")
  }

  @Test("a store in a folder that may not be written is read, and a write says so")
  func folder() throws {
    let folder = program.file("fixed")
    let words = try shell(
      """
      mkdir '\(folder)'; cd '\(folder)'
      "$TOCSIN" --database s.sqlite read '\(try program.report(1))' > /dev/null
      mount --bind '\(folder)' '\(folder)'; mount -o remount,bind,ro '\(folder)'; cd '\(folder)'
      "$TOCSIN" --database s.sqlite articles; "$TOCSIN" --database s.sqlite read '\(try program.report(2))'
      """
    )
    #expect(words.contains("a1\t"), "\(words)")
    #expect(words.contains("s.sqlite may only be read: nothing was written"), "\(words)")
  }
}
