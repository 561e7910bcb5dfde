import CLibedit
import Foundation

/// Reading keys, and what else can happen while a line is typed.
extension EditorLoop {
  /// Notices are drawn at most this often; a line that is redrawn all the time cannot be read.
  private static let redrawPause = Duration.milliseconds(100)
  /// More lines at once would push the work off the screen.
  private static let noticeLinesMax = 20

  func installCallbacks() {
    clibedit_set_int(editor, EL_SIGNAL, 0)
    clibedit_set_string(editor, EL_EDITOR, "emacs")
    clibedit_set_reader(editor) { editor, character in
      guard let editor, let character else { return -1 }
      return EditorLoop.of(editor).readCharacter(into: character)
    }
    clibedit_set_prompt(
      editor,
      { editor in editor.flatMap { EditorLoop.of($0).prompt } },
      1
    )
  }

  /// The loop that an editor belongs to.
  static func of(_ editor: OpaquePointer) -> EditorLoop {
    guard let client = clibedit_client(editor) else {
      preconditionFailure("An editor has its loop as client data")
    }
    return Unmanaged<EditorLoop>.fromOpaque(client).takeUnretainedValue()
  }

  /// libedit's input function (EL_GETCFN): 1 with a character, 0 at the end, -1 where the line is given up.
  private func readCharacter(into character: UnsafeMutablePointer<wchar_t>) -> Int32 {
    while true {
      showDueNotices()
      joinRows()
      let hasInput = wait(forInput: true, timeoutMilliseconds: notices.isEmpty ? -1 : pauseMilliseconds)
      collectRequests()
      if handleSignals() {
        errno = EINTR
        return -1
      }
      guard hasInput else { continue }
      var byte: UInt8 = 0
      let count = read(STDIN_FILENO, &byte, 1)
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count == 1 else {
        interruption = .endOfInput
        return 0
      }
      if let scalar = assembler.take(byte) {
        character.pointee = wchar_t(bitPattern: scalar.value)
        return 1
      }
    }
  }

  /// Deals with signals that came. True where the line is over.
  private func handleSignals() -> Bool {
    for number in mailbox.signals.drain() {
      switch Int32(number) {
      case SIGINT: interruption = .interrupted
      case SIGTERM, SIGHUP: interruption = .terminated
      case SIGWINCH:
        joinedRows = nil
        // The terminal has laid the line out anew by itself: it is taken away before it is drawn again, or it would stand twice.
        Printer.writeAll(clearing(), to: STDOUT_FILENO)
        el_resize(editor)
        clibedit_refresh(editor)
      case SIGTSTP: suspend()
      default: break
      }
    }
    return interruption != nil
  }

  /// Ctrl-Z: the shell gets the terminal as it was, and on return the line is drawn again.
  private func suspend() {
    Printer.writeAll(pasteMarks.off + "\n", to: STDOUT_FILENO)
    clibedit_set_int(editor, EL_PREP_TERM, 0)
    raise(SIGSTOP)
    clibedit_set_int(editor, EL_PREP_TERM, 1)
    Printer.writeAll(pasteMarks.on, to: STDOUT_FILENO)
    clibedit_refresh(editor)
  }

  private var pauseMilliseconds: Int32 {
    let left = Self.redrawPause - (ContinuousClock.now - noticesShownAt)
    return Int32(max(0, left.components.attoseconds / 1_000_000_000_000_000 + 1))
  }

  /// Prints notices above the line and has the line drawn again below them.
  private func showDueNotices() {
    let now = ContinuousClock.now
    guard !notices.isEmpty, now - noticesShownAt >= Self.redrawPause else { return }
    var lines = Array(notices.prefix(Self.noticeLinesMax))
    if notices.count > lines.count {
      lines.append("… and \(notices.count - lines.count) more lines (type alerts)")
    }
    notices = []
    noticesShownAt = now
    let columns = Appearance.windowSize(STDOUT_FILENO)?.columns ?? Appearance.columnsStandard
    let shown = lines.flatMap { $0.wrapped(to: columns, hanging: "    ") }
      .map { $0.rendered(inColour: settings.hasColour) + "\r\n" }.joined()
    Printer.writeAll(clearing() + shown, to: STDOUT_FILENO)
    clibedit_refresh(editor)
  }

