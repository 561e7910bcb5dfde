internal import Foundation
internal import Storage

/// Why an article or a thread is set aside, in words.
struct SetAsideReason {
  let words: String

  /// The reason that an error gives.
  ///
  /// - Throws: the error itself, where it is the store that fails and not what is stored of the one article: then nothing can
  ///   be evaluated, and nothing is set aside.
  init(_ error: any Error) throws {
    switch error {
    case StorageError.damaged(_, let finding): words = "what is stored of it is damaged (\(finding.words))"
    case StorageError.rejected(let what): words = "what the rules said cannot be recorded (\(what))"
    case let error as StorageError: throw error
    case is DecodingError, is DamagedThread: words = "what a rule remembers of it is damaged"
    case is CancellationError: throw error
    default: words = "it cannot be evaluated (\(type(of: error)))"
    }
  }
}
