package import Model

/// A key that stories are found by, and what sharing it is worth.
package struct StoryKeyColumn: Sendable, Hashable {
  package var hash: Int64
  package var weight: Double

  /// Makes a key.
  package init(hash: Int64, weight: Double) {
    self.hash = hash
    self.weight = weight
  }
}

/// A story as the decision about an article sees it; state and profiles mean nothing to the store.
package struct FiledStory: Sendable {
  package var number: Int64
  package var state: String
  /// The first member and the latest ones, in order of arrival.
  package var members: [FiledProfile]
}

/// A stored profile of an article.
package struct FiledProfile: Sendable {
  package var article: Int64
  package var bytes: [UInt8]
}

/// What was decided about an article.
package struct FilingDecision: Sendable {
  /// One of the candidates; nil for a new story.
  package var story: Int64?
  /// The story's state with the article in it.
  package var state: String
  package var tie: StoryTie
  /// The article number of the member that it was tied to.
  package var nearest: Int64?
  package var news: [StoryNews]
  package var grounds: [StoryGround]

  /// Makes a decision.
  package init(
    story: Int64?,
    state: String,
    tie: StoryTie,
    nearest: Int64?,
    news: [StoryNews],
    grounds: [StoryGround]
  ) {
    self.story = story
    self.state = state
    self.tie = tie
    self.nearest = nearest
    self.news = news
    self.grounds = grounds
  }
}

/// What an article brings to be put into its story, within the transaction that stores it.
package struct StoryFiling: Sendable {
  package var keys: [StoryKeyColumn]
  package var profile: [UInt8]
  /// The news agency that the article credits.
  package var agency: String?
  /// Chooses among few candidates, the likeliest first; called within the transaction, so it must not use the store.
  package var decide: @Sendable (_ article: Int64, _ candidates: [FiledStory]) throws -> FilingDecision
  /// What a new text of a known article tells that its story did not, given the story with only the former text as
  /// member: nil where nothing is new.
  package var revise: @Sendable (_ story: FiledStory) throws -> (state: String, news: [StoryNews])?

  /// Makes a filing.
  package init(
    keys: [StoryKeyColumn],
    profile: [UInt8],
    agency: String?,
    decide: @escaping @Sendable (_ article: Int64, _ candidates: [FiledStory]) throws -> FilingDecision,
    revise: @escaping @Sendable (_ story: FiledStory) throws -> (state: String, news: [StoryNews])?
  ) {
    self.keys = keys
    self.profile = profile
    self.agency = agency
    self.decide = decide
    self.revise = revise
  }
}
