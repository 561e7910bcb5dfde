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

/// A number of a profile with what it counts, such as `33 killed`.
package struct ProfileQuantity: Sendable, Hashable {
  package var value: Double
  /// `TermHash` of the stem that follows; 0 where none does.
  package var unit: UInt64
  /// As the article writes it.
  package var text: String
}

/// Who did what, as far as sameness asks: an act of an event coded in the article.
package struct ProfileAct: Sendable, Hashable {
  package var actor: String
  package var code: EventCode
  package var target: String
  package var date: EventDate?
  package var severity: Double
}

/// All that matching needs to know of one article.
///
/// It is small (some kilobytes whatever the article's length) so that it can be stored with the article and read back
/// when the matcher is filled again.
package struct StoryProfile: Sendable, Hashable {
  /// The article's terms by weight, heaviest first, at most `ProfileReader.termsMax`.
  package var terms: [ProfileTerm]
  /// Numbers of the title and the first sentences, in reading order.
  package var quantities: [ProfileQuantity]
  /// Weekdays that the title and the first sentences name: bit 1 for Monday to bit 7 for Sunday.
  package var weekdays: UInt8
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
      quantities: reader.quantities,
      weekdays: reader.weekdays,
      published: article.published,
      acts: Self.acts(of: events),
      shingles: ShingleSketch(of: [article.title, article.body].compactMap { $0 }),
      wordCount: reader.wordCount
    )
  }

  /// The profile of a text without words: like nothing.
  package static let empty = StoryProfile(
    terms: [],
    quantities: [],
    weekdays: 0,
    published: nil,
    acts: [],
    shingles: ShingleSketch(hashes: [], shingleCount: 0),
    wordCount: 0
  )

  init(
    terms: [ProfileTerm],
    quantities: [ProfileQuantity],
    weekdays: UInt8,
    published: CalendarDay?,
    acts: [ProfileAct],
    shingles: ShingleSketch,
    wordCount: Int
  ) {
    self.terms = terms
    self.quantities = quantities
    self.weekdays = weekdays
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
