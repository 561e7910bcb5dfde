internal import Fetching
internal import Pipeline
internal import Terminal

/// What a site's robots.txt says of an address that somebody typed. A typed address is a request of its user's: it is fetched,
/// and where the site asks programs not to, that is told.
///
/// The file is asked for beside the work on what came, and stored for a day; nobody waits for it long.
struct RobotsNote {
  /// Whoever waits for a command waits so much longer for this at most.
  private static let secondsMax = 2.0

  private let host: String
  private let answers: AsyncStream<String?>
  private let tasks: [Task<Void, Never>]

  /// Begins to ask about an address; nil where robots.txt rules over typed addresses as well, so that there is nothing to tell.
  ///
  /// - Throws: `StorageError` where the store cannot be opened; `CommandFailure` for a network that is none.
  init?(on address: WebAddress, at desk: Desk) throws {
    guard !desk.settings.obeysRobots else { return nil }
    let network = try desk.network(rememberingIn: try desk.store())
    let (answers, answer) = AsyncStream.makeStream(of: String?.self, bufferingPolicy: .bufferingOldest(1))
    host = address.host
    self.answers = answers
    tasks = [
      Task { answer.yield(await network.refusal(of: address)) },
      Task {
        try? await Task.sleep(for: .seconds(Self.secondsMax))
        answer.finish()
      },
    ]
  }

  /// Tells what the file forbids; nothing where it forbids nothing, or does not come in time.
  func tell(at desk: Desk) async {
    defer { for task in tasks { task.cancel() } }
    for await answer in answers {
      if let answer {
        desk.errors.print(
          paragraph:
            "note: \(host) asks programs not to fetch this (\(answer)); with TOCSIN_ROBOTS=obey it is not fetched"
        )
      }
      return
    }
  }
}
