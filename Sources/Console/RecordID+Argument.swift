internal import ArgumentParser
internal import Model

extension RecordID {
  /// Checks that an argument is of the kind a command takes.
  ///
  /// - Throws: `ValidationError` where it is not.
  func validate(_ wanted: RecordKind) throws {
    if kind != wanted || sentence != nil {
      throw ValidationError("\(self) is no \(wanted.noun): write \(wanted.rawValue)12.")
    }
  }

  /// The number of a firing.
  ///
  /// - Throws: `CommandFailure` for an id of anything else.
  func firing() throws -> Int64 {
    guard kind == .firing else {
      throw CommandFailure(message: "\(self) is no firing; alerts lists them", exitStatus: .usage)
    }
    return number
  }
}
