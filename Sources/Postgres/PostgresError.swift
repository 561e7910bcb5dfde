/// Why a statement or a connection failed.
package struct PostgresError: Error, Sendable, Hashable {
  /// What it means for whoever asked.
  package enum Cause: Sendable, Hashable {
    /// The server cannot be reached, or does not let this user in.
    case unreachable
    /// The connection ended: the server went away, or was told to end it. What was under way is undone, unless it was the
    /// end of a transaction, of which nothing is known.
    case lost
    /// Others held for too long what was to be changed, or two waited for one another.
    case busy
    /// The server has no room.
    case fullDisk
    /// The server takes no changes: it is a copy of another, or was set so.
    case readOnly
    /// A row contradicts others.
    case conflict
    /// Anything else.
    case failed
  }

  package var cause: Cause
  /// Five letters and digits (PostgreSQL, "Error Codes"); empty where the server said nothing.
  package var state: String
  /// The server's words: without the values of rows, which may be keys.
  package var message: String

  init(_ cause: Cause, state: String = "", _ message: String) {
    (self.cause, self.state, self.message) = (cause, state, message)
  }

  /// What a server said.
  init(state: String, message: String) {
    self.state = state
    cause =
      switch state {
      case "55P03", "40001", "40P01", "57014": .busy
      case "53100": .fullDisk
      case "25006": .readOnly
      case "57P01", "57P02", "57P03", "25P03", "": .lost
      case _ where state.hasPrefix("08"): .lost
      case _ where state.hasPrefix("23"): .conflict
      default: .failed
      }
    // What a value looks like stands in messages of class 22.
    self.message =
      state.hasPrefix("22") ? "a value is none that its column takes (\(state))" : "\(message) (\(state))"
  }
}
