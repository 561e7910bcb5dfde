package import Foundation

/// How an article belongs to its story.
package enum StoryTie: String, Sendable, Codable, CaseIterable {
  /// It is the first of its story.
  case new
  /// Its text is another member's, whole or cut.
  case copy
  /// It tells what another member tells.
  case same = "same event"
  /// It tells a new fact of the same event.
  case development
}

/// A named number that sameness was decided from, with the words that show it.
package struct StoryGround: Sendable, Hashable, Codable {
  /// What was compared.
  package var name: String
  /// How alike, from 0 to 1.
  package var value: Double
  /// What the value was multiplied with in the score.
  package var weight: Double
  /// The article's own words, where words carry the ground.
  package var evidence: [String]

  /// Makes a ground.
  package init(_ name: String, _ value: Double, weight: Double, evidence: [String] = []) {
    self.name = name
    self.value = value
    self.weight = weight
    self.evidence = evidence
  }
}

/// A fact that a story had not told before: it breaks sameness and opens a development.
package struct StoryNews: Sendable, Hashable, Codable {
  /// What is new.
  package enum Kind: String, Sendable, Codable, CaseIterable {
    /// An act with another root code than those told so far.
    case newCode = "new act"
    /// An act of a higher band of severity than those told so far.
    case higherBand = "higher severity"
    /// Another number for what the nearest member counts too.
    case changedNumber = "number changed"
  }

  /// In what it is new.
  package var kind: Kind
  /// What the article tells: a code's root, a band, a number with what it counts.
  package var told: String
  /// What the story told before; nil for a new code.
  package var before: String?

  /// Makes a piece of news.
  package init(_ kind: Kind, told: String, before: String? = nil) {
    self.kind = kind
    self.told = told
    self.before = before
  }
}

/// That an article belongs to a story, how, and why.
package struct StoryMembership: Sendable, Hashable {
  /// The story.
  package var story: RecordID
  /// The article.
  package var article: RecordID
  /// How it is tied to it.
  package var tie: StoryTie
  /// The member that it was tied to; nil for the first.
  package var nearest: RecordID?
  /// Empty unless it is a development.
  package var news: [StoryNews]
  /// What the decision was made from; for the first of a story, how near another story came.
  package var grounds: [StoryGround]
  /// When the article arrived.
  package var joinedAt: Date

  /// Makes a membership.
  package init(
    story: RecordID,
    article: RecordID,
    tie: StoryTie,
    nearest: RecordID?,
    news: [StoryNews],
    grounds: [StoryGround],
    joinedAt: Date
  ) {
    self.story = story
    self.article = article
    self.tie = tie
    self.nearest = nearest
    self.news = news
    self.grounds = grounds
    self.joinedAt = joinedAt
  }

  /// The member whose text this article's is; nil where it is no copy.
  package var copyOf: RecordID? { tie == .copy ? nearest : nil }
}

/// Articles that count as one source, and what makes them one.
package struct SourceGroup: Sendable, Hashable, Codable {
  /// Article numbers, ascending.
  package var articles: [Int64]
  /// What they are known by, such as a publisher or an agency; sorted.
  package var names: [String]
  /// Why they were folded together, such as `publisher BBC`; empty for a single article.
  package var reasons: [String]

  /// Makes a group.
  package init(articles: [Int64], names: [String], reasons: [String]) {
    self.articles = articles
    self.names = names
    self.reasons = reasons
  }
}

/// A story as one of its articles found it: what conditions on stories are compared with.
package struct StoryFacts: Sendable, Hashable {
  /// The article's.
  package var membership: StoryMembership
  /// When each article of the story arrived, ascending; never empty.
  package var arrivals: [Date]
  /// The independent sources, in the order of their first article.
  package var sources: [SourceGroup]

  /// Makes facts.
  package init(membership: StoryMembership, arrivals: [Date], sources: [SourceGroup]) {
    self.membership = membership
    self.arrivals = arrivals
    self.sources = sources
  }

  /// When its first article arrived.
  package var firstSeen: Date { arrivals.first ?? membership.joinedAt }
  /// When its latest article arrived.
  package var lastSeen: Date { arrivals.last ?? membership.joinedAt }
  /// How many articles had come.
  package var articleCount: Int { arrivals.count }

  /// How many articles came in the time before a moment, that moment included.
  package func growth(within seconds: TimeInterval, at moment: Date) -> Int {
    arrivals.count { $0 > moment.addingTimeInterval(-seconds) && $0 <= moment }
  }
}

/// Whose acts a series is over, by canonical names.
package enum SeriesSubject: Sendable, Hashable {
  /// Acts by or against one actor.
  case actor(String)
  /// Acts by the first against the second.
  case dyad(actor: String, target: String)
  /// Acts by either against the other.
  case pair(String, String)
  /// Acts that name a person on either side, by full name or a part of it.
  case person(String)
}

/// A count that fades as articles come in, so that it speaks of the days around.
package struct FadingCount: Sendable, Hashable {
  /// Articles after which a count is worth half: about a day of a busy newsroom's feeds.
  private static let halfLifeArticles = 8192.0

  /// What it was worth at `article`, in articles or stories; not below 0.
  package var value: Double
  /// The article at which it was counted last.
  package var article: Int64

  /// A count as it stood at an article.
  package init(value: Double, article: Int64) {
    self.value = value
    self.article = article
  }

  /// What it is worth at a later article.
  package func faded(at article: Int64) -> Double {
    guard article > self.article else { return value }
    return value * exp2(-Double(article - self.article) / Self.halfLifeArticles)
  }
}

/// In how many stories of the days around the words of one article stand.
package struct StoryFrequencies: Sendable {
  /// Words share so many places, so that what is kept of them stays small whatever was stored. With 2^18 of them two words
  /// that share one add less than what rarity is capped at.
  package static let placeCount: UInt64 = 1 << 18
  /// All stories.
  package var stories: Double
  /// The stories of each place that has some.
  package var byPlace: [Int64: Double]

  /// Frequencies; by default of a stream that has not begun.
  package init(stories: Double = 0, byPlace: [Int64: Double] = [:]) {
    self.stories = stories
    self.byPlace = byPlace
  }

  /// The place of a hash.
  package static func place(of hash: UInt64) -> Int64 { Int64((hash ^ (hash >> 32)) % placeCount) }
}
