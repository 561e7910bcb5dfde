package import Foundation
package import Model
package import Storage

/// What an article brings to be put into its story, within the transaction that stores it.
///
///     keys ─StoryFacet→ candidates ─decide→ decision ─StoryFacet→ membership
package struct StoryFiling: Sendable {
  /// What decides about an article: its number, the candidates, and in how many stories of late its words stand.
  package typealias Decide =
    @Sendable (Int64, [FiledStory], StoryFrequencies) throws -> FilingDecision

  /// What the article is filed and looked up by.
  package var keys: [StoryKeyColumn]
  /// The profile as it is stored with the article, in the form of `StoryProfile.bytes`.
  package var profile: [UInt8]
  /// The news agency that the article credits.
  package var agency: String?
  /// Where the stories of its words are counted.
  package var places: [Int64]
  /// Chooses among few candidates, the likeliest first.
  package var decide: Decide
  /// What a new text of a known article tells that its story did not, given the story with only the former text as
  /// member: nil where nothing is new.
  package var revise: @Sendable (_ story: FiledStory) throws -> (state: String, news: [StoryNews])?

  /// Makes a filing.
  package init(
    keys: [StoryKeyColumn],
    profile: [UInt8],
    agency: String?,
    places: [Int64] = [],
    decide: @escaping Decide,
    revise: @escaping @Sendable (_ story: FiledStory) throws -> (state: String, news: [StoryNews])?
  ) {
    self.keys = keys
    self.profile = profile
    self.agency = agency
    self.places = places
    self.decide = decide
    self.revise = revise
  }

  /// Puts an article into its story; one that has a story stays there, and only its news are looked for. Where the story has
  /// grown two centres with it, one leaves, and rules see again what had been held back as told.
  ///
  /// - Parameters:
  ///   - article: which is stored.
  ///   - transaction: that stored it.
  ///   - now: when it came.
  ///   - tellsRules: whether rules see again what left its story; never for an article of the past.
  /// - Throws: `StorageError`, or where what is stored of a story cannot be read.
  package func file(
    _ article: Int64,
    in transaction: StoreTransaction,
    at now: Date,
    tellsRules: Bool = true
  ) throws {
    let stories = transaction.stories
    if let known = try stories.story(ofArticle: article) {
      try look(forNewsIn: article, of: known, stories, at: now)
      return try stories.keep(profile, keys.map(\.hash), of: article, in: known)
    }
    let candidates = try stories.candidates(for: keys)
    let frequencies = try stories.frequencies(of: places, at: article)
    let decision = try decide(article, candidates.stories, frequencies)
    let story = try stories.join(article, decision, agency: agency, at: now)
    try stories.keep(
      decision.profile,
      keys.map(\.hash),
      of: article,
      in: story,
      crowded: candidates.crowded
    )
    if let split = decision.split {
      if tellsRules { try transaction.alerts.holdRules() }
      let moved = try stories.part(split, from: story, at: now)
      if tellsRules { try transaction.alerts.queueAgain(moved, partedFrom: story, at: now) }
    }
  }

  private func look(
    forNewsIn article: Int64,
    of story: Int64,
    _ stories: StoryFacet,
    at now: Date
  ) throws {
    guard let before = try stories.story(story, asToldBy: article), let (state, news) = try revise(before)
    else {
      return
    }
    try stories.develop(story, by: article, state: state, news, at: now)
  }
}
