import CLibedit
import Foundation

/// Keys: completion, pasting, searching the history, and the user's own `.editrc`.
extension EditorLoop {
  /// Adds our functions to libedit's and binds our keys.
  func bindKeys() {
    clibedit_add_function(editor, "tocsin-complete", "Complete the word at the cursor") { editor, _ in
      editor.map { EditorLoop.of($0).complete() } ?? UInt8(CC_ERROR)
    }
    clibedit_add_function(editor, "tocsin-paste", "Put pasted text into the line") { editor, _ in
      editor.map { EditorLoop.of($0).paste() } ?? UInt8(CC_ERROR)
    }
    for binding in KeyBindings.ours(isVi: false) { clibedit_bind(editor, binding.key, binding.function) }
    clibedit_set_tty(editor, "-d", "-ixon")  // else Ctrl-S freezes the session
  }

  /// Binds again what `bind -v` or `bind -e` in the user's file took away, but not what the file itself bound.
  func rebindKeys() {
    let own = KeyBindings.keysBound(environment: settings.environment)
    for binding in KeyBindings.ours(isVi: clibedit_is_vi(editor) == 1) where !own.contains(binding.key) {
      clibedit_bind(editor, binding.key, binding.function)
    }
  }

  /// The Tab key.
  private func complete() -> UInt8 {
    guard let info = el_wline(editor)?.pointee, let start = info.buffer, let end = info.lastchar,
      let cursor = info.cursor
    else { return UInt8(CC_ERROR) }
    let scalars = Self.scalars(start, end - start)
    let before = cursor - start
    let completion = settings.complete(String(String.UnicodeScalarView(scalars)), before)
    let typedCount = min(completion.replacedScalars, before)
    let typed = String(String.UnicodeScalarView(scalars[(before - typedCount)..<before]))
    switch completion.effect(typed: typed) {
    case .beep: return UInt8(CC_REFRESH_BEEP)
    case .replace(let text):
      el_deletestr(editor, Int32(typedCount))
      insert(text)
      return UInt8(CC_REFRESH)
    case .list:
      list(completion.candidates)
      return UInt8(CC_REDISPLAY)
    }
  }

  /// Shows candidates below the line, of which the last row is left before that.
  private func list(_ candidates: [Completion.Candidate]) {
    let columns = Appearance.windowSize(STDOUT_FILENO)?.columns ?? Appearance.columnsStandard
    let lines = CandidateList.lines(candidates, width: columns)
    let shown = lines.map { $0.rendered(inColour: settings.hasColour) + "\r\n" }.joined()
    Printer.writeAll("\r\n" + shown, to: STDOUT_FILENO)
  }

  /// Between the marks of a paste: its lines stand one below the other as they were, and nothing runs before Enter is pressed.
  private func paste() -> UInt8 {
    var pasted: [Unicode.Scalar] = []
    var character: wchar_t = 0
    while pasted.count < BracketedPaste.scalarsMax, el_wgetc(editor, &character) == 1 {
      pasted.append(Unicode.Scalar(UInt32(bitPattern: character)) ?? "\u{FFFD}")
      if pasted.suffix(BracketedPaste.end.count).elementsEqual(BracketedPaste.end) {
        pasted.removeLast(BracketedPaste.end.count)
        break
      }
    }
    insert(PastedText.lines(String(String.UnicodeScalarView(pasted))))
    return UInt8(CC_REFRESH)
  }

  private func insert(_ text: String) {
    let wide = text.unicodeScalars.map { wchar_t(bitPattern: $0.value) } + [0]
    el_winsertstr(editor, wide)
  }

  private static func scalars(_ start: UnsafePointer<wchar_t>, _ count: Int) -> [Unicode.Scalar] {
    UnsafeBufferPointer(start: start, count: count).map {
      Unicode.Scalar(UInt32(bitPattern: $0)) ?? "\u{FFFD}"
    }
  }
}

/// Text that is pasted into a line.
package enum PastedText {
  /// Its lines, each safe by itself, without those at the end that hold nothing.
  package static func lines(_ pasted: String) -> String {
    var lines = pasted.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map { Sanitizer.line(String($0)) }
    while let last = lines.last, lines.count > 1, last.allSatisfy(\.isWhitespace) { lines.removeLast() }
    return lines.joined(separator: "\n")
  }
}

/// Candidates as they are listed.
package enum CandidateList {
  /// More are not looked through; typing on narrows them.
  static let itemsMax = 200
  /// With words beside them they take a line each, and more than a screen's worth is not read.
  static let describedMax = 30

  /// Side by side, read down the columns as `ls` shows files; with words beside them, one a line.
  package static func lines(_ candidates: [Completion.Candidate], width: Int) -> [SafeText] {
    guard candidates.contains(where: { $0.note != nil }) else {
      return columns(candidates.map { SafeText($0.text) }, width: width)
    }
    let shown = candidates.prefix(describedMax)
    let longest = min(width / 2, shown.map { SafeText($0.text).columns }.max() ?? 0)
    let lines = shown.map { candidate -> SafeText in
      let name = SafeText(candidate.text)
      guard let note = candidate.note else { return name.truncated(to: width) }
      return (name.padded(to: longest) + "  " + SafeText(note, style: .dim)).truncated(to: width)
    }
    return candidates.count > describedMax ? lines + ["… and \(candidates.count - describedMax) more"] : lines
  }

  private static func columns(_ items: [SafeText], width: Int) -> [SafeText] {
    let shown = items.prefix(itemsMax)
    let cell = min(width, (shown.map(\.columns).max() ?? 0) + 2)
    let perRow = max(1, width / max(1, cell))
    let rows = (shown.count + perRow - 1) / perRow
    let lines = (0..<rows).map { row in
      stride(from: row, to: shown.count, by: rows).map { index in
        index + rows < shown.count ? shown[index].padded(to: cell) : shown[index].truncated(to: cell)
      }.joined()
    }
    return items.count > itemsMax ? lines + ["… and \(items.count - itemsMax) more"] : lines
  }
}
