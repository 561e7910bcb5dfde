internal import Foundation
package import Model

/// A key that stories are found by, and what sharing it is worth.
package struct StoryKeyColumn: Sendable, Hashable {
  /// Of the key.
  package var hash: Int64
  /// What sharing it is worth.
  package var weight: Double

  /// Makes a key.
  package init(hash: Int64, weight: Double) {
    self.hash = hash
    self.weight = weight
  }

  /// What sharing it is worth where so many stories have it: a key of many stories tells little of any.
  func weight(amongStories count: Int) -> Double { max(1, weight - log2(Double(max(1, count)))) }
}

/// A story as the decision about an article sees it; state and profiles mean nothing to the store.
package struct FiledStory: Sendable {
  /// Its row.
  package var number: Int64
  /// As its room writes it.
  package var state: String
  /// The first member and the latest ones, in order of arrival.
  package var members: [FiledProfile]
}

/// A stored profile of an article.
package struct FiledProfile: Sendable {
  /// The article's row.
  package var article: Int64
  /// The article that opened the event which it tells.
  package var opener: Int64
  /// As its room writes it.
  package var bytes: [UInt8]
}

/// The stories that share most keys with an article.
package struct StoryCandidates: Sendable {
  /// The likeliest first, few.
  package var stories: [FiledStory]
  /// The keys that have as many stories as they may.
  package var crowded: Set<Int64>
}

/// Articles that tell another event than the rest of their story, as a second look found.
package struct FilingSplit: Sendable {
  /// Of the members that the story is compared by.
  package var articles: [Int64]
  /// What speaks against one event, the strongest first.
  package var grounds: [StoryGround]

  /// Makes a split.
  package init(articles: [Int64], grounds: [StoryGround]) {
    self.articles = articles
    self.grounds = grounds
  }
}

/// What was decided about an article.
package struct FilingDecision: Sendable {
  /// One of the candidates; nil for a new story.
  package var story: Int64?
  /// The story's state with the article in it.
  package var state: String
  /// How it is tied to the story.
  package var tie: StoryTie
  /// The article number of the member that it was tied to.
  package var nearest: Int64?
  /// The article that opened the event which it tells; nil for itself.
  package var opener: Int64?
  /// What it tells that the story had not.
  package var news: [StoryNews]
  /// Why it belongs there, or why it opens a story.
  package var grounds: [StoryGround]
  /// The profile as it was weighed for the decision, to be stored.
  package var profile: [UInt8]
  /// The article whose headline stands for the story; nil for its first.
  package var headline: Int64?
  /// Where to count the story once more: the places of what it had not told.
  package var newPlaces: [Int64]
  /// What leaves the story, now that the article is in it; nil for a story of one event.
  package var split: FilingSplit?

  /// Makes a decision.
  package init(
    story: Int64?,
    state: String,
    tie: StoryTie,
    nearest: Int64?,
    opener: Int64? = nil,
    news: [StoryNews],
    grounds: [StoryGround],
    profile: [UInt8],
    headline: Int64? = nil,
    newPlaces: [Int64] = [],
    split: FilingSplit? = nil
  ) {
    self.story = story
    self.state = state
    self.tie = tie
    self.nearest = nearest
    self.opener = opener
    self.news = news
    self.grounds = grounds
    self.profile = profile
    self.headline = headline
    self.newPlaces = newPlaces
    self.split = split
  }
}
