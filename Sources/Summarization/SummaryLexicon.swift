internal import EmbeddedData
internal import Text

/// What sentence scoring knows of a single word.
struct WordClass: OptionSet, Sendable {
  let rawValue: UInt16

  /// A pronoun or demonstrative: at the head of a sentence it leans on the one before.
  static let referring = WordClass(rawValue: 1 << 0)
  /// "But", "however": ties its sentence to the one before.
  static let connective = WordClass(rawValue: 1 << 1)
  static let speech = WordClass(rawValue: 1 << 2)
  /// A weekday, or a word such as "today": what happened then is news.
  static let day = WordClass(rawValue: 1 << 3)
  static let month = WordClass(rawValue: 1 << 4)
  static let firstPerson = WordClass(rawValue: 1 << 5)
  static let secondPerson = WordClass(rawValue: 1 << 6)
  static let negation = WordClass(rawValue: 1 << 7)
  static let modal = WordClass(rawValue: 1 << 8)
  /// A stretch of time: "this week" leans on nothing.
  static let period = WordClass(rawValue: 1 << 9)
  /// The first word of a phrase of page furniture.
  static let opensFurniture = WordClass(rawValue: 1 << 10)

  /// The classes by their names in the data.
  static let named: [Substring: WordClass] = [
    "referring": .referring, "connective": .connective, "speech": .speech, "day": .day, "month": .month,
    "first-person": .firstPerson, "second-person": .secondPerson, "negation": .negation, "modal": .modal,
    "period": .period,
  ]
}

/// The words and phrases of one language that sentence scoring asks for.
struct SummaryLexicon: Sendable {
  /// Classes of folded words.
  let classes: TermTable<WordClass>
  /// Phrases of page furniture, by the `TermHash` of their first word.
  let furniture: [UInt64: [FurniturePhrase]]

  /// English.
  static let english = SummaryLexicon(words: .englishSummaryWords, furniture: .englishFurniture)
  /// For languages without data of their own: nothing is known of any word.
  static let empty = SummaryLexicon(words: nil, furniture: nil)

  /// The lexicon of a primary language subtag.
  static func of(language: String) -> SummaryLexicon { language == "en" ? .english : .empty }

  private init(words: DataFile?, furniture file: DataFile?) {
    var classes: [UInt64: WordClass] = [:]
    for row in words?.rows ?? [] where row.count == 2 {
      guard let known = WordClass.named[row[0]] else { continue }
      for word in row[1].split(separator: " ") { classes[TermHash.of(word), default: []].insert(known) }
    }
    var furniture: [UInt64: [FurniturePhrase]] = [:]
    for phrase in file.map(FurniturePhrase.read) ?? [] {
      guard let first = phrase.words.first else { continue }
      furniture[first, default: []].append(phrase)
      classes[first, default: []].insert(.opensFurniture)
    }
    self.classes = TermTable(classes, empty: [])
    self.furniture = furniture
  }

  /// The classes of every term of a document, by term id.
  func classes(of vocabulary: Vocabulary) -> [WordClass] {
    (0..<vocabulary.count).map { classes[vocabulary.hash(of: Int32($0))] }
  }
}
