/// Puts articles into stories in one pass, in memory: each is compared with few stories, however many there are.
package struct StoryMatcher: Sendable {
  /// A story is forgotten once so many articles came after its last one: some days of a busy newsroom's feeds, and some
  /// hundred megabytes.
  private static let articlesRememberedMax = 32_768

  private struct LiveStory {
    var record: StoryRecord
    /// When it was last added to, in articles assigned.
    var touched: Int64
  }

  private var stories: [LiveStory] = []
  private var index = StoryIndex()
  private var queue = LiveQueue()
  private var assigned: Int64 = 0
  private var counts = StreamCounts()
  private let judge: StoryJudge

  /// A matcher that knows no story yet.
  package init(weights: StoryWeights = .standard) { judge = StoryJudge(weights: weights) }

  /// Puts an article into a story that is known, or into a new one.
  ///
  /// - Parameters:
  ///   - profile: the article's profile.
  ///   - article: its number; nil counts from 0.
  /// - Returns: the story, how the article belongs to it, and why.
  /// - Complexity: bounded by the limits of `StoryIndex` and of a story's members, whatever is stored.
  package mutating func assign(_ profile: StoryProfile, article: Int64? = nil) -> StoryAssignment {
    let weighed = profile.weighed(by: counts.frequencies(of: profile.places, at: assigned))
    let member = StoryMember(article: article ?? assigned, profile: weighed)
    let candidates = index.candidates(StoryIndex.keys(of: profile))
    let verdict = judge.decide(member, among: candidates.map { stories[$0].record })
    let story: Int
    if let choice = verdict.choice {
      story = candidates[choice]
      stories[story].record.append(
        member.telling(verdict.opener ?? member.article),
        likeness: verdict.likeness
      )
      stories[story].touched = assigned
    } else {
      story = stories.count
      stories.append(LiveStory(record: StoryRecord(member), touched: assigned))
    }
    counts.add(verdict.newPlaces, isNewStory: verdict.choice == nil, at: assigned)
    file(member, under: story)
    return StoryAssignment(
      story: story + 1,
      tie: verdict.tie,
      member: verdict.nearest,
      news: verdict.news,
      grounds: verdict.grounds
    )
  }

  private mutating func file(_ member: StoryMember, under story: Int) {
    index.insert(story, keys: member.keys)
    queue.append(story, at: assigned)
    assigned += 1
    while let old = queue.next(beyond: Self.articlesRememberedMax, isCurrent: { stories[$0].touched == $1 }) {
      index.remove(old, keys: stories[old].record.members.flatMap(\.keys))
      stories[old].record.forget()
    }
  }
}

/// The stories in the order in which they were last told, so that the oldest is found without a search.
private struct LiveQueue: Sendable {
  private var entries: [(story: Int, touched: Int64)] = []
  private var head = 0

  mutating func append(_ story: Int, at time: Int64) { entries.append((story, time)) }

  /// The oldest story when more entries came since than allowed; entries of stories told again since are dropped.
  mutating func next(beyond limit: Int, isCurrent: (Int, Int64) -> Bool) -> Int? {
    while entries.count - head > limit {
      let entry = entries[head]
      head += 1
      if head > limit {
        entries.removeFirst(head)
        head = 0
      }
      if isCurrent(entry.story, entry.touched) { return entry.story }
    }
    return nil
  }
}
