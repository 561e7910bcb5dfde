/// What a sentence's score is explained by: related features are shown as one factor.
package enum Factor: Int, CaseIterable, Sendable {
  case position
  case length
  case title
  case subject
  case centrality
  case names
  case numbers
  case quotation
  case opening
  case address
  case time
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
  case isFirst
  case isSecond
  case isThird
  case isFourthOrFifth
  case inverseRank
  case logRank
  case depth
  case opensParagraph
  // Length.
  case words
  case logWords
  case isBrief
  case isLong
  // Title.
  case titleShare
  case titleDensity
  // What the text is about.
  case meanFrequency
  case sumFrequency
  case keyTerms
  case leadOverlap
  case openingOverlap
  case freshShare
  // Centrality.
  case forward
  case backward
  // Names and numbers.
  case names
  case newNames
  case hasNumber
  case numbers
  // Quotation and speech.
  case quotedShare
  case opensWithQuote
  case speech
  // Opening.
  case opensWithReference
  case opensWithConnective
  case references
  // Address.
  case firstPerson
  case secondPerson
  case asks
  // Time and modality.
  case day
  case month
  case modal
  case negation
  // Density.
  case contentShare
  // The main event, where the caller tells it.
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
