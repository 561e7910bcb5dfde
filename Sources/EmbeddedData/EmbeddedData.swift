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
    text[...].parts(at: "\n").filter { line in
      line.utf8.first != UInt8(ascii: "#") && line.utf8.contains { $0 > UInt8(ascii: " ") }
    }
  }

  /// The lines as columns parted by tabs.
  package var rows: [[Substring]] {
    lines.map { $0.parts(at: "\t", keepingEmpty: true) }
  }
}

extension Substring {
  /// The parts between an ASCII character, by bytes: the tables are read at every start, and finding Characters would
  /// take most of it.
  package func parts(at separator: Unicode.Scalar, keepingEmpty: Bool = false) -> [Substring] {
    utf8.split(separator: UInt8(ascii: separator), omittingEmptySubsequences: !keepingEmpty)
      .map { Substring($0) }
  }

  /// The text from its first character that is no space.
  package var withoutLeadingSpaces: Substring { Substring(utf8.drop { $0 == UInt8(ascii: " ") }) }
}
