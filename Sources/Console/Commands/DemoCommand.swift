internal import ArgumentParser
internal import EmbeddedData
internal import Foundation
internal import Storage
internal import Terminal

/// `demo`: a tour with sample pages.
struct DemoCommand: DeskCommand {
  static let isOfTheStore = false
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Play a short session with four sample pages, in a store that is thrown away.",
    discussion:
      "demo --keep FILE keeps the store, to go on with: tocsin --database FILE --now 2021-10-18T20:00:00Z."
  )

  @Option("Keep the store in a new file.", valueName: "file")
  var keep: String?

  /// The evening of the day that the pages are of.
  private static let evening = Date(timeIntervalSince1970: 1_634_587_200)

  static func takes(behind option: String) -> [Completing] { [.files] }

  func run(at desk: Desk) async throws {
    if let keep, FileManager.default.fileExists(atPath: keep) {
      throw CommandFailure(message: "\(keep) exists already; name a new file")
    }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "tocsin-demo-\(UUID().uuidString)"
    )
    try FileManager.default.createDirectory(
      at: folder,
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700]
    )
    defer { try? FileManager.default.removeItem(at: folder) }
    var settings = desk.settings
    settings.databasePath = keep ?? folder.appendingPathComponent("demo.sqlite").path
    settings.now = Self.evening
    let stage = try Desk(settings: settings, output: desk.output, errors: desk.errors)
    try await play(at: stage, in: folder)
    if let keep {
      desk.output.print(
        "the store is \(keep): tocsin --database \(keep) --now 2021-10-18T20:00:00Z goes on with it"
      )
    }
  }

  private func play(at stage: Desk, in folder: URL) async throws {
    try await perform("alert add nato-rupture when severity at least 4 and dyad is Russia -> NATO", at: stage)
    for (address, page) in DataFile.samplePages {
      let file = folder.appendingPathComponent("\(address.split(separator: "/").last ?? "page").html")
      try Data(page.text.utf8).write(to: file)
      try await perform("read \(address)", at: stage, as: ["read", file.path, "--url", address])
    }
    for command in ["alerts", "why f1", "stories", "search mission NATO --limit 2", "digest"] {
      try await perform(command, at: stage)
    }
  }

  /// Shows a command as it would be typed, and runs it.
  private func perform(_ command: String, at stage: Desk, as words: [String]? = nil) async throws {
    try Task.checkCancellation()
    stage.output.print()
    stage.output.print(SafeText("tocsin> \(command)").styled(.bold))
    let status = await CommandRunner(desk: stage).run(try words ?? REPLLine(command).texts)
    guard status == .done else { throw CommandFailure(message: nil, exitStatus: status) }
  }
}
