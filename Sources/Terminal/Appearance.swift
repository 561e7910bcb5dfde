import Glibc

/// What the output can show: colour or none, how many columns, and how many lines at once.
package struct Appearance: Sendable, Hashable {
  /// Without a terminal, and where a terminal does not tell: what letters and tables were made for.
  package static let columnsStandard = 80
  /// The columns of a line that has no end: more than any text has.
  private static let columnsEndless = 1 << 30
  /// Narrower than this nothing can be laid out; wider than this lines are hard to read.
  private static let columnsRange = 20...400

  /// Whether escape sequences for styles may be written.
  package var hasColour: Bool
  /// How wide text is laid out, kept between 20 and 400; lines of an endless output may be longer.
  package var columns: Int
  /// The lines of a terminal; nil for an output without end, such as a file.
  package var rows: Int?
  /// True where lines may be as long as they like, as in a pipe or a file: nothing is cut there and nothing wrapped, so that
  /// `grep` finds what is said.
  package var isEndless = false
  /// As many columns as a line of text or of a table may take.
  package var lineColumns: Int { isEndless ? Self.columnsEndless : columns }

  /// Makes an appearance.
  package init(hasColour: Bool, columns: Int = Self.columnsStandard, rows: Int? = nil) {
    self.hasColour = hasColour
    self.rows = rows
    self.columns = min(max(columns, Self.columnsRange.lowerBound), Self.columnsRange.upperBound)
  }

  /// The appearance of a stream.
  ///
  /// Colour needs a terminal whose TERM is set and not `dumb`, and no NO_COLOR (no-color.org: any value but an empty
  /// one). The width is the terminal's, else COLUMNS, else 80; without a terminal and without COLUMNS lines have no end.
  ///
  /// - Parameters:
  ///   - environment: the variables to read.
  ///   - terminalColumns: the terminal's width; nil where the stream is no terminal.
  ///   - terminalRows: the terminal's height; nil or 0 where it does not tell.
  package init(environment: [String: String], terminalColumns: Int?, terminalRows: Int? = nil) {
    let term = environment["TERM"] ?? ""
    let isWanted = (environment["NO_COLOR"] ?? "").isEmpty && !term.isEmpty && term != "dumb"
    let written = environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    let measured = terminalColumns.flatMap { $0 > 0 ? $0 : nil }
    self.init(
      hasColour: terminalColumns != nil && isWanted,
      columns: measured ?? written ?? Self.columnsStandard,
      rows: terminalRows.flatMap { $0 > 0 ? $0 : nil }
    )
    isEndless = terminalColumns == nil && written == nil
  }

  /// The appearance of an open file descriptor, asked anew so that it follows a resized window.
  package static func of(fileDescriptor: Int32, environment: [String: String]) -> Appearance {
    guard isatty(fileDescriptor) == 1 else {
      return Appearance(environment: environment, terminalColumns: nil)
    }
    let size = windowSize(fileDescriptor)
    return Appearance(
      environment: environment,
      terminalColumns: size?.columns ?? 0,
      terminalRows: size?.rows
    )
  }

  /// Columns and rows of a terminal; nil where the descriptor is none, or does not tell.
  static func windowSize(_ fileDescriptor: Int32) -> (columns: Int, rows: Int)? {
    var size = winsize()
    guard ioctl(fileDescriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return (Int(size.ws_col), Int(size.ws_row))
  }
}
