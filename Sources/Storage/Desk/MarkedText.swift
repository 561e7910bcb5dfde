/// Text with marks around what matches; FTS5 puts U+0002 before and U+0003 after it.
struct MarkedText {
  private var bytes: [UInt8] = []
  private var marks: [Range<Int>] = []

  /// Text with places that match, in order and apart.
  init(_ text: String, marks: [Range<Int>]) { (bytes, self.marks) = (Array(text.utf8), marks) }

  init(_ text: String) {
    var start: Int?
    for byte in text.utf8 {
      switch byte {
      case 2: start = bytes.count
      case 3:
        if let begun = start { marks.append(begun..<bytes.count) }
        start = nil
      default: bytes.append(byte)
      }
    }
  }

  /// The range that holds most different words of what matches, of equals the first; nil where none holds any.
  func best(of ranges: [Range<Int>]) -> Int? {
    let scored = ranges.enumerated().map { place, range in
      let words = marks.filter { range.lowerBound <= $0.lowerBound && $0.upperBound <= range.upperBound }
        .map { String(decoding: bytes[$0], as: UTF8.self).lowercased() }
      return (place: place, different: Set(words).count, all: words.count)
    }
    let best = scored.filter { $0.all > 0 }.max {
      ($0.different, $0.all, -$0.place) < ($1.different, $1.all, -$1.place)
    }
    return best?.place
  }

  var pieces: [SearchPiece] { pieces(in: 0..<bytes.count) }

  /// The text of a range, parted where marks begin and end.
  func pieces(in range: Range<Int>) -> [SearchPiece] {
    let range = range.clamped(to: 0..<bytes.count)
    var pieces: [SearchPiece] = []
    var place = range.lowerBound
    func add(_ end: Int, isMatch: Bool) {
      if place < end {
        pieces.append(
          SearchPiece(text: String(decoding: bytes[place..<end], as: UTF8.self), isMatch: isMatch)
        )
      }
      place = max(place, end)
    }
    for mark in marks where mark.overlaps(range) {
      add(mark.lowerBound, isMatch: false)
      add(min(mark.upperBound, range.upperBound), isMatch: true)
    }
    add(range.upperBound, isMatch: false)
    return pieces
  }
}
