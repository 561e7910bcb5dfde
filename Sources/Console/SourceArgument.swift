internal import Fetching
internal import Foundation
internal import Pipeline

/// An address, a file, or `-`, as commands take them.
enum SourceArgument {
  /// As much as is ever read of a file or of standard input: the largest page that the extractor takes and more.
  static let bytesMax = 64 << 20

  /// The source that an argument names.
  ///
  /// - Throws: `FetchError` for an address that is none; `CommandFailure` for a file that cannot be read.
  static func source(_ argument: String, at desk: Desk) throws -> PageSource {
    if argument == "-" {
      try desk.refuseStandardInput()
      return .bytes(try bytes(of: .standardInput, name: "standard input"), name: "-")
    }
    if argument.contains("://") { return .address(try WebAddress(argument)) }
    return .bytes(try fileBytes(argument), name: argument)
  }

  /// The bytes of a file, or of standard input for `-`.
  ///
  /// - Throws: `CommandFailure` where they cannot be read, and for `-` at the prompt, whose input is the analyst's typing.
  static func bytes(_ argument: String, at desk: Desk) throws -> [UInt8] {
    guard argument == "-" else { return try fileBytes(argument) }
    try desk.refuseStandardInput()
    return try bytes(of: .standardInput, name: "standard input")
  }

  /// The bytes of a file.
  ///
  /// - Throws: `CommandFailure` where it cannot be read.
  static func fileBytes(_ path: String) throws -> [UInt8] {
    guard FileManager.default.fileExists(atPath: path) else {
      let hint =
        path.contains(".") && !path.contains("/") || path.hasPrefix("www.")
        ? "; if it is an address, write https://\(path)" : ""
      throw CommandFailure(message: "there is no file \(path)\(hint)", exitStatus: .failed)
    }
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let type = try? FileManager.default.attributesOfItem(atPath: target)[.type] as? FileAttributeType
    if type == .typeDirectory { throw CommandFailure(message: "\(path) is a folder", exitStatus: .failed) }
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw CommandFailure(message: "\(path) cannot be opened for reading", exitStatus: .failed)
    }
    return try bytes(of: file, name: path)
  }

  private static func bytes(of file: FileHandle, name: String) throws -> [UInt8] {
    do {
      let data = try file.read(upToCount: bytesMax + 1) ?? Data()
      guard data.count <= bytesMax else {
        throw CommandFailure(message: "\(name) has more than \(bytesMax >> 20) MiB, which no page needs")
      }
      return Array(data)
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw CommandFailure(message: "\(name) cannot be read: \(error.localizedDescription)")
    }
  }
}
