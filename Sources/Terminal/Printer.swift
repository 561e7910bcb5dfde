import Glibc
import Synchronization

/// Why output could not be written, kept for the end of the program: what is printed meanwhile has no other way to say so.
package final class WriteFailure: Sendable {
  private let code = Mutex<Int32?>(nil)

  /// Nothing has failed yet.
  package init() {}

  /// The first failure, in the system's words; nil where there was none, or the reader has gone, as `head` does.
  package var reason: String? {
    code.withLock { $0 }.flatMap { $0 == EPIPE ? nil : String(cString: strerror($0)) }
  }

  /// True where anything was not written.
  package var hasHappened: Bool { code.withLock { $0 != nil } }

  func note(_ failure: Int32) { code.withLock { $0 = $0 ?? failure } }
}

/// Where answers go: takes safe text only, adds colour where the stream has it.
///
/// A command gets one and does not know whether its words go to a file, to a terminal, or above a line being typed.
package struct Printer: Sendable {
  private let readAppearance: @Sendable () -> Appearance
  /// Writes what was made safe already.
  let write: @Sendable (String) -> Void
  /// What could not be written.
  package let failure: WriteFailure

  /// A printer over any place that takes text.
  ///
  /// - Parameters:
  ///   - appearance: asked at each line, since windows are resized.
  ///   - write: takes what is to be written, newline included.
  package init(appearance: @escaping @Sendable () -> Appearance, write: @escaping @Sendable (String) -> Void)
  {
    self.init(appearance: appearance, failure: WriteFailure(), write: write)
  }

  /// A printer whose failures are another one's too.
  init(
    appearance: @escaping @Sendable () -> Appearance,
    failure: WriteFailure,
    write: @escaping @Sendable (String) -> Void
  ) {
    readAppearance = appearance
    self.failure = failure
    self.write = write
  }

  /// A printer onto an open file descriptor, such as 1 for answers or 2 for errors.
  package init(fileDescriptor: Int32, environment: [String: String]) {
    let failure = WriteFailure()
    self.init(
      appearance: { Appearance.of(fileDescriptor: fileDescriptor, environment: environment) },
      failure: failure
    ) { text in
      if let code = Self.writeAll(text, to: fileDescriptor) { failure.note(code) }
    }
  }

  /// How the output looks now.
  package var appearance: Appearance { readAppearance() }

  /// Writes one line; one that is longer than the screen goes on below itself, and no word is broken for it.
  package func print(_ line: SafeText = "") {
    let appearance = appearance
    guard line.columns > appearance.lineColumns, !line.plain.contains("\n") else { return print(whole: line) }
    let lead = line.leadingBlanks
    print(line.wrapped(to: appearance.columns, indent: lead, hanging: lead + "    "))
  }

  /// Writes one line as it is: a value that is copied or read by another program, such as an address or JSON.
  package func print(whole line: SafeText) {
    write(line.rendered(inColour: appearance.hasColour) + "\n")
  }

  /// Writes lines at once.
  package func print(_ lines: [SafeText]) {
    guard !lines.isEmpty else { return }
    let hasColour = appearance.hasColour
    write(lines.map { $0.rendered(inColour: hasColour) + "\n" }.joined())
  }

  /// Writes a paragraph, wrapped to the width of the output; one line where the output's lines have no end.
  package func print(paragraph: SafeText, indent: SafeText = "", hanging: SafeText? = nil) {
    print(paragraph.wrapped(to: appearance.lineColumns, indent: indent, hanging: hanging))
  }

  /// Writes lines at once, each wrapped to the width of the output; what goes on with one stands further in.
  package func print(wrapped lines: [SafeText]) {
    let columns = appearance.lineColumns
    print(lines.flatMap { $0.wrapped(to: columns, hanging: "    ") })
  }

  /// Writes all of a text, through interruptions.
  ///
  /// - Returns: the system's number for what went wrong; nil where all was written.
  @discardableResult
  static func writeAll(_ text: String, to fileDescriptor: Int32) -> Int32? {
    var text = text
    return text.withUTF8 { bytes -> Int32? in
      var rest = bytes[...]
      while let start = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[rest.indices])
        .baseAddress
      {
        let count = Glibc.write(fileDescriptor, start, rest.count)
        if count < 0, errno == EINTR { continue }
        if count < 0, errno == EAGAIN {
          var writable = pollfd(fd: fileDescriptor, events: Int16(POLLOUT), revents: 0)
          poll(&writable, 1, -1)
          continue
        }
        guard count > 0 else { return count < 0 ? errno : EIO }
        rest = rest.dropFirst(count)
        if rest.isEmpty { return nil }
      }
      return nil
    }
  }
}
