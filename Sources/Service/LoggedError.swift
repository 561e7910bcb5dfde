package import Logging

/// An error among the facts of a message, which whoever writes the message down puts into words for people: here there are none.
package struct LoggedError: CustomStringConvertible, Sendable {
  /// What went wrong.
  package let error: any Error

  /// As Swift writes it.
  package var description: String { "\(error)" }
}

extension Logger.Metadata {
  /// Facts of a message, with why something failed as `reason`.
  package static func failed(_ error: any Error, _ facts: Logger.Metadata = [:]) -> Logger.Metadata {
    facts.merging(["reason": .stringConvertible(LoggedError(error: error))]) { $1 }
  }
}
