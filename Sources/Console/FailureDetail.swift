internal import Terminal

/// A line below the message of a failure.
struct FailureDetail: Sendable {
  /// Its words.
  private let text: String
  /// The characters of `text` under which carets stand; nil for words alone.
  private let marked: Range<Int>?

  /// Words that are wrapped where the screen ends.
  init(_ text: String) { (self.text, marked) = (text, nil) }

  /// What somebody wrote, with carets under the characters of a place in it.
  init(_ text: String, marking marked: Range<Int>) { (self.text, self.marked) = (text, marked) }

  private static let indent: SafeText = "  "

  /// The lines on a screen of a width: of a long line with a place in it the part around that place, cut between words.
  func lines(width: Int) -> [SafeText] {
    guard let marked else {
      return SafeText(text).wrapped(to: width, indent: Self.indent, hanging: Self.indent + Self.indent)
    }
    let characters = text.map(Letter.init)
    let room = width - Self.indent.columns
    let shown =
      Self.columns(characters[...]) + 1 <= room
      ? characters.indices : Self.window(characters, around: marked, room: room)
    let (head, tail) = (shown.lowerBound > 0 ? "…" : "", shown.upperBound < characters.count ? "…" : "")
    let place =
      max(
        marked.lowerBound,
        shown.lowerBound
      )..<max(
        min(marked.upperBound, shown.upperBound),
        max(marked.lowerBound, shown.lowerBound)
      )
    let before = head.count + Self.columns(characters[shown.lowerBound..<place.lowerBound])
    let carets = String(repeating: "^", count: max(1, Self.columns(characters[place])))
    let words = String(characters[shown].map(\.character))
    return [
      Self.indent + SafeText(head + words + tail),
      Self.indent + SafeText(String(repeating: " ", count: before)) + SafeText(carets).styled(.red),
    ]
  }

  private struct Letter {
    let character: Character
    let columns: Int

    init(_ character: Character) {
      self.character = character
      columns = SafeText(String(character)).columns
    }
  }

  private static func columns(_ letters: ArraySlice<Letter>) -> Int { letters.reduce(0) { $0 + $1.columns } }

  /// As many characters around a place as there is room for beside the ellipses, half of it before the place.
  private static func window(_ letters: [Letter], around place: Range<Int>, room: Int) -> Range<Int> {
    let room = max(1, room - 2)
    let marked = min(columns(letters[place]), room)
    var start = place.lowerBound
    var before = (room - marked) / 2 + max(0, (room - marked) / 2 - columns(letters[place.upperBound...]))
    while start > 0, before >= letters[start - 1].columns {
      start -= 1
      before -= letters[start].columns
    }
    if start > 0, let blank = letters[start..<place.lowerBound].firstIndex(where: { $0.character == " " }) {
      start = blank + 1
    }
    var end = start
    var rest = room
    while end < letters.count, rest >= letters[end].columns {
      rest -= letters[end].columns
      end += 1
    }
    if end < letters.count, place.upperBound < end,
      let blank = letters[place.upperBound..<end].lastIndex(where: { $0.character == " " })
    {
      end = blank
    }
    return start..<max(start, end)
  }
}

extension Printer {
  /// Writes what stands below the message of a failure.
  func print(_ details: [FailureDetail]) {
    let columns = appearance.lineColumns
    print(details.flatMap { $0.lines(width: columns) })
  }
}
