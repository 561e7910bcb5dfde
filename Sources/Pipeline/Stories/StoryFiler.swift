internal import Foundation
package import Model
internal import Storage
package import Stories

/// Makes of an article's profile what the store needs to put it into its story.
///
///     profile ─keys→ Store: candidates ─StoryJudge→ decision ─→ Store: membership, in the transaction of the article
package struct StoryFiler: Sendable {
  private let judge: StoryJudge
  private let publishers: PublisherTable

  /// A filer with the standard weights.
  package init(judge: StoryJudge = StoryJudge(), publishers: PublisherTable = .standard) {
    self.judge = judge
    self.publishers = publishers
  }

  /// The filing of an article.
  package func filing(_ profile: StoryProfile, of article: Article) -> StoryFiling {
    StoryFiling(
      keys: StoryIndex.keys(of: profile).map {
        StoryKeyColumn(hash: Int64(bitPattern: $0.hash), weight: Double($0.weight))
      },
      profile: profile.bytes,
      agency: publishers.agency(creditedBy: article),
      places: profile.places,
      decide: { [judge] number, candidates, frequencies in
        try Self.decide(number, profile.weighed(by: frequencies), candidates, judge)
      },
      revise: { story in try Self.revise(story, profile) }
    )
  }

  private static func decide(
    _ number: Int64,
    _ profile: StoryProfile,
    _ candidates: [FiledStory],
    _ judge: StoryJudge
  ) throws -> FilingDecision {
    let member = StoryMember(article: number, profile: profile)
    let records = try candidates.map { try StoryRecord($0) }
    let verdict = judge.decide(member, among: records)
    var record = verdict.choice.map { records[$0] } ?? StoryRecord(member)
    let opener = verdict.opener ?? number
    if verdict.choice != nil { record.append(member.telling(opener), likeness: verdict.likeness) }
    return FilingDecision(
      story: verdict.choice.map { candidates[$0].number },
      state: try record.stateText,
      tie: verdict.tie,
      nearest: verdict.nearest,
      opener: opener,
      news: verdict.news,
      grounds: verdict.grounds,
      profile: profile.bytes,
      headline: record.headline,
      newPlaces: verdict.newPlaces,
      split: StorySplitter(weights: judge.weights).split(record).map {
        FilingSplit(articles: $0.articles, grounds: $0.grounds)
      }
    )
  }

  private static func revise(
    _ story: FiledStory,
    _ profile: StoryProfile
  ) throws -> (state: String, news: [StoryNews])? {
    var record = try StoryRecord(story)
    guard let former = record.members.first else { return nil }
    let member = StoryMember(article: former.article, profile: profile)
    let news = record.news(in: member)
    guard !news.isEmpty else { return nil }
    record.append(member, likeness: Cohesion())
    return (try record.stateText, news)
  }
}

extension StoryRecord {
  /// A story as the store gives it; members whose profile is of another version are left out.
  init(_ story: FiledStory) throws {
    self.init(
      state: try JSONDecoder().decode(StoryState.self, from: Data(story.state.utf8)),
      members: story.members.compactMap { filed in
        StoryProfile(bytes: filed.bytes).map {
          StoryMember(article: filed.article, profile: $0, opener: filed.opener)
        }
      }
    )
  }

  /// What is stored of the story beside its members.
  var stateText: String {
    get throws { String(decoding: try JSONEncoder().encode(state), as: UTF8.self) }
  }
}
