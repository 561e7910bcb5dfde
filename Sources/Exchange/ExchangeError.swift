/// Why a run over lines had to end.
package enum ExchangeError: Error, Sendable, Hashable {
  /// The system does not give the next line; its own words.
  case cannotRead(reason: String)
  /// The system does not take the answer; its own words.
  case cannotWrite(reason: String)
}

/// Why one line has no answer; the run goes on.
package struct LineError: Error, Sendable, Hashable {
  /// A short name for programs, such as `bad-json`.
  package var code: String
  /// What is wrong and what to do.
  package var message: String

  /// Makes a line error.
  package init(_ code: String, _ message: String) {
    self.code = code
    self.message = message
  }

  /// `code: message`, as the contract has it.
  var text: String { "\(code): \(message)" }
}
