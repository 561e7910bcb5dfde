internal import Foundation
package import Model

extension StoryProfile {
  /// What is rarer than this in the days around weighs no more: it is as often a slip of the pen as a name.
  private static let rarityMax = 11.0
  /// How much rarity at large weighs against the stream's own counts, as if so many stories had been seen before.
  private static let storiesAtLarge = 800.0
  /// Keeps what stands in no story yet from weighing without end.
  private static let storiesAdded = 0.25

  /// The places of the terms and phrases of title and lead, each once.
  package var places: [Int64] {
    var seen: Set<Int64> = []
    return (terms.map(\.place) + leadPhrases.map(\.place)).filter { seen.insert($0).inserted }
  }

  /// The profile with its terms and phrases weighed by how many stories of the days around have them: a name that everybody
  /// names that day is no evidence.
  package func weighed(by frequencies: StoryFrequencies) -> StoryProfile {
    func bits(_ place: Int64, atLarge: Float) -> Float {
      let all = Self.storiesAtLarge + frequencies.stories + 1
      let with = Self.storiesAtLarge * exp2(-Double(atLarge)) + (frequencies.byPlace[place] ?? 0)
      return Float(min(Self.rarityMax, log2(all / (with + Self.storiesAdded))))
    }
    var weighed = self
    for index in terms.indices {
      weighed.terms[index].rarity = bits(terms[index].place, atLarge: terms[index].rarity)
    }
    for index in leadPhrases.indices {
      weighed.leadPhrases[index].rarity = bits(leadPhrases[index].place, atLarge: Rarity.unknownBits)
    }
    return weighed
  }
}

extension ProfileTerm {
  /// Where its stories are counted.
  var place: Int64 { StoryFrequencies.place(of: hash) }
}

extension ProfilePhrase {
  /// Where its stories are counted; salted, so that a phrase is no term.
  var place: Int64 { StoryFrequencies.place(of: UInt64(hash) &* 0x9E37_79B9_7F4A_7C15) }
}

/// Counts in memory in how many stories of a stream words stand.
struct StreamCounts: Sendable {
  private var stories = FadingCount(value: 0, article: 0)
  private var byPlace: [Int64: FadingCount] = [:]

  /// The frequencies of places at an article.
  func frequencies(of places: [Int64], at article: Int64) -> StoryFrequencies {
    var found = StoryFrequencies(stories: stories.faded(at: article))
    for place in places {
      if let count = byPlace[place] { found.byPlace[place] = count.faded(at: article) }
    }
    return found
  }

  /// Counts what a story tells for the first time.
  mutating func add(_ places: [Int64], isNewStory: Bool, at article: Int64) {
    for place in places {
      byPlace[place] = FadingCount(value: (byPlace[place]?.faded(at: article) ?? 0) + 1, article: article)
    }
    if isNewStory { stories = FadingCount(value: stories.faded(at: article) + 1, article: article) }
  }
}
