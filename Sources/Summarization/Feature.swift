/// What a sentence's score is explained by: related features are shown as one factor.
package enum Factor: Int, CaseIterable, Sendable {
  /// Where it stands in the text.
  case position
  /// How long it is, and how dense.
  case length
  /// What it has of the headline.
  case title
  /// What it has of the text's commonest and keenest words.
  case subject
  /// How alike it is to the sentences around it.
  case centrality
  /// How many names it brings.
  case names
  /// Whether and how many numbers it brings.
  case numbers
  /// How much of it is quoted.
  case quotation
  /// How it opens, and whether it leans on what stands before it.
  case opening
  /// Whether it speaks to the reader or of the writer.
  case address
  /// Whether it dates, promises or denies something.
  case time
  /// Whether it tells the article's main event.
  case event
  /// How much of what the reader asked about.
  case about

  /// The factor as a reader sees it.
  package var name: String {
    switch self {
    case .title: "title words"
    case .subject: "key terms"
    case .event: "main event"
    default: String(describing: self)
    }
  }
}

/// A number about a sentence that the ranker weighs.
package enum Feature: Int, CaseIterable, Sendable {
  // Position among the usable sentences.
  /// 1 for the first usable sentence.
  case isFirst
  /// 1 for the second.
  case isSecond
  /// 1 for the third.
  case isThird
  /// 1 for the fourth and the fifth.
  case isFourthOrFifth
  /// 1 over its place, counted from 1.
  case inverseRank
  /// The logarithm of its place, counted from 1.
  case logRank
  /// Its place from 0, over the number of sentences.
  case depth
  /// 1 where it opens a paragraph.
  case opensParagraph
  // Length.
  /// Its words, at most 60, in 25s.
  case words
  /// The logarithm of its words.
  case logWords
  /// 1 below 10 words.
  case isBrief
  /// 1 above 35 words.
  case isLong
  // Title.
  /// What share of the headline's words it has.
  case titleShare
  /// What share of its words stand in the headline.
  case titleDensity
  // What the text is about.
  /// The mean logarithm of how often its words stand in the text.
  case meanFrequency
  /// Those logarithms added up, in tens.
  case sumFrequency
  /// How many of its words are among the text's ten key terms, in tens.
  case keyTerms
  /// What share of its words the first sentence has, too; 0 for the first itself.
  case leadOverlap
  /// What share of its words the first three sentences have, too.
  case openingOverlap
  /// What share of its words no earlier sentence has.
  case freshShare
  // Centrality.
  /// How alike it is to all sentences behind it.
  case forward
  /// How alike it is to all sentences before it.
  case backward
  // Names and numbers.
  /// What share of its words are names.
  case names
  /// Names that no earlier sentence has, at most 8, in fours.
  case newNames
  /// 1 where it has a number.
  case hasNumber
  /// What share of its words are numbers.
  case numbers
  // Quotation and speech.
  /// What share of its words stand between quotation marks.
  case quotedShare
  /// 1 where it opens with a quotation.
  case opensWithQuote
  /// 1 where a verb of saying stands in it.
  case speech
  // Opening.
  /// 1 where it opens with a pronoun or a demonstrative.
  case opensWithReference
  /// 1 where it opens with a word that goes on with what stood before.
  case opensWithConnective
  /// What share of its words are pronouns and demonstratives.
  case references
  // Address.
  /// What share of its words are `I`, `we` and their forms.
  case firstPerson
  /// What share of its words are `you` and its forms.
  case secondPerson
  /// 1 where it ends in a question mark.
  case asks
  // Time and modality.
  /// 1 where it names a day of the week.
  case day
  /// 1 where it names a month.
  case month
  /// 1 where a modal stands in it: `may`, `should`.
  case modal
  /// 1 where a negation stands in it.
  case negation
  // Density.
  /// What share of its words are content words.
  case contentShare
  // The main event, where the caller tells it.
  /// The severity of the event that it tells, 0 to 1; 0 where none is known.
  case event

  /// Columns of a feature matrix.
  package static let count = allCases.count

  /// Its name in the file of weights.
  package var name: String { String(describing: self) }

  /// The factor that a reader is shown.
  package var factor: Factor {
    switch self {
    case .isFirst, .isSecond, .isThird, .isFourthOrFifth, .inverseRank, .logRank, .depth, .opensParagraph:
      .position
    case .words, .logWords, .isBrief, .isLong, .contentShare: .length
    case .titleShare, .titleDensity: .title
    case .meanFrequency, .sumFrequency, .keyTerms, .leadOverlap, .openingOverlap, .freshShare: .subject
    case .forward, .backward: .centrality
    case .names, .newNames: .names
    case .hasNumber, .numbers: .numbers
    case .quotedShare, .opensWithQuote, .speech: .quotation
    case .opensWithReference, .opensWithConnective, .references: .opening
    case .firstPerson, .secondPerson, .asks: .address
    case .day, .month, .modal, .negation: .time
    case .event: .event
    }
  }
}
