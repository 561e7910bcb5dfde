internal import EmbeddedData
internal import Text

/// What a word means to story matching.
enum StoryWord: Sendable, Equatable {
  /// 1 for Monday to 7 for Sunday.
  case weekday(Int)
  /// 1 to 12.
  case month(Int)
  case number(Double)
  /// Multiplies the number before it.
  case multiple(Double)
  /// The name of a news agency, which tells of the sender and not of the story.
  case agency
  /// A form of address or an office before a name.
  case title

  fileprivate init?(kind: Substring, value: Double) {
    switch kind {
    case "weekday": self = .weekday(Int(value))
    case "month": self = .month(Int(value))
    case "number": self = .number(value)
    case "multiple": self = .multiple(value)
    case "agency": self = .agency
    case "title": self = .title
    default: return nil
    }
  }
}

/// The words of one language that story matching reads by their meaning.
struct StoryWords: Sendable {
  private var words: [UInt64: StoryWord] = [:]

  /// English.
  static let english = StoryWords(.englishStoryWords)
  /// For languages without data of their own.
  static let empty = StoryWords()

  /// The words of a primary language subtag.
  static func of(language: String) -> StoryWords { language == "en" ? .english : .empty }

  private init() {}

  private init(_ file: DataFile) {
    for row in file.rows where row.count == 3 {
      guard let value = Double(row[1]), let meaning = StoryWord(kind: row[0], value: value) else { continue }
      for word in row[2].split(separator: " ") { words[TermHash.of(word)] = meaning }
    }
  }

  /// The meaning of a folded word, by its `TermHash`.
  subscript(word: UInt64) -> StoryWord? { words[word] }
}
