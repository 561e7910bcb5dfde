internal import CEmbeddedData

// The room for the data that stands in the program: lexicons, tables, weights.
//
// What belongs here: reading embedded bytes as lines and columns, and the list of files. The files themselves lie in
// `CEmbeddedData/data`, one folder a room; what they mean is the business of the room that owns them.

/// A file that stands in the program.
package struct DataFile: @unchecked Sendable {  // constant bytes of the program's own image
  private let bytes: UnsafeRawBufferPointer

  init(_ file: EmbeddedFile) { bytes = UnsafeRawBufferPointer(start: file.bytes, count: file.count) }

  /// The bytes, which live as long as the program.
  package var buffer: UnsafeRawBufferPointer { bytes }

  /// The file as text. The files are ours and are valid UTF-8.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Lines that say something: without comments (from `#` at the start of a line) and blank lines.
  package var lines: [Substring] {
    text.split(separator: "\n").filter { line in
      !line.hasPrefix("#") && line.contains { !$0.isWhitespace }
    }
  }

  /// The lines as columns parted by tabs.
  package var rows: [[Substring]] {
    lines.map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
  }
}
