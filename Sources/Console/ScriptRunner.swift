internal import Foundation
internal import Terminal

/// Runs commands from a file or from standard input, one a line.
struct ScriptRunner {
  let desk: Desk
  /// Whether the first command that fails is the last.
  var stopsOnError: Bool

  private static let chunkBytes = 65_536

  /// Runs a script to its end.
  ///
  /// - Returns: done, or how the first command that failed ended.
  func run(_ file: FileHandle, name: String) async -> ExitStatus {
    var reader = ScriptReader()
    var status = ExitStatus.done
    do {
      await CommandRunner(desk: desk).evaluateAtStart()
      while let chunk = try Incoming.bytes(of: file.fileDescriptor, atMost: Self.chunkBytes), !chunk.isEmpty {
        for command in try reader.take(chunk) {
          guard await perform(command, &status) else {
            await CommandRunner(desk: desk).deliverLeftovers(isTelling: true)
            return status
          }
        }
      }
      if let last = try reader.finish() { _ = await perform(last, &status) }
      await CommandRunner(desk: desk).deliverLeftovers(isTelling: true)
    } catch let error as ScriptError {
      desk.errors.print(paragraph: "tocsin: \(name): \(Self.words(error))")
      return .usage
    } catch {
      desk.errors.print(paragraph: "tocsin: \(name) cannot be read: \(error.localizedDescription)")
      return .usage
    }
    return status
  }

  /// Runs the lines of a text.
  func run(_ text: String) async -> ExitStatus {
    var reader = ScriptReader()
    var status = ExitStatus.done
    do {
      await CommandRunner(desk: desk).deliverLeftovers(isTelling: false)
      for command in try reader.take(Array(text.utf8)) + [reader.finish()].compactMap({ $0 }) {
        guard await perform(command, &status) else { break }
      }
      await CommandRunner(desk: desk).deliverLeftovers(isTelling: true)
    } catch {
      desk.errors.print(paragraph: "tocsin: \(Self.words(error))")
      return .usage
    }
    return status
  }

  /// Runs one command.
  ///
  /// - Returns: false where the script ends with it.
  private func perform(_ command: ScriptCommand, _ status: inout ExitStatus) async -> Bool {
    let place = "line \(command.line): "
    let ended: ExitStatus
    do throws(REPLLine.Problem) {
      let words = try REPLLine.words(of: command.text, desk.preferences.current)
      if words == ["quit"] || words == ["exit"] { return false }
      ended = await CommandRunner(desk: desk, place: place).run(words)
    } catch {
      desk.errors.print(paragraph: "tocsin: \(place)a quote is not closed")
      ended = .usage
    }
    if status == .done { status = ended }
    return ended == .done || (!stopsOnError && ended != .interrupted)
  }

  private static func words(_ error: ScriptError) -> String {
    switch error {
    case .notUTF8(let line): "line \(line) is not UTF-8"
    case .containsNUL(let line): "line \(line) holds a NUL byte: this is no script"
    case .lineTooLong(let line):
      "line \(line) is longer than \(ScriptReader.lineBytesMax >> 20) MiB: this is no script"
    case .unfinished(let line): "the command of line \(line) ends with a backslash and goes on nowhere"
    }
  }
}
