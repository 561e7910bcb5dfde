/// Tells a failure that comes again and again once: for as long as it says the same, until it goes well again.
package struct FailureNotice: Sendable {
  private var told: String?

  /// Nothing has failed.
  package init() {}

  /// Takes a failure.
  ///
  /// - Returns: true where it is to be told.
  package mutating func isNew(_ error: any Error) -> Bool {
    let words = "\(error)"
    defer { told = words }
    return words != told
  }

  /// It went well: the next failure is told, whatever it says.
  ///
  /// - Returns: true where a failure was told before.
  @discardableResult
  package mutating func end() -> Bool {
    defer { told = nil }
    return told != nil
  }
}