  /// Takes the line that is typed off the screen, prompt and all.
  private func clearing() -> String {
    let rows = rowsAboveCursor()
    return "\r" + (rows > 0 ? "\u{1B}[\(rows)A" : "") + "\u{1B}[J"
  }

  /// Ties rows of a long line together that libedit drew apart.
  ///
  /// It leaves blanks at a row's end out and moves down by a newline, so that a terminal that lays the screen out anew keeps
  /// the rows apart, where all others flow together: then nobody can tell how many there are. A character that is written
  /// past the edge makes the row one with the next.
  private func joinRows() {
    guard !pasteMarks.on.isEmpty, let line = el_wline(editor)?.pointee, let start = line.buffer,
      let cursor = line.cursor, let end = line.lastchar
    else { return }
    let columns = Appearance.windowSize(STDOUT_FILENO)?.columns ?? Appearance.columnsStandard
    let typed = UnsafeBufferPointer(start: start, count: end - start).map { $0 }
    let edges = EditorRows.blankEdges(of: typed, promptColumns: promptColumns, screenColumns: columns)
    let state = JoinedRows(columns: columns, edges: edges)
    guard state != joinedRows else { return }
    joinedRows = state
    guard !edges.isEmpty else { return }
    let row = EditorRows.row(
      of: Array(typed.prefix(cursor - start)),
      promptColumns: promptColumns,
      screenColumns: columns
    )
    let moves = edges.map { edge -> String in
      let rows = row - edge.row
      let way = rows > 0 ? "\u{1B}[\(rows)A" : rows < 0 ? "\u{1B}[\(-rows)B" : ""
      let next = Unicode.Scalar(UInt32(bitPattern: edge.next)).map { String(Character($0)) } ?? " "
      return "\u{1B}7\(way)\u{1B}[\(columns)G \(next)\u{1B}8"
    }
    Printer.writeAll(moves.joined(), to: STDOUT_FILENO)
  }

  /// How many rows the cursor is below the first row of the prompt.
  private func rowsAboveCursor() -> Int {
    guard let line = el_wline(editor)?.pointee, let start = line.buffer, let cursor = line.cursor else {
      return 0
    }
    let typed = UnsafeBufferPointer(start: start, count: cursor - start)
    let columns = Appearance.windowSize(STDOUT_FILENO)?.columns ?? Appearance.columnsStandard
    return EditorRows.row(of: typed.map { $0 }, promptColumns: promptColumns, screenColumns: columns)
  }
}

/// The rows that were tied together, at a width.
struct JoinedRows: Equatable {
  var columns: Int
  var edges: [EditorRows.Edge]
}

/// Where libedit draws what was typed.
package enum EditorRows {
  /// A row that ends in a blank at the edge of the screen.
  package struct Edge: Equatable, Sendable {
    /// From 0, where the line begins behind its prompt.
    package var row: Int
    /// The character that the next row begins with.
    package var next: Int32

    /// Makes an edge.
    package init(row: Int, next: Int32) { (self.row, self.next) = (row, next) }
  }

  /// The rows that end in a blank at the edge and go on in another row.
  package static func blankEdges(of typed: [Int32], promptColumns: Int, screenColumns: Int) -> [Edge] {
    var edges: [Edge] = []
    for (place, character) in typed.enumerated().dropFirst() where typed[place - 1] == 0x20 {
      let head = { (count: Int) in
        row(of: Array(typed.prefix(count)), promptColumns: promptColumns, screenColumns: screenColumns)
      }
      // The blank filled its row, and what follows is no newline that begins one by itself.
      guard character >= 0x20, character != 0x7F, head(place) > head(place - 1) else { continue }
      edges.append(Edge(row: head(place) - 1, next: character))
    }
    return edges
  }

  /// The row of the place behind `typed`, from 0, where the line begins behind a prompt.
  ///
  /// Controls are drawn as two columns (`^A`); a wide character that does not fit moves down whole.
  package static func row(of typed: [Int32], promptColumns: Int, screenColumns: Int) -> Int {
    var row = promptColumns / screenColumns
    var column = promptColumns % screenColumns
    for character in typed {
      if character == 0x0A {
        row += 1
        column = 0
        continue
      }
      let width = character < 0x20 || character == 0x7F ? 2 : max(0, Int(wcwidth(character)))
      if column + width > screenColumns {
        row += 1
        column = 0
      }
      column += width
      if column >= screenColumns {
        row += 1
        column -= screenColumns
      }
    }
    return row
  }
}
