package import Model
package import Text

/// A word of a profile.
package struct ProfileTerm: Sendable, Hashable {
  /// `TermHash` of its stem.
  package var hash: UInt64
  /// How much the article is about it: mentions weighted by where they stand, damped by a logarithm.
  package var prominence: Float
  /// How rare it is in news at large, in bits.
  package var rarity: Float
  /// A part of a proper name.
  package var isName: Bool
  /// It stands in the title or the first sentences.
  package var isLead: Bool
  /// As the article writes it, to be shown.
  package var text: String
}

/// Two neighbouring words of title or first sentences.
package struct ProfilePhrase: Sendable, Hashable {
  /// A mix of the hashes of both stems.
  package var hash: UInt32
  /// How rare it is, in bits.
  package var rarity: Float
}

/// A number of a profile with what it counts, such as `33 killed`.
package struct ProfileQuantity: Sendable, Hashable {
  /// The number that is counted.
  package var value: Double
  /// `TermHash` of the stem that follows; 0 where none does.
  package var unit: UInt64
  /// As the article writes it.
  package var text: String
}

/// Who did what, as far as sameness asks: an act of an event coded in the article.
package struct ProfileAct: Sendable, Hashable {
  /// Who acts, by name; empty for nobody named.
  package var actor: String
  /// The kind of act, by CAMEO.
  package var code: EventCode
  /// Whom it hits, by name; empty for nobody named.
  package var target: String
  /// When it happened, as precisely as the text tells; nil where it does not.
  package var date: EventDate?
  /// How severe it is, 0 to 10.
  package var severity: Double
}

/// All that matching needs to know of one article.
///
/// It is small (some kilobytes whatever the article's length) so that it can be stored with the article and read back
/// when the matcher is filled again.
package struct StoryProfile: Sendable, Hashable {
  /// The article's terms by weight, heaviest first, at most `ProfileReader.termsMax`.
  package var terms: [ProfileTerm]
  /// Neighbouring words of the title and the first sentences, in reading order, at most `ProfileReader.leadPhrasesMax`.
  package var leadPhrases: [ProfilePhrase]
  /// Neighbouring words of which both tell something, in reading order, at most `ProfileReader.phrasesMax`: their hashes.
  package var phrases: [UInt32]
  /// Numbers of the title and the first sentences, in reading order.
  package var quantities: [ProfileQuantity]
  /// Weekdays that the title and the first sentences name: bit 1 for Monday to bit 7 for Sunday.
  package var weekdays: UInt8
  /// Days of the year that the title and the first sentences name, such as 4 October: 32 times the month and the day.
  package var dates: [UInt16]
  /// Years that the title and the first sentences name.
  package var years: [UInt16]
  /// The day of publication.
  package var published: CalendarDay?
  /// Current acts coded in the article, main act first.
  package var acts: [ProfileAct]
  /// What copies are known by.
  package var shingles: ShingleSketch
  /// How many words the article has.
  package var wordCount: Int

  /// Reads an article's profile.
  ///
  /// - Parameters:
  ///   - article: the analysed article.
  ///   - events: what was coded in it; may be empty.
  /// - Complexity: linear in the article's length.
  package init(article: AnalysedArticle, events: [Event]) {
    var reader = ProfileReader(language: article.body.language)
    if let title = article.title { reader.readTitle(title) }
    reader.readBody(article.body)
    self.init(
      terms: reader.terms(),
      leadPhrases: reader.leadPhrases.map { ProfilePhrase(hash: $0, rarity: Rarity.unknownBits) },
      phrases: reader.phrases,
      quantities: reader.quantities,
      weekdays: reader.weekdays,
      dates: reader.dates,
      years: reader.years,
      published: article.published,
      acts: Self.acts(of: events),
      shingles: ShingleSketch(of: [article.title, article.body].compactMap { $0 }),
      wordCount: reader.wordCount
    )
  }

  /// The profile of a text without words: like nothing.
  package static let empty = StoryProfile(
    terms: [],
    leadPhrases: [],
    phrases: [],
    quantities: [],
    weekdays: 0,
    dates: [],
    years: [],
    published: nil,
    acts: [],
    shingles: ShingleSketch(hashes: [], shingleCount: 0),
    wordCount: 0
  )

  init(
    terms: [ProfileTerm],
    leadPhrases: [ProfilePhrase],
    phrases: [UInt32],
    quantities: [ProfileQuantity],
    weekdays: UInt8,
    dates: [UInt16],
    years: [UInt16],
    published: CalendarDay?,
    acts: [ProfileAct],
    shingles: ShingleSketch,
    wordCount: Int
  ) {
    self.terms = terms
    self.leadPhrases = leadPhrases
    self.phrases = phrases
    self.quantities = quantities
    self.weekdays = weekdays
    self.dates = dates
    self.years = years
    self.published = published
    self.acts = acts
    self.shingles = shingles
    self.wordCount = wordCount
  }

  /// More acts than this say nothing more about which story it is.
  private static let actsMax = 12

  private static func acts(of events: [Event]) -> [ProfileAct] {
    events.lazy.filter(\.status.isCurrent).prefix(actsMax).map { event in
      ProfileAct(
        actor: event.actor?.name ?? "",
        code: event.code,
        target: event.target?.name ?? "",
        date: event.date,
        severity: event.severity.value
      )
    }
  }
}
