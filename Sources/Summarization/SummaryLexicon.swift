internal import EmbeddedData
internal import Text

/// What sentence scoring knows of a single word.
struct WordClass: OptionSet, Sendable {
  let rawValue: UInt16

  /// A function word, which tells nothing of a text's subject.
  static let stop = WordClass(rawValue: 1 << 0)
  /// A pronoun or demonstrative: at the head of a sentence it leans on the one before.
  static let referring = WordClass(rawValue: 1 << 1)
  /// "But", "however": ties its sentence to the one before.
  static let connective = WordClass(rawValue: 1 << 2)
  static let speech = WordClass(rawValue: 1 << 3)
  /// A weekday, or a word such as "today": what happened then is news.
  static let day = WordClass(rawValue: 1 << 4)
  static let month = WordClass(rawValue: 1 << 5)
  static let firstPerson = WordClass(rawValue: 1 << 6)
  static let secondPerson = WordClass(rawValue: 1 << 7)
  static let negation = WordClass(rawValue: 1 << 8)
  static let modal = WordClass(rawValue: 1 << 9)
  /// The first word of a phrase of page furniture.
  static let opensFurniture = WordClass(rawValue: 1 << 10)

  /// The classes by their names in the data.
  static let named: [Substring: WordClass] = [
    "referring": .referring, "connective": .connective, "speech": .speech, "day": .day, "month": .month,
    "first-person": .firstPerson, "second-person": .secondPerson, "negation": .negation, "modal": .modal,
  ]
}

/// The words and phrases of one language that sentence scoring asks for.
struct SummaryLexicon: Sendable {
  /// Classes of folded words, by `TermHash`.
  private(set) var classes: [UInt64: WordClass] = [:]
  /// Phrases of page furniture, by the `TermHash` of their first word.
  private(set) var furniture: [UInt64: [FurniturePhrase]] = [:]

  /// English.
  static let english = SummaryLexicon(
    stopWords: .englishStopWords,
    words: .englishSummaryWords,
    furniture: .englishFurniture
  )
  /// For languages without data of their own: nothing is known of any word.
  static let empty = SummaryLexicon()

  /// The lexicon of a primary language subtag.
  static func of(language: String) -> SummaryLexicon { language == "en" ? .english : .empty }

  private init() {}

  private init(stopWords: DataFile, words: DataFile, furniture file: DataFile) {
    for word in stopWords.lines { classes[TermHash.of(word), default: []].insert(.stop) }
    for row in words.rows where row.count == 2 {
      guard let known = WordClass.named[row[0]] else { continue }
      for word in row[1].split(separator: " ") { classes[TermHash.of(word), default: []].insert(known) }
    }
    for phrase in FurniturePhrase.read(file) {
      guard let first = phrase.words.first else { continue }
      furniture[first, default: []].append(phrase)
      classes[first, default: []].insert(.opensFurniture)
    }
  }
}
