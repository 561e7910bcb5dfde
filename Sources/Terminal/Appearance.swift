import Glibc

/// What the output can show: colour or none, and how many columns.
package struct Appearance: Sendable, Hashable {
  /// Without a terminal, and where a terminal does not tell: what letters and tables were made for.
  package static let columnsStandard = 80
  /// Narrower than this nothing can be laid out; wider than this lines are hard to read.
  private static let columnsRange = 20...400

  package var hasColour: Bool
  package var columns: Int

  /// Makes an appearance.
  package init(hasColour: Bool, columns: Int = Self.columnsStandard) {
    self.hasColour = hasColour
    self.columns = min(max(columns, Self.columnsRange.lowerBound), Self.columnsRange.upperBound)
  }

  /// The appearance of a stream.
  ///
  /// Colour needs a terminal whose TERM is set and not `dumb`, and no NO_COLOR (no-color.org: any value but an empty
  /// one). The width is the terminal's, else COLUMNS, else 80.
  ///
  /// - Parameters:
  ///   - environment: the variables to read.
  ///   - terminalColumns: the terminal's width; nil where the stream is no terminal.
  package init(environment: [String: String], terminalColumns: Int?) {
    let term = environment["TERM"] ?? ""
    let isWanted = (environment["NO_COLOR"] ?? "").isEmpty && !term.isEmpty && term != "dumb"
    let written = environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    let measured = terminalColumns.flatMap { $0 > 0 ? $0 : nil }
    self.init(
      hasColour: terminalColumns != nil && isWanted,
      columns: measured ?? written ?? Self.columnsStandard
    )
  }

  /// The appearance of an open file descriptor, asked anew so that it follows a resized window.
  package static func of(fileDescriptor: Int32, environment: [String: String]) -> Appearance {
    guard isatty(fileDescriptor) == 1 else {
      return Appearance(environment: environment, terminalColumns: nil)
    }
    return Appearance(environment: environment, terminalColumns: windowSize(fileDescriptor)?.columns ?? 0)
  }

  /// Columns and rows of a terminal; nil where the descriptor is none, or does not tell.
  static func windowSize(_ fileDescriptor: Int32) -> (columns: Int, rows: Int)? {
    var size = winsize()
    guard ioctl(fileDescriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return (Int(size.ws_col), Int(size.ws_row))
  }
}
