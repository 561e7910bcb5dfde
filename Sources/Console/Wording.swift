internal import Alerting
internal import ArgumentParser
internal import Exchange
internal import Extraction
internal import Feeds
internal import Fetching
internal import Foundation
internal import Gateway
internal import Pipeline
internal import Storage
internal import WebArchives
internal import Webhooks

/// What went wrong, in one line for people: what, where, what to do.
enum Wording {
  /// The failure that an error of any room means to a user; nil for ArgumentParser's own, which it words itself.
  static func failure(for error: any Error) -> CommandFailure? {
    switch error {
    case let error as CommandFailure: error
    case let error as FetchError: CommandFailure(message: words(error))
    case let error as ExtractionError: CommandFailure(message: words(error))
    case let error as FeedError: CommandFailure(message: "the feed cannot be read: \(error.explanation)")
    case .conflict(let conflict) as StorageError: CommandFailure(message: words(conflict))
    case let error as StorageError: CommandFailure(message: words(error), exitStatus: .usage)
    case .cannotListen(let address, let reason) as GatewayError:
      CommandFailure(
        message: "\(address) cannot be listened at: \(reason); name another: --listen HOST:PORT",
        exitStatus: .usage
      )
    case let error as SigningKeyError: CommandFailure(message: words(error), exitStatus: .usage)
    case let error as ArchiveError: CommandFailure(message: words(error))
    case let error as ExchangeError: CommandFailure(message: words(error))
    case let error as StatementError: failure(error)
    case let error as DefinitionConflict: CommandFailure(message: words(error), exitStatus: .usage)
    case let error as EndpointRefusal:
      CommandFailure(message: words(error.problem, of: error.name), exitStatus: .usage)
    case let error as AlertActionError: CommandFailure(message: words(error))
    case let error as UndoObstacle: CommandFailure(message: words(error))
    case let error as WatchActions.Refusal:
      CommandFailure(message: WatchScreen.words(error), exitStatus: .usage)
    case .namesItself(let name) as RuleAdmission.Refusal:
      CommandFailure(message: "\(name) cannot hold itself back", exitStatus: .usage)
    default: nil
    }
  }

  /// What went wrong in one line, of whatever room: as Swift writes it where there are no words for it.
  static func line(_ error: any Error) -> String { failure(for: error)?.message ?? "\(error)" }

  static func words(_ error: ExtractionError) -> String { "the page cannot be read: \(error.explanation)" }

  static func words(_ error: ArchiveError) -> String {
    switch error {
    case .cannotWrite(let path, let reason): "\(path) cannot be written: \(reason)"
    case .cannotRead(let path): "\(path) cannot be read"
    case .broken(let path, let record):
      "\(path) is broken at record \(record); what stands before it was taken"
    }
  }

  static func words(_ error: ExchangeError) -> String {
    switch error {
    case .cannotRead(let reason): "standard input cannot be read: \(reason)"
    case .cannotWrite(let reason): "standard output cannot be written: \(reason)"
    }
  }

  private static func words(_ obstacle: UndoObstacle) -> String {
    let why =
      switch obstacle.reason {
      case .changed(let since): "\(since.who ?? "somebody") has changed the same since (\(since.what))"
      case .named(let users): "\(users.joined(separator: ", ")) \(users.count == 1 ? "names" : "name") it"
      case .ended: "the alert has ended since"
      case .inTheWay: "something of the same name came since, or what rests on it; remove that first"
      }
    return "\(obstacle.step.what) cannot be taken back now: \(why); undo --skip goes on before it"
  }

  private static func words(_ obstacle: FileObstacle) -> String {
    switch obstacle {
    case .exists: "the file exists already"
    case .missing: "there is no such file"
    case .isFolder: "it is a folder"
    case .unreadable: "it cannot be read"
    case .cannotBeMade: "the file cannot be made in that folder"
    case .cannotBeNamed: "it cannot get its name"
    case .cannotBeSynchronised: "it cannot be written to the disk"
    case .needsJournal(let journal):
      "its folder cannot be written, and \(journal) holds what is not yet in it: copy both to a folder of yours"
    case .system(let reason): reason
    }
  }

  static func words(_ error: StorageError) -> String {
    switch error {
    case .cannotOpen(let path, let obstacle): "the database \(path) cannot be opened: \(words(obstacle))"
    case .passwordInAddress:
      "the address of the database holds a password, which others can read: leave it out, and put it into ~/.pgpass (PGPASSFILE) or PGPASSWORD"
    case .notAnAddress(let reason): "the address of the database cannot be read: \(reason)"
    case .lost(let path, let reason):
      "the server of \(path) went away\(reason.isEmpty ? "" : " (\(reason))"): what was not yet kept is undone; try again"
    case .notADatabase(let path): "\(path) is not a database; name another with --database"
    case .foreignDatabase(let path): "\(path) is a database of another program; name another with --database"
    case .newerVersion(let path):
      "\(path) was written by a newer tocsin; use that one, or a backup from before: --database \(Store.isServer(path) ? "PLACE" : "FILE")"
    case .olderVersion(let path):
      "\(path) was written by an older tocsin and may only be read; copy it to where it can be written"
    case .readOnly(let path): "\(path) may only be read: nothing was written"
    case .replaced(let path):
      "\(path) was deleted or replaced since it was opened: nothing was read or written; leave, and start again"
    case .fullDisk(let path):
      "the disk that \(path) lies on is full: nothing was written, and what is stored is as it was; make room, then try again"
    case .damaged(let path, let finding):
      "the database \(path) is damaged (\(finding.words)): tocsin doctor examines it, tocsin restore brings a backup back"
    case .rejected(let reason): "nothing was written: \(reason)"
    case .notEmpty(let path, let table):
      "nothing was written: \(path) holds rows already (\(table)), and a store is carried to a new one"
    case .busy(let path): "another program holds the database \(path); try again when it is done"
    case .served(let path):
      "a service runs over \(path): stop it first, then restore, and start it again"
    case .conflict(let conflict): words(conflict)
    case .failed(let path, let reason): "the database \(path) failed: \(reason)"
    }
  }
}
