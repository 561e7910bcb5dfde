internal import ArgumentParser
internal import Foundation
internal import Storage
internal import Terminal

/// `restore FILE`: a backup in the place of the store.
struct RestoreCommand: DeskCommand {
  static let isOfTheStore = false
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Put a backup in the place of the store; the store that was there is kept beside it.",
    discussion: """
      The backup is examined first, and stays as it is. What waited to be delivered when it was made goes out again, with \
      the same ids: receivers know by them what they have. Leave open sessions before: they write nothing more.
      """
  )

  @Argument("What backup wrote.", valueName: "file")
  var path: String

  static func takes(after words: [String]) -> [Completing] { [.files] }

  func run(at desk: Desk) async throws {
    guard !desk.isAttended else {
      throw CommandFailure(
        message: "a session has the store open: leave, then at the shell: tocsin restore FILE",
        exitStatus: .usage
      )
    }
    let place = desk.settings.databasePath
    guard !Store.isServer(place) else {
      throw CommandFailure(
        message:
          "a database on a server is restored where it stands (pg_restore); move --to ADDRESS carries a file there",
        exitStatus: .usage
      )
    }
    try FileManager.default.createDirectory(
      at: URL(fileURLWithPath: place).deletingLastPathComponent(),
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700]
    )
    desk.closeStore()
    let kept = try Store.restore(path, to: place)
    let counts = try desk.store().articles.counts()
    desk.output.print("\(place) is the backup now: \(counts.articles) articles, \(counts.events) events")
    if let kept { desk.output.print("the store that was there is \(kept)") }
  }
}
