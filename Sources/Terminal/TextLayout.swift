extension SafeText {
  /// At most `columnsMax` columns of it: where something is cut off, the last column is an ellipsis.
  package func truncated(to columnsMax: Int) -> SafeText {
    guard columns > columnsMax else { return self }
    guard columnsMax > 1 else { return columnsMax == 1 ? "…" : "" }
    var room = columnsMax - 1
    var kept: SafeText = ""
    for run in runs {
      let head = run.text.prefix { character in
        room -= DisplayWidth.columns(of: character)
        return room >= 0
      }
      kept += SafeText(trusted: String(head), style: run.style)
      if room < 0 { break }
    }
    return kept + "…"
  }

  /// It with spaces to fill `width` columns; longer text stays as it is.
  package func padded(to width: Int, alignment: TextAlignment = .leading) -> SafeText {
    let spaces = SafeText(trusted: String(repeating: " ", count: max(0, width - columns)))
    return alignment == .leading ? self + spaces : spaces + self
  }

  /// Lines of at most `width` columns, broken at spaces, and inside a word only where it is longer than a line.
  ///
  /// - Parameters:
  ///   - width: columns of the screen.
  ///   - indent: what each line begins with, counted in its width.
  ///   - hanging: what lines after the first begin with instead.
  /// - Returns: at least one line.
  package func wrapped(to width: Int, indent: SafeText = "", hanging: SafeText? = nil) -> [SafeText] {
    let hanging = hanging ?? indent
    var lines: [SafeText] = []
    var line = indent
    var room = width - indent.columns
    var isFresh = true
    for (blanks, word) in words() {
      for (place, piece) in word.pieces(of: max(1, width - max(indent.columns, hanging.columns))).enumerated()
      {
        let gap = isFresh ? 0 : place == 0 ? blanks : 1
        if piece.columns + gap > room, !isFresh {
          lines.append(line)
          line = hanging
          room = width - hanging.columns
          isFresh = true
        }
        if !isFresh {
          line += SafeText(trusted: String(repeating: " ", count: gap))
          room -= gap
        }
        line += piece
        room -= piece.columns
        isFresh = false
      }
    }
    return isFresh && !lines.isEmpty ? lines : lines + [line]
  }

  /// The blanks that it begins with.
  var leadingBlanks: SafeText {
    var count = 0
    for run in runs {
      let blanks = run.text.prefix { $0 == " " }.count
      count += blanks
      if blanks < run.text.count { break }
    }
    return SafeText(trusted: String(repeating: " ", count: count))
  }

  /// The words between spaces and newlines, with their styles and the blanks before each; a no-break space does not part words.
  private func words() -> [(blanks: Int, word: SafeText)] {
    var words: [(blanks: Int, word: SafeText)] = []
    var word: SafeText = ""
    var blanks = 0
    for run in runs {
      let parts = run.text.split(omittingEmptySubsequences: false) { $0 == " " || $0.isNewline }
      for (index, part) in parts.enumerated() {
        if index > 0 {
          if !word.isEmpty {
            words.append((blanks, word))
            word = ""
            blanks = 0
          }
          blanks += 1
        }
        word += SafeText(trusted: String(part), style: run.style)
      }
    }
    return word.isEmpty ? words : words + [(blanks, word)]
  }

  /// A word in pieces of at most `width` columns.
  private func pieces(of width: Int) -> [SafeText] {
    guard columns > width else { return [self] }
    var pieces: [SafeText] = []
    var piece: SafeText = ""
    var used = 0
    for run in runs {
      for character in run.text {
        let wide = DisplayWidth.columns(of: character)
        if used + wide > width, used > 0 {
          pieces.append(piece)
          piece = ""
          used = 0
        }
        piece += SafeText(trusted: String(character), style: run.style)
        used += wide
      }
    }
    return pieces + [piece]
  }
}

/// On which side of its column text stands.
package enum TextAlignment: Sendable {
  /// On the left, as words are read.
  case leading
  /// On the right, as numbers are compared.
  case trailing
}
