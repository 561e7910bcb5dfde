internal import ArgumentParser
internal import Storage
internal import Terminal
internal import Webhooks

/// `move --to PLACE`: the whole store at another place.
struct MoveCommand: DeskCommand {
  static let isOfTheStore = false
  static let configuration = CommandConfiguration(
    commandName: "move",
    abstract: "Carry the whole store to a new file or to a database on a server, and compare both.",
    discussion: """
      Every row of every kind goes there in one transaction and is compared with what it was; where one differs, nothing \
      is there afterwards. The store that was there stays as it is. Leave open sessions and services before: what they \
      write meanwhile stays behind. Nothing may stand at the other place yet.
      """
  )

  @Option("Where to: a file that is not there yet, or postgres://USER@HOST/NAME.", valueName: "place")
  var to: String

  /// What is written while a store is carried stays behind.
  private func refuseAtWork(_ source: Store) throws {
    let isServed = !source.isOnServer && ServiceLock.isHeld(of: source.path)
    guard try isServed || source.workers().contains(where: { !ProcessMark.hasEnded($0) }) else { return }
    throw CommandFailure(
      message:
        "services or sessions work on \(source.path), and what they write meanwhile would stay behind: stop them first; doctor names them"
    )
  }

  func run(at desk: Desk) async throws {
    guard !desk.isAttended else {
      throw CommandFailure(
        message: "a session has the store open: leave, then at the shell: tocsin move --to PLACE",
        exitStatus: .usage
      )
    }
    guard let source = try desk.existingStore() else {
      throw CommandFailure(message: "there is no store at \(desk.settings.databasePath) yet")
    }
    try refuseAtWork(source)
    let target = try Store(path: to)
    guard target.path != source.path else {
      throw CommandFailure(message: "\(to) is where the store is", exitStatus: .usage)
    }
    let move = try StoreMove(from: source, to: target)
    let counts = try target.articles.counts()
    let rows = move.rows.reduce(0) { $0 + $1.count }
    desk.output.print(
      paragraph: """
        \(target.path) holds what \(source.path) holds: \(counts.articles) articles, \(counts.events) events, \(rows) rows in \
        all, each as it was. To work with it: --database, TOCSIN_DATABASE, or database in the settings file.
        """
    )
  }
}
