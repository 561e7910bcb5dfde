internal import Foundation
internal import Text

/// The words of a text as a full-text index knows them: folded and stemmed, so that no configuration of a server matters.
///
/// It follows what FTS5 does in SQLite (`porter unicode61 remove_diacritics 2`): runs of letters and digits, without case
/// and marks, by their stems.
struct WordIndex {
  /// A word and the bytes of the text where it stands.
  struct Word {
    var stem: String
    var range: Range<Int>
  }

  /// A word that is looked for, or its beginning.
  struct Wanted: Hashable {
    var stem: String
    var isBeginning: Bool

    func fits(_ word: String) -> Bool { isBeginning ? word.hasPrefix(stem) : word == stem }
  }

  /// Longer words are cut: PostgreSQL takes lexemes of up to 2,046 bytes, and nobody looks for one of a hundred.
  private static let stemBytesMax = 100
  /// Places that PostgreSQL tells apart in one text, and of one word (PostgreSQL, "Text Search: Limitations").
  private static let placesMax = 16_383
  private static let placesOfWordMax = 255
  /// Bytes of different words in one text: PostgreSQL takes a megabyte with all places.
  private static let bytesMax = 500_000
  /// No phrase goes from a title into the text.
  private static let gap = 16

  private let stemmer = PorterStemmer()
  private var stems: [Substring: String] = [:]

  /// The words of a text, in order.
  mutating func words(of text: String) -> [Word] {
    var words: [Word] = []
    var start: String.Index?
    var offset = 0
    var startOffset = 0
    let scalars = text.unicodeScalars
    for place in scalars.indices {
      let scalar = scalars[place]
      if Self.isPart(scalar, isWithin: start != nil) {
        if start == nil { (start, startOffset) = (place, offset) }
      } else if let begun = start {
        words.append(Word(stem: stem(text[begun..<place]), range: startOffset..<offset))
        start = nil
      }
      offset += UTF8.width(scalar)
    }
    if let begun = start { words.append(Word(stem: stem(text[begun...]), range: startOffset..<offset)) }
    return words
  }

  private mutating func stem(_ word: Substring) -> String {
    if let known = stems[word] { return known }
    let isPlain = word.utf8.allSatisfy { $0 < 0x80 }
    let folded =
      isPlain
      ? word.lowercased() : word.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
    let stem = String(stemmer.stem(folded).utf8.prefix(Self.stemBytesMax)) ?? folded
    stems[word] = stem
    return stem
  }

  private static func isPart(_ scalar: Unicode.Scalar, isWithin: Bool) -> Bool {
    switch scalar.value {
    case 0..<0x80:
      return (0x30...0x39).contains(scalar.value) || (0x41...0x5A).contains(scalar.value)
        || (0x61...0x7A).contains(scalar.value)
    default:
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .decimalNumber,
        .letterNumber, .otherNumber:
        return true
      case .nonspacingMark, .spacingMark: return isWithin
      default: return false
      }
    }
  }

  /// A title and a text as PostgreSQL's `tsvector` reads them; words of the title weigh A, the others D.
  mutating func vector(title: String, text: String) -> String {
    var places: [String: [String]] = [:]
    var bytes = 0
    func add(_ stem: String, _ place: Int, _ weight: String) {
      guard places[stem, default: []].count < Self.placesOfWordMax else { return }
      if places[stem]?.isEmpty ?? true {
        bytes += stem.utf8.count
        guard bytes <= Self.bytesMax else { return }
      } else if place > Self.placesMax {
        return
      }
      places[stem, default: []].append("\(min(place, Self.placesMax))\(weight)")
    }
    let titleWords = words(of: title)
    for (place, word) in titleWords.enumerated() { add(word.stem, place + 1, "A") }
    let begin = titleWords.count + Self.gap
    for (place, word) in words(of: text).enumerated() { add(word.stem, begin + place, "") }
    return places.map { "'\($0.key)':\($0.value.joined(separator: ","))" }.joined(separator: " ")
  }

  /// What a term is looked for as: its words one after another, the last of which may go on.
  mutating func wanted(_ term: String, isBeginning: Bool) -> [Wanted] {
    let words = words(of: term)
    return words.enumerated().map { place, word in
      Wanted(stem: word.stem, isBeginning: isBeginning && place == words.count - 1)
    }
  }

  /// Words one after another, as PostgreSQL's `tsquery` reads them.
  static func query(_ wanted: [Wanted]) -> String {
    "(\(wanted.map { "'\($0.stem)'\($0.isBeginning ? ":*" : "")" }.joined(separator: " <-> ")))"
  }

  /// Byte ranges of a text where some terms stand, in order and apart.
  mutating func places(of terms: [[Wanted]], in text: String) -> [Range<Int>] {
    let words = words(of: text)
    var marks: [Range<Int>] = []
    for place in words.indices {
      for term in terms where !term.isEmpty && place + term.count <= words.count {
        let found = words[place..<place + term.count]
        guard zip(term, found).allSatisfy({ $0.fits($1.stem) }) else { continue }
        let range = words[place].range.lowerBound..<words[place + term.count - 1].range.upperBound
        if let last = marks.last, last.upperBound > range.lowerBound {
          marks[marks.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
        } else {
          marks.append(range)
        }
      }
    }
    return marks
  }
}
